/// The right-hand sides of one row over which its dual (shadow price) stays what it is, all else unchanged.
///
/// It is the range of one basis: within it the price certainly holds; where the optimum is degenerate, several bases
/// share it and the price may hold beyond. For a row at a bound that bound is meant. For a row at neither, the price is
/// zero and the range reaches from the row's value outward: [value, ∞) for an upper, (−∞, value] for a lower bound, and
/// with two bounds for the nearer one.
public struct RightHandSideRange: Sendable, Equatable {
  /// The row.
  public let row: Row
  /// Its price at this basis, with the sign of `Solution.rowDuals`.
  public let dual: Double
  /// The smallest right-hand side; may be `-.infinity`.
  public let lower: Double
  /// The largest right-hand side; may be `.infinity`.
  public let upper: Double
  /// What becomes the limit at `lower`; nil when nothing does.
  public let atLower: Limit?
  /// What becomes the limit at `upper`; nil when nothing does.
  public let atUpper: Limit?

  /// A variable or row that reaches a bound.
  public enum Limit: Sendable, Hashable {
    /// This variable reaches a bound.
    case variable(Variable)
    /// This row reaches a bound.
    case row(Row)
  }

  /// A range of `row`.
  public init(row: Row, dual: Double, lower: Double, upper: Double, atLower: Limit?, atUpper: Limit?) {
    self.row = row
    self.dual = dual
    self.lower = lower
    self.upper = upper
    self.atLower = atLower
    self.atUpper = atUpper
  }
}
