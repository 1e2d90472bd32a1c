import Foundation

/// A function that a formula applies to a variable.
public enum Transform: Sendable, Hashable {
  /// v itself.
  case identity
  /// The natural logarithm, `log(v)`, v > 0.
  case logarithm
  /// log(1 + v), `log1p(v)`, v > −1.
  case log1p
  /// `sqrt(v)`, v ≥ 0.
  case squareRoot
  /// v to a positive power, `I(v^2)`; v ≥ 0 unless the power is whole.
  case power(Double)

  /// Where a transform is defined.
  public enum Domain: Sendable, Hashable {
    /// Every number.
    case allReals
    /// Numbers of at least 0.
    case nonNegative
    /// Numbers above 0.
    case positive
    /// Numbers above −1.
    case aboveMinusOne

    /// Whether `value` lies in the domain.
    public func contains(_ value: Double) -> Bool {
      switch self {
      case .allReals: true
      case .nonNegative: value >= 0
      case .positive: value > 0
      case .aboveMinusOne: value > -1
      }
    }
  }

  /// How a transform bends.
  public enum Shape: Sendable, Hashable {
    /// A straight line.
    case linear
    /// Bent downwards: every tangent lies above.
    case concave
    /// Bent upwards: every tangent lies below.
    case convex
  }

  /// Where the transform is defined.
  public var domain: Domain {
    switch self {
    case .identity: .allReals
    case .logarithm: .positive
    case .log1p: .aboveMinusOne
    case .squareRoot: .nonNegative
    case .power(let power): power == power.rounded() ? .allReals : .nonNegative
    }
  }

  /// f(value); outside the domain NaN, and −∞ for the logarithm of 0.
  public func value(at value: Double) -> Double {
    switch self {
    case .identity: value
    case .logarithm: log(value)
    case .log1p: Foundation.log1p(value)
    case .squareRoot: value.squareRoot()
    case .power(let power): pow(value, power)
    }
  }

  /// f′(value); ∞ at 0 for the square root and for powers below 1.
  public func slope(at value: Double) -> Double {
    switch self {
    case .identity: 1
    case .logarithm: 1 / value
    case .log1p: 1 / (1 + value)
    case .squareRoot: 0.5 / value.squareRoot()
    case .power(let power): power * pow(value, power - 1)
    }
  }

  /// How f bends over `range`, which lies in the domain; nil where it bends both ways (an odd power on both sides
  /// of 0).
  public func shape(over range: ClosedRange<Double>) -> Shape? {
    switch self {
    case .identity: return .linear
    case .logarithm, .log1p, .squareRoot: return .concave
    case .power(let power):
      if power == 1 { return .linear }
      if power < 1 { return .concave }
      let isOdd = power.truncatingRemainder(dividingBy: 2) == 1
      if range.lowerBound >= 0 || !isOdd { return .convex }
      return range.upperBound <= 0 ? .concave : nil
    }
  }
}
