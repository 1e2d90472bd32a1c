/// A figure behind the right-hand sides of some rows, which moves away from where it stands, called 0.
public struct RightHandSideMove: Sendable {
  /// The rows, and how far all bounds of each move while the figure moves by 1.
  public let rows: [(row: Row, scale: Double)]
  /// What the figure can be: a range around 0.
  public let domain: ClosedRange<Double>
  /// A small distance: ends of the same price are found to it.
  public let hair: Double
  /// Prices that differ by no more count as the same.
  public let priceTolerance: Double

  /// A move of `rows`; `domain` must hold 0, and `hair` be positive.
  public init(
    rows: [(row: Row, scale: Double)], domain: ClosedRange<Double>, hair: Double, priceTolerance: Double
  ) {
    self.rows = rows
    self.domain = domain
    self.hair = hair
    self.priceTolerance = priceTolerance
  }
}

/// How far a figure can move while its price stays the same.
///
/// Where it stands at the very end of a price, that is the price of one of the two sides, and the other is no distance off.
public struct PriceReach: Sendable, Equatable {
  /// The change of the optimal objective per unit of the figure.
  public let price: Double
  /// How far it can fall; infinite where nothing stops it, and not cut at the end of the figure's domain.
  public let down: Double
  /// How far it can rise, likewise.
  public let up: Double
  /// What becomes the limit at the lower end; nil when nothing does.
  public let atLower: RightHandSideRange.Limit?
  /// What becomes the limit at the upper end; nil when nothing does.
  public let atUpper: RightHandSideRange.Limit?

  /// A reach.
  public init(
    price: Double, down: Double, up: Double, atLower: RightHandSideRange.Limit?, atUpper: RightHandSideRange.Limit?
  ) {
    self.price = price
    self.down = down
    self.up = up
    self.atLower = atLower
    self.atUpper = atUpper
  }
}
