/// What a policy costs at rising tolerances: the price of proportionality, with the knee of its curve.
public struct ToleranceCurve: Sendable, Hashable {
  /// The policy.
  public let kind: Policy.Kind
  /// The points, at rising tolerances.
  public let points: [Point]

  /// The price of a policy at a tolerance.
  public struct Point: Sendable, Hashable {
    /// τ.
    public let tolerance: Double
    /// The part of the figure that the policy costs.
    public let price: Double

    /// `price` at `tolerance`.
    public init(tolerance: Double, price: Double) {
      self.tolerance = tolerance
      self.price = price
    }
  }

  /// A curve through `points`.
  public init(_ kind: Policy.Kind, _ points: [Point]) {
    self.kind = kind
    self.points = points.sorted { $0.tolerance < $1.tolerance }
  }

  /// How far below its chord, as a part of the height of the curve, a point has to lie to be a knee; a curve whose points
  /// are all nearer to it is as good as straight.
  private static let leastDistance = 0.1
  /// How much the price has to fall from the first tolerance to the last for its curve to have a shape.
  private static let leastFall = 1e-3

  /// How the price falls as the tolerance rises.
  public enum Shape: Sendable, Hashable {
    /// More steeply up to a tolerance than beyond it.
    case knee(Double)
    /// In proportion to the tolerance, nearly.
    case even
  }

  /// The shape of the curve: a knee at the point farthest below the chord from the first point to the last, tolerances
  /// and prices brought to 0 … 1, where it lies a tenth or more below it; even where every point is nearer to the chord than
  /// that. Nil where the price falls by less than a thousandth, where there are fewer than three points, or where the curve bends
  /// the other way.
  ///
  /// Source: V. Satopää, J. Albrecht, D. Irwin & B. Raghavan, Finding a "kneedle" in a haystack: detecting knee points in
  /// system behavior, 31st International Conference on Distributed Computing Systems Workshops (2011), 166–171.
  public var shape: Shape? {
    guard points.count > 2, let first = points.first, let last = points.last else { return nil }
    let (width, fall) = (last.tolerance - first.tolerance, first.price - last.price)
    guard width > 0, fall >= Self.leastFall else { return nil }
    let distances = points.map { point in
      1 - (point.tolerance - first.tolerance) / width - (point.price - last.price) / fall
    }
    guard let greatest = distances.max(), greatest >= Self.leastDistance else {
      return distances.allSatisfy { $0 > -Self.leastDistance } ? .even : nil
    }
    return zip(points, distances).first { $1 >= greatest - 1e-9 }.map { .knee($0.0.tolerance) }
  }

  /// The tolerance beyond which more of it buys less; nil where the curve has no knee.
  public var knee: Double? { if case .knee(let tolerance) = shape { tolerance } else { nil } }
}
