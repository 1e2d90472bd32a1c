import SourceText
import Statistics

/// Which covariance of the parameters standard errors shall be based on.
public enum CovarianceRequest: Sendable, Hashable {
  /// That of the model.
  case classical
  /// Robust to variances that differ between rows.
  case heteroscedasticityConsistent(HeteroscedasticityCorrection)
  /// Robust to dependence within the clusters of the data set, which are in `column`.
  case clustered(column: String)
  /// From `replications` samples of rows, or of the data set's clusters where `cluster` names their column, drawn with
  /// replacement by a generator that starts from `seed`.
  case bootstrap(cluster: String?, replications: Int, seed: UInt64)
}

extension RegressionFit {
  /// The same fit with standard errors from the covariance asked for.
  ///
  /// - Throws: a `FitFact` when the data or the family do not have that covariance.
  public func applying(_ request: CovarianceRequest) throws(InputProblems) -> Self {
    var fit = self
    switch request {
    case .classical: fit.covariance = classicalCovariance
    case .heteroscedasticityConsistent(let correction):
      fit.covariance = Covariance(.heteroscedasticityConsistent(correction), try robustCovariance(correction))
    case .clustered(let column):
      let clusters = try clusters(column)
      fit.covariance = Covariance(
        .clustered(column: column, clusters: clusters.levels.count), clusteredCovariance(clusters))
    case .bootstrap(let column, let replications, let seed):
      let clusters: CategoryColumn? = if let column { try self.clusters(column) } else { nil }
      let bootstrap = Bootstrap(self, clusters: clusters, replications: replications, seed: seed)
      guard let matrix = bootstrap.covariance else {
        throw InputProblems(
          FitFact.bootstrapFailed(failed: bootstrap.failed, replications: replications),
          at: SourceMark(file: sample.data.file))
      }
      fit.covariance = Covariance(
        .bootstrap(cluster: column, replications: replications, failed: bootstrap.failed, seed: seed), matrix)
    }
    return fit
  }

  /// The clusters of the data set, which was read with those of `column`.
  private func clusters(_ column: String) throws(InputProblems) -> CategoryColumn {
    guard sample.data.clusterColumn == column, let clusters = sample.data.cluster else {
      preconditionFailure("a data set with the clusters of \(column)")
    }
    return clusters
  }
}
