import CGSL

/// Student's t distribution.
public struct StudentT: Sendable, Hashable {
  /// Above 0, not necessarily whole.
  public let degreesOfFreedom: Double

  /// The distribution with `degreesOfFreedom`, above 0.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value of at most `value`.
  public func cumulative(_ value: Double) -> Double { upperTail(-value) }

  /// The probability of a value above `value`.
  public func upperTail(_ value: Double) -> Double {
    let oneSided = twoSidedTail(value) / 2
    return value < 0 ? 1 - oneSided : oneSided
  }

  /// The probability of a value at least as far from zero as `value`.
  ///
  /// By the incomplete beta function (Abramowitz and Stegun 26.7.1): the library's own function for t takes an
  /// approximation of nine digits above 30 degrees of freedom.
  public func twoSidedTail(_ value: Double) -> Double {
    guard abs(value) < .infinity else { return value.isNaN ? .nan : 0 }
    let share = degreesOfFreedom / (degreesOfFreedom + value * value)
    return quietly { gsl_cdf_beta_P(share, degreesOfFreedom / 2, 0.5) }
  }

  /// The value that is not exceeded with `probability`; ∓∞ at 0 and 1, NaN outside.
  public func quantile(_ probability: Double) -> Double {
    guard (0...1).contains(probability) else { return .nan }
    return quietly { gsl_cdf_tdist_Pinv(probability, degreesOfFreedom) }
  }
}

/// Fisher's F distribution, of the ratio of two mean squares.
public struct FisherF: Sendable, Hashable {
  /// Degrees of freedom of the mean square above the fraction bar, above 0.
  public let numerator: Double
  /// Degrees of freedom of the mean square below it, above 0.
  public let denominator: Double

  /// The distribution with the given degrees of freedom, above 0.
  public init(numerator: Double, denominator: Double) {
    precondition(numerator > 0 && denominator > 0, "degrees of freedom above 0")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The probability of a value of at most `value`.
  public func cumulative(_ value: Double) -> Double {
    guard value < .infinity else { return 1 }
    return value <= 0 ? 0 : quietly { gsl_cdf_fdist_P(value, numerator, denominator) }
  }

  /// The probability of a value above `value`.
  public func upperTail(_ value: Double) -> Double {
    guard value < .infinity else { return 0 }
    return value <= 0 ? 1 : quietly { gsl_cdf_fdist_Q(value, numerator, denominator) }
  }

  /// The value that is not exceeded with `probability`; 0 at 0, ∞ at 1, NaN outside.
  public func quantile(_ probability: Double) -> Double {
    guard (0...1).contains(probability) else { return .nan }
    guard probability < 1 else { return .infinity }
    return quietly { gsl_cdf_fdist_Pinv(probability, numerator, denominator) }
  }
}

/// The χ² distribution.
public struct ChiSquared: Sendable, Hashable {
  /// Above 0, not necessarily whole.
  public let degreesOfFreedom: Double

  /// The distribution with `degreesOfFreedom`, above 0.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value of at most `value`.
  public func cumulative(_ value: Double) -> Double {
    guard value < .infinity else { return 1 }
    return value <= 0 ? 0 : quietly { gsl_cdf_chisq_P(value, degreesOfFreedom) }
  }

  /// The probability of a value above `value`.
  public func upperTail(_ value: Double) -> Double {
    guard value < .infinity else { return 0 }
    return value <= 0 ? 1 : quietly { gsl_cdf_chisq_Q(value, degreesOfFreedom) }
  }

  /// The value that is not exceeded with `probability`; 0 at 0, ∞ at 1, NaN outside.
  public func quantile(_ probability: Double) -> Double {
    guard (0...1).contains(probability) else { return .nan }
    guard probability < 1 else { return .infinity }
    return quietly { gsl_cdf_chisq_Pinv(probability, degreesOfFreedom) }
  }
}
