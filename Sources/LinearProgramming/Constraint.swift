/// A linear condition: the terms of an expression within bounds.
///
/// Made with `<=`, `>=`, `==` or `within(_:)`. The constants of both sides are moved to the bounds, so that
/// `x + 3 <= 2 * y + 5` becomes `x - 2y` at most 2.
public struct Constraint: Sendable {
  /// The left-hand side, its constant zero.
  public let expression: LinearExpression
  /// The bounds of its value.
  public let bounds: Bounds
  /// The constant that was moved into the bounds; kept because it must be finite for them to mean anything.
  let movedConstant: Double

  init(_ expression: consuming LinearExpression, _ bounds: Bounds) {
    movedConstant = expression.constant
    self.bounds = bounds.shifted(by: -expression.constant)
    expression.constant = 0
    self.expression = expression
  }
}

extension Linear {
  /// The condition that the value lies in `bounds`.
  public func within(_ bounds: Bounds) -> Constraint { Constraint(expression, bounds) }

  /// The condition that the value lies in `range`; its ends may be infinite.
  public func within(_ range: ClosedRange<Double>) -> Constraint { within(Bounds(range)) }

  /// At most.
  public static func <= (left: Self, right: some Linear) -> Constraint {
    Constraint(left.expression - right, .atMost(0))
  }

  /// At least.
  public static func >= (left: Self, right: some Linear) -> Constraint {
    Constraint(left.expression - right, .atLeast(0))
  }

  /// Equal.
  public static func == (left: Self, right: some Linear) -> Constraint {
    Constraint(left.expression - right, .exactly(0))
  }

  /// At most.
  public static func <= (left: Self, right: Double) -> Constraint { left.within(.atMost(right)) }
  /// At least.
  public static func >= (left: Self, right: Double) -> Constraint { left.within(.atLeast(right)) }
  /// Equal.
  public static func == (left: Self, right: Double) -> Constraint { left.within(.exactly(right)) }
  /// At most: `left` is below the expression.
  public static func <= (left: Double, right: Self) -> Constraint { right >= left }
  /// At least: `left` is above the expression.
  public static func >= (left: Double, right: Self) -> Constraint { right <= left }
}
