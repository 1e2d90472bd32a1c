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

  /// How far below its chord, in the units of the whole curve, a point has to lie to be a knee.
  private static let leastDistance = 1e-3

  /// The tolerance beyond which more of it buys little: that of the point farthest below the chord from the first point to
  /// the last, tolerances and prices brought to 0 … 1; nil where the price does not fall, where there are fewer than three points,
  /// or where none lies below the chord.
  ///
  /// Source: V. Satopää, J. Albrecht, D. Irwin & B. Raghavan, Finding a "kneedle" in a haystack: detecting knee points in
  /// system behavior, 31st International Conference on Distributed Computing Systems Workshops (2011), 166–171.
  public var knee: Double? {
    guard points.count > 2, let first = points.first, let last = points.last else { return nil }
    let (width, fall) = (last.tolerance - first.tolerance, first.price - last.price)
    guard width > 0, fall > 1e-9 else { return nil }
    let distances = points.map { point in
      1 - (point.tolerance - first.tolerance) / width - (point.price - last.price) / fall
    }
    guard let greatest = distances.max(), greatest > Self.leastDistance else { return nil }
    return zip(points, distances).first { $1 >= greatest - 1e-9 }?.0.tolerance
  }
}
