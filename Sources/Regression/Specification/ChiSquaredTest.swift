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

  /// The probability of a larger statistic when the hypothesis holds.
  public var pValue: Double { ChiSquared(degreesOfFreedom: Double(degrees)).upperTail(statistic) }
}

extension RegressionFit {
  /// The Wald test that all coefficients but the intercept are zero, b′V⁻¹b with their part V of `covariance`; nil when
  /// there is no other coefficient, or V is singular, as it is with fewer clusters than coefficients.
  public var waldTest: ChiSquaredTest? {
    let tested = columns.indices.filter { !columns[$0].factors.isEmpty }
    guard !tested.isEmpty else { return nil }
    let matrix = covariance.matrix.selecting(rows: tested).selecting(columns: tested)
    guard let factorization = Cholesky(matrix) else { return nil }
    let values = tested.map { coefficients[$0] }
    let statistic = zip(values, factorization.solve(values)).reduce(0) { $0 + $1.0 * $1.1 }
    return ChiSquaredTest(statistic: statistic, degrees: tested.count)
  }
}
