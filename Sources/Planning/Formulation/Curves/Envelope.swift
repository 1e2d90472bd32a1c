/// A straight line a ↦ `constant` + `slope`·a.
struct Line: Sendable, Hashable {
  /// The value at 0.
  var constant: Double
  /// The rise per unit.
  var slope: Double

  /// The value at `argument`.
  func value(at argument: Double) -> Double { constant + slope * argument }
}

/// The concave envelope of a curve over a range: the least concave function that lies nowhere below it.
///
/// Where the curve bends downwards the envelope is the curve, kept by tangents. Where it bends upwards it is the chord.
/// A curve that does both has a chord from one end of the range to the figure where the chord touches it, and tangents
/// on the other side.
struct Envelope: Sendable {
  /// The chord; nil where the curve is its own envelope.
  let chord: Line?
  /// Where the curve is its own envelope; nil where it is nowhere so.
  let tangentRange: ClosedRange<Double>?

  /// The envelope of `curve` over `range`.
  init(of curve: Curve, over range: ClosedRange<Double>) {
    switch curve.bend(over: range) {
    case .linear, .concave: (chord, tangentRange) = (nil, range)
    case .convex: (chord, tangentRange) = (curve.chord(over: range), nil)
    case .convexThenConcave(let inflection):
      let (first, last) = (range.lowerBound, range.upperBound)
      guard let touch = curve.touch(from: first, between: last, and: inflection) else {
        (chord, tangentRange) = (curve.chord(over: range), nil)
        return
      }
      (chord, tangentRange) = (curve.tangent(at: touch), touch...last)
    case .concaveThenConvex(let inflection):
      let (first, last) = (range.lowerBound, range.upperBound)
      guard let touch = curve.touch(from: last, between: first, and: inflection) else {
        (chord, tangentRange) = (curve.chord(over: range), nil)
        return
      }
      (chord, tangentRange) = (curve.tangent(at: touch), first...touch)
    }
  }
}

extension Envelope {
  /// The convex envelope of `curve` over `range`: the greatest convex function that lies nowhere above it. What holds of the
  /// concave one holds upside down.
  init(below curve: Curve, over range: ClosedRange<Double>) {
    let (first, last) = (range.lowerBound, range.upperBound)
    switch curve.bend(over: range) {
    case .linear, .convex: (chord, tangentRange) = (nil, range)
    case .concave: (chord, tangentRange) = (curve.chord(over: range), nil)
    case .convexThenConcave(let inflection):
      guard let touch = curve.touch(from: last, between: first, and: inflection, isBelow: true) else {
        (chord, tangentRange) = (curve.chord(over: range), nil)
        return
      }
      (chord, tangentRange) = (curve.tangent(at: touch), first...touch)
    case .concaveThenConvex(let inflection):
      guard let touch = curve.touch(from: first, between: last, and: inflection, isBelow: true) else {
        (chord, tangentRange) = (curve.chord(over: range), nil)
        return
      }
      (chord, tangentRange) = (curve.tangent(at: touch), touch...last)
    }
  }
}

extension Curve {
  /// The line that touches φ at `point`.
  func tangent(at point: Double) -> Line {
    let slope = slope(at: point)
    return Line(constant: value(at: point) - slope * point, slope: slope)
  }

  /// The line through the ends of φ over `range`; level where the range is one figure.
  func chord(over range: ClosedRange<Double>) -> Line {
    let (first, last) = (range.lowerBound, range.upperBound)
    let (low, high) = (value(at: first), value(at: last))
    let slope = last > first ? (high - low) / (last - first) : 0
    return Line(constant: slope.isFinite ? low - slope * first : max(low, high), slope: slope.isFinite ? slope : 0)
  }

  /// The figure between `far` and `inflection` whose tangent passes through φ at `end`, on the safe side: the tangent lies
  /// there on φ or above it, or below it where `isBelow`. Nil where even the tangent at `far` passes on the other side.
  ///
  /// φ bends one way between `far` and `inflection`, the other way between `inflection` and `end`, so the height at which
  /// tangents pass `end` is monotone, and halving finds it.
  fileprivate func touch(
    from end: Double, between far: Double, and inflection: Double, isBelow: Bool = false
  ) -> Double? {
    func isSafe(_ point: Double) -> Bool {
      let height = tangent(at: point).value(at: end)
      return isBelow ? height <= value(at: end) : height >= value(at: end)
    }
    guard slope(at: far).isFinite, isSafe(far) else { return nil }
    var (safe, unsafe) = (far, inflection)
    for _ in 0..<60 where abs(safe - unsafe) > 1e-12 * max(abs(safe), abs(unsafe)) {
      let middle = 0.5 * (safe + unsafe)
      if isSafe(middle) { safe = middle } else { unsafe = middle }
    }
    return safe
  }
}
