import Regression

/// φ, what a gain follows from one figure of a firm: its lever's level, or the change of its index.
enum Curve: Sendable {
  /// x ↦ c·(f(x) − f(b)): what a lever's level x adds to the index, c being `factor`, f `transform`, b `baseline`.
  case effect(factor: Double, transform: Transform, baseline: Double)
  /// a ↦ F(η⁰ + a) − F(η⁰): what a change a of the index adds to the expected output, η⁰ being `index`.
  case response(ResponseFunction, index: Double)

  /// φ(`argument`).
  func value(at argument: Double) -> Double {
    switch self {
    case .effect(let factor, let transform, let baseline):
      factor * (transform.value(at: argument) - transform.value(at: baseline))
    case .response(let response, let index): response.rise(from: index, by: argument)
    }
  }

  /// φ′(`argument`); infinite where a root begins.
  func slope(at argument: Double) -> Double {
    switch self {
    case .effect(let factor, let transform, _): factor * transform.slope(at: argument)
    case .response(let response, let index): response.slope(at: index + argument)
    }
  }

  /// How a curve bends over a range.
  enum Bend: Sendable, Hashable {
    /// A straight line.
    case linear
    /// Downwards: every tangent lies above.
    case concave
    /// Upwards: every chord lies above.
    case convex
    /// Upwards up to a figure, downwards beyond.
    case convexThenConcave(Double)
    /// Downwards up to a figure, upwards beyond.
    case concaveThenConvex(Double)
  }

  /// How φ bends over `range`.
  func bend(over range: ClosedRange<Double>) -> Bend {
    switch self {
    case .effect(let factor, let transform, _):
      guard let shape = transform.shape(over: range) else {
        // An odd power bends downwards below 0 and upwards above.
        return factor > 0 ? .concaveThenConvex(0) : .convexThenConcave(0)
      }
      switch shape {
      case .linear: return .linear
      case .concave: return factor > 0 ? .concave : .convex
      case .convex: return factor > 0 ? .convex : .concave
      }
    case .response(let response, let index):
      switch response.shape {
      case .linear: return .linear
      case .convex: return .convex
      case .concave: return .concave
      case .convexThenConcave(let inflection):
        let middle = inflection - index
        if middle <= range.lowerBound { return .concave }
        return middle >= range.upperBound ? .convex : .convexThenConcave(middle)
      }
    }
  }

  /// The figure of `range` nearest to `argument` at which φ has a finite slope.
  ///
  /// The square root rises straight up at 0; a tangent at 1e-16 of the range stands above it by 5e-9 of its rise. Lower
  /// powers leave more, which the gap of the plan then shows. Nearer to 0 an answer is but rounding, and tangents there would
  /// rise so fast that no solver could tell their rows from noise.
  func smoothPoint(near argument: Double, in range: ClosedRange<Double>) -> Double {
    let lowest = range.lowerBound + 1e-16 * (range.upperBound - range.lowerBound)
    let inside = min(max(argument, range.lowerBound), range.upperBound)
    guard slope(at: range.lowerBound).isFinite else { return min(max(inside, lowest), range.upperBound) }
    return inside
  }
}
