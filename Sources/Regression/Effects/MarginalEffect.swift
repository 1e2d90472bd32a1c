/// What a change of one variable changes of an outcome, other variables being equal.
public struct MarginalEffect: Sendable, Hashable {
  /// The column of the data, through all terms that it enters.
  public let variable: String
  /// Which change.
  public let contrast: EffectContrast
  /// Of what.
  public let outcome: Outcome
  /// Where.
  public let at: EffectPoint
  /// The effect, in units of the outcome per unit of the variable, or for the change; NaN where a derivative is not
  /// finite, as that of a square root at 0.
  public let estimate: Double
  /// Its standard error by the delta method.
  public let standardError: Double
  /// What the statistic is compared with.
  public let testDistribution: TestDistribution

  /// The estimate in standard errors.
  public var statistic: Double { estimate / standardError }

  /// The probability of a statistic at least as far from zero when there is no effect.
  public var pValue: Double { testDistribution.twoSidedTail(statistic) }

  /// The interval that covers the effect with probability `level`, between 0 and 1.
  public func interval(level: Double) -> (lower: Double, upper: Double) {
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    let width = testDistribution.width(level: level) * standardError
    return (estimate - width, estimate + width)
  }
}

/// The change of a variable whose effect is given.
public enum EffectContrast: Sendable, Hashable {
  /// An infinitely small one, of a number: the derivative.
  case derivative
  /// From 0 to 1, of a number that takes no other values in the rows used.
  case zeroToOne
  /// From one level of a category to another.
  case levels(String, reference: String)
}

/// Where effects are evaluated.
public enum EffectPoint: String, Sendable, Hashable, CaseIterable {
  /// In every row used, and averaged; rows count alike, also in a weighted fit.
  case average
  /// Where the numbers have their means, and transforms and products are made of the means; the categories at their most
  /// frequent levels, of equally frequent ones at the first.
  case means
}
