import LinearProgramming

extension PriceFinder {
  /// The price where the response bends: it changes all along, so the range is that of one hundredth, found by
  /// planning anew with the limit moved.
  mutating func curvedPrice(of limit: MovableLimit, _ price: Double) throws(PlanningError) -> ShadowPrice {
    let up = try reach(of: limit, price, direction: 1)
    if up <= 1e-6 * limit.size, let beyond = try priceBeyond(limit) { return beyond }
    let down = try reach(of: limit, price, direction: -1)
    return ShadowPrice(
      price: price, from: limit.value - down, to: limit.value + up, limitAbove: nil, limitBelow: nil,
      basis: .withinOnePercent)
  }

  /// The price of one more unit where that of one less is another: taken a little further on, where it is one price.
  private mutating func priceBeyond(_ limit: MovableLimit) throws(PlanningError) -> ShadowPrice? {
    let further = limit.moved(to: limit.value + 1e-4 * limit.size)
    guard further.value <= limit.domain.upperBound,
      let price = try price(of: limit, movedBy: further.value - limit.value)
    else { return nil }
    var there = self
    limit.move(by: further.value - limit.value, in: &there.formulation.program)
    let up = try there.reach(of: further, price, direction: 1)
    return ShadowPrice(
      price: price, from: limit.value, to: further.value + up, limitAbove: nil, limitBelow: nil,
      basis: .withinOnePercent)
  }

  /// How far the limit moves until its price has changed by one hundredth, short of that change by a twentieth at most.
  ///
  /// Concave gains make the price monotone, so there is one such place. It is looked for by regula falsi, kept off the
  /// ends of the bracket: a smooth price takes a few plans, and at a kink the bracket closes to a sixteenth. Where the
  /// slope is infinite the price changes at once, and the distance is 0.
  private mutating func reach(
    of limit: MovableLimit, _ price: Double, direction: Double
  ) throws(PlanningError) -> Double {
    let allowed = 0.01 * abs(price)
    let end = direction > 0 ? limit.domain.upperBound - limit.value : limit.value - limit.domain.lowerBound
    let farthest = min(end, 1e3 * max(limit.size, limit.value))
    var inside = (distance: 0.0, change: 0.0)
    var outside: (distance: Double, change: Double)?
    var trial = 0.01 * max(abs(limit.value), 1e-3 * limit.size)
    for _ in 0..<Self.mostTrials {
      trial = min(trial, farthest)
      let there = try self.price(of: limit, movedBy: direction * trial)
      let change = there.map { abs($0 - price) } ?? .infinity
      if change <= allowed {
        if trial == farthest { return farthest == end ? end : .infinity }
        inside = (trial, change)
        if change >= 0.95 * allowed { break }
      } else {
        outside = (trial, change)
      }
      guard let outside else {
        trial *= min(10, max(1.2, 0.98 * allowed / max(change, 1e-3 * allowed)))
        continue
      }
      let width = outside.distance - inside.distance
      guard width > max(outside.distance / 16, 1e-9 * limit.size) else { break }
      let part = (0.98 * allowed - inside.change) / (min(outside.change, 1e3 * allowed) - inside.change)
      trial = inside.distance + width * min(max(part, 0.15), 0.85)
    }
    return inside.distance
  }

  /// The most plans that a search for an end makes.
  private static let mostTrials = 40

  /// The price when the limit is moved; nil where there is no plan. The tangents that it takes are kept: they are right
  /// whatever the limit, and the next search needs many of them.
  private mutating func price(of limit: MovableLimit, movedBy distance: Double) throws(PlanningError) -> Double? {
    var moved = formulation
    limit.move(by: distance, in: &moved.program)
    var method = method
    method.aim = 1e-8
    let solution = try method.solve(&moved, from: best.basis).solution
    formulation.adoptTangents(of: moved)
    return solution.termination == .optimal ? limit.price(at: solution) : nil
  }
}
