import Statistics

/// A test whose statistic has a χ² distribution in large samples when the hypothesis holds.
public struct ChiSquaredTest: Sendable, Hashable {
  /// At least 0; the larger, the less do the data agree with the hypothesis.
  public let statistic: Double
  /// How many restrictions are tested; at least 1.
  public let degrees: Int

  /// A test of `degrees` restrictions.
  public init(statistic: Double, degrees: Int) {
    precondition(degrees > 0, "a restriction to test")
    self.statistic = statistic
    self.degrees = degrees
  }

  /// The likelihood-ratio test of `degrees` restrictions, 2(ℓ − ℓ₀), where `logLikelihood` is ℓ, and `restricted` ℓ₀ with
  /// the restrictions (Wilks 1938).
  public init(logLikelihood: Double, restricted: Double, degrees: Int) {
    self.init(statistic: max(0, 2 * (logLikelihood - restricted)), degrees: degrees)
  }

  /// The probability of a larger statistic when the hypothesis holds.
  public var pValue: Double { ChiSquared(degreesOfFreedom: Double(degrees)).upperTail(statistic) }
}

extension RegressionFit {
  /// The Wald test that all coefficients but the intercept are zero, b′V⁻¹b with their part V of `covariance`; nil when
  /// there is no other coefficient, or V is singular.
  ///
  /// V is singular with no more clusters than coefficients, since the scores of all clusters sum to zero, and with a robust
  /// covariance where one row alone tells a coefficient, since its residual is zero.
  public var waldTest: ChiSquaredTest? {
    let tested = columns.indices.filter { !columns[$0].factors.isEmpty }
    guard !tested.isEmpty, tested.count <= covariance.kind.rankLimit else { return nil }
    let part = covariance.matrix.selecting(rows: tested).selecting(columns: tested)
    let units = part.diagonal.map { 1 / $0.squareRoot() }
    guard units.allSatisfy(\.isFinite) else { return nil }
    let correlations = part.scalingRows(by: units).transposed.scalingRows(by: units)
    // Rounding leaves a singular matrix of correlations with about 10⁻¹⁵ where there should be zero.
    guard QRFactorization(correlations).hasFullRank, let factorization = Cholesky(correlations) else { return nil }
    let values = zip(tested, units).map { coefficients[$0] * $1 }
    let statistic = scalarProduct(values, factorization.solve(values))
    return ChiSquaredTest(statistic: statistic, degrees: tested.count)
  }
}

extension CovarianceKind {
  /// More coefficients than this cannot be tested at once.
  fileprivate var rankLimit: Int {
    if case .clustered(_, let clusters) = self { clusters - 1 } else { .max }
  }
}
