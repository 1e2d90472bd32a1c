/// All numbers that a printed or recomputed figure may stand for: a closed interval, possibly without an end.
///
/// Arithmetic on ranges gives every value that the operation takes when its operands move independently in theirs, and
/// nothing else (Moore, Interval Analysis, 1966).
public struct FigureRange: Sendable, Hashable {
  /// The least number; −∞ where there is none.
  public let low: Double
  /// The greatest number, at least `low`; +∞ where there is none.
  public let high: Double

  /// The numbers from `low` to `high`; nil when there are none.
  public init?(_ low: Double, _ high: Double) {
    guard low <= high else { return nil }
    self.low = low
    self.high = high
  }

  init(from low: Double, through high: Double) {
    precondition(low <= high, "a range has its ends in order")
    self.low = low
    self.high = high
  }

  /// The numbers between two ends of which either may be the greater, by what the computing of both is off.
  init(between first: Double, and second: Double) {
    self.init(from: min(first, second), through: max(first, second))
  }

  static let everything = FigureRange(from: -.infinity, through: .infinity)
  static let notNegative = FigureRange(from: 0, through: .infinity)
  static let probabilities = FigureRange(from: 0, through: 1)

  /// The number in the middle, or the end nearest to 0 where the range has no other.
  public var middle: Double {
    switch (low.isFinite, high.isFinite) {
    case (true, true): low + (high - low) / 2
    case (true, false): low
    case (false, true): high
    case (false, false): 0
    }
  }

  /// Whether both ends exist.
  public var isBounded: Bool { low.isFinite && high.isFinite }

  func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// How far `value` lies outside; 0 within.
  func distance(to value: Double) -> Double { max(low - value, value - high, 0) }

  func meets(_ other: FigureRange) -> Bool { low <= other.high && other.low <= high }

  func intersection(_ other: FigureRange) -> FigureRange? { FigureRange(max(low, other.low), min(high, other.high)) }

  var negated: FigureRange { FigureRange(from: -high, through: -low) }

  /// The distances from 0.
  var magnitudes: FigureRange {
    let ends = (abs(low), abs(high))
    return FigureRange(from: contains(0) ? 0 : min(ends.0, ends.1), through: max(ends.0, ends.1))
  }

  /// The range made wider by what the recomputing itself may be wrong, so that figures that meet at the very end of
  /// their ranges are not told apart by the last bits of a double.
  var allowingForArithmetic: FigureRange {
    FigureRange(
      from: low.isFinite ? low - abs(low) * relativeError : low,
      through: high.isFinite ? high + abs(high) * relativeError : high)
  }

  static func * (left: FigureRange, right: FigureRange) -> FigureRange {
    let products = [
      product(left.low, right.low), product(left.low, right.high), product(left.high, right.low),
      product(left.high, right.high),
    ]
    return FigureRange(from: products.reduce(.infinity, min), through: products.reduce(-.infinity, max))
  }

  /// The quotients with divisors above 0 that `divisor`, whose least number is 0 or more, may stand for.
  static func / (dividend: FigureRange, divisor: FigureRange) -> FigureRange? {
    guard divisor.low >= 0, divisor.high > 0 else { return nil }
    return FigureRange(
      quotient(dividend.low, dividend.low < 0 ? divisor.low : divisor.high),
      quotient(dividend.high, dividend.high > 0 ? divisor.low : divisor.high))
  }
}

/// How far a recomputed end may be off, in proportion: far above the errors of the distributions, far below any rounding
/// that a table shows.
private let relativeError = 1e-12

/// 0 times an end that does not exist is 0: the end is never reached.
private func product(_ left: Double, _ right: Double) -> Double { left == 0 || right == 0 ? 0 : left * right }

private func quotient(_ dividend: Double, _ divisor: Double) -> Double {
  if dividend == 0 { return 0 }
  if divisor == .infinity { return dividend.isFinite ? 0 : dividend }
  return dividend / divisor
}
