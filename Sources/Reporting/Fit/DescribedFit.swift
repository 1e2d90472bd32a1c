import Regression

/// A fit with the words that its family needs.
public protocol DescribedFit: RegressionFit {
  /// How it was estimated, as in `ordinary least squares`.
  var method: String { get }
  /// Counts of observations by kind, a name and a number each; none where all are alike.
  var observationCounts: [(kind: String, count: Int)] { get }
  /// How well the model fits, a line each, the most important first.
  var qualityLines: [String] { get }
}

extension DescribedFit {
  /// Where the standard errors come from.
  var covarianceWords: String {
    switch covariance.kind {
    case .classical: "standard errors from the model (classical)"
    case .heteroscedasticityConsistent(let correction):
      "standard errors robust to unequal variances (\(correction.rawValue))"
    case .clustered(let column, let clusters):
      "standard errors for rows that depend on each other within \(column.printable) "
        + "(\(counted(clusters, "cluster")))"
    case .bootstrap(let cluster, let replications, let failed, let seed):
      "standard errors by bootstrap of \(cluster.map { "the clusters of \($0.printable)" } ?? "rows") "
        + "(\(counted(replications, "replication")), \(failed == 0 ? "none" : "\(failed)") failed, seed \(seed))"
    }
  }
}

/// A measure of fit with so many significant digits.
func measure(_ value: Double, _ digits: Int = 5) -> String {
  NumberText.significant(value, digits: digits, grouping: false)
}

/// A χ² test as in `12.3 on 2 degrees of freedom, p 0.00213`.
func words(_ test: ChiSquaredTest) -> String {
  "\(measure(test.statistic)) on \(counted(test.degrees, "degree")) of freedom, p \(probabilityText(test.pValue))"
}
