/// The interval in which a variable, or the value of a row, must lie; either end may be infinite.
///
/// Unlike a `ClosedRange`, a value of this type can hold crossed or undefined ends, because they may come from a user's
/// data: they are reported by `LinearProgram.defects()` instead of stopping the process.
public struct Bounds: Sendable, Hashable {
  /// The smallest allowed value; `-.infinity` for none.
  public var lower: Double
  /// The largest allowed value; `.infinity` for none.
  public var upper: Double

  /// From `lower` to `upper`, both included.
  public init(_ lower: Double, _ upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// The ends of `range`.
  public init(_ range: ClosedRange<Double>) { self.init(range.lowerBound, range.upperBound) }

  /// No bound at all.
  public static let free = Bounds(-.infinity, .infinity)
  /// `value` or more.
  public static func atLeast(_ value: Double) -> Bounds { Bounds(value, .infinity) }
  /// `value` or less.
  public static func atMost(_ value: Double) -> Bounds { Bounds(-.infinity, value) }
  /// `value` and nothing else.
  public static func exactly(_ value: Double) -> Bounds { Bounds(value, value) }

  /// Whether one value alone is allowed.
  public var isFixed: Bool { lower == upper }
  /// Whether the ends are numbers in order, and neither excludes every finite value.
  public var isValid: Bool { lower <= upper && lower < .infinity && upper > -.infinity }

  /// Both ends moved by `amount`.
  func shifted(by amount: Double) -> Bounds { Bounds(lower + amount, upper + amount) }
}
