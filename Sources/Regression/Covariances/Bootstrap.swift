import Statistics

/// Estimates from samples of the rows drawn with replacement, or of whole clusters.
///
/// A sample is a frequency for every row, so the design is never copied. Each replication draws from a stream of its own,
/// so the result does not depend on how the work is split over processors.
///
/// Source: Efron, Annals of Statistics 7 (1979); for clusters Cameron, Gelbach and Miller, Review of Economics and
/// Statistics 90 (2008).
struct Bootstrap {
  /// The parameters of each replication that has estimates, in the order of replications.
  let estimates: [[Double]]
  /// How many replications were asked for.
  let replications: Int

  /// Draws and fits `replications` samples.
  init(_ fit: some RegressionFit, clusters: CategoryColumn?, replications: Int, seed: UInt64) {
    self.replications = replications
    estimates = concurrentMap(count: replications) { replication in
      var draws = RandomDraws(seed: seed, stream: replication)
      let frequencies = Self.frequencies(rows: fit.n, clusters: clusters, &draws)
      return fit.refitted(frequencies: frequencies).flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
    }.compactMap(\.self)
  }

  /// How many replications gave no estimate.
  var failed: Int { replications - estimates.count }

  /// The covariance of the estimates; nil when more than half of the replications failed or too few are left to span the
  /// parameters.
  var covariance: Matrix? {
    guard let size = estimates.first?.count, estimates.count > size, 2 * estimates.count >= replications else {
      return nil
    }
    let count = Double(estimates.count)
    let means = (0..<size).map { position in estimates.reduce(0) { $0 + $1[position] } / count }
    var deviations = Matrix(rowCount: estimates.count, columnCount: size)
    for (row, parameters) in estimates.enumerated() {
      for column in 0..<size { deviations[row, column] = parameters[column] - means[column] }
    }
    return deviations.crossProduct.scaled(by: 1 / (count - 1))
  }

  /// How often each row stands in one sample.
  static func frequencies(rows: Int, clusters: CategoryColumn?, _ draws: inout RandomDraws) -> [Double] {
    let units = clusters?.levels.count ?? rows
    var drawn = [Double](repeating: 0, count: units)
    for _ in 0..<units { drawn[draws.whole(below: units)] += 1 }
    return clusters.map { $0.codes.map { drawn[$0] } } ?? drawn
  }
}
