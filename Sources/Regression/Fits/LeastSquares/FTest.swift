import Statistics

/// The test that no term but the intercept has an effect.
public struct FTest: Sendable, Hashable {
  /// The ratio of the mean squares.
  public let statistic: Double
  /// The degrees of freedom of the model.
  public let numerator: Int
  /// The degrees of freedom of the residuals.
  public let denominator: Int

  /// The probability of a larger statistic when no term has an effect.
  public var pValue: Double {
    FisherF(numerator: Double(numerator), denominator: Double(denominator)).upperTail(statistic)
  }
}
