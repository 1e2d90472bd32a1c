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

  /// How far the limit moves until its price has changed by one hundredth: doubled until it has, then halved to a
  /// sixteenth of the distance. Concave gains make the price monotone, so there is one such place. Where the slope is
  /// infinite the price changes at once, and the distance is 0.
  private mutating func reach(
    of limit: MovableLimit, _ price: Double, direction: Double
  ) throws(PlanningError) -> Double {
    let farthest = direction > 0 ? limit.domain.upperBound - limit.value : limit.value - limit.domain.lowerBound
    let shortest = 1e-9 * limit.size
    var (inside, outside) = (0.0, 0.01 * max(abs(limit.value), 1e-3 * limit.size))
    while outside < farthest, outside < 1e3 * max(limit.size, limit.value),
      try holds(limit, price, movedBy: direction * outside)
    {
      (inside, outside) = (outside, 2 * outside)
    }
    if outside >= 1e3 * max(limit.size, limit.value) { return direction > 0 ? .infinity : farthest }
    if outside >= farthest {
      outside = farthest
      if try holds(limit, price, movedBy: direction * farthest) { return farthest }
    }
    while outside - inside > max(outside / 16, shortest) {
      let middle = (inside + outside) / 2
      if try holds(limit, price, movedBy: direction * middle) { inside = middle } else { outside = middle }
    }
    return inside
  }

  private mutating func holds(
    _ limit: MovableLimit, _ price: Double, movedBy distance: Double
  ) throws(PlanningError) -> Bool {
    guard let there = try self.price(of: limit, movedBy: distance) else { return false }
    return abs(there - price) <= 0.01 * abs(price)
  }

  /// The price when the limit is moved; nil where there is no plan. The tangents that it takes are kept: they are right
  /// whatever the limit, and the next search needs many of them.
  private mutating func price(of limit: MovableLimit, movedBy distance: Double) throws(PlanningError) -> Double? {
    var moved = formulation
    limit.move(by: distance, in: &moved.program)
    let solution = try method.solve(&moved, from: best.basis).solution
    formulation.adoptTangents(of: moved)
    return solution.termination == .optimal ? limit.price(at: solution) : nil
  }
}
