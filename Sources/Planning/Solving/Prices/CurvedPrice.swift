import LinearProgramming

extension PriceFinder {
  /// The price where the response bends: it changes all along, so the range is that of one hundredth, found by
  /// planning anew with the limit moved.
  func curvedPrice(of limit: MovableLimit, _ price: Double) throws(PlanningError) -> ShadowPrice {
    let lowest = limit.value >= 0 ? limit.value : .infinity
    let up = try reach(of: limit, price, direction: 1, atMost: 1e3 * max(1, abs(limit.value)))
    if up <= 1e-6 * max(1, abs(limit.value)), let beyond = try priceBeyond(limit) { return beyond }
    let down = try reach(of: limit, price, direction: -1, atMost: lowest)
    return ShadowPrice(
      price: price, from: limit.value - down, to: limit.value + up, limitAbove: nil, limitBelow: nil,
      basis: .withinOnePercent)
  }

  /// The price of one more unit where that of one less is another: taken a little further on, where it is one price.
  private func priceBeyond(_ limit: MovableLimit) throws(PlanningError) -> ShadowPrice? {
    let step = 1e-4 * max(1, abs(limit.value))
    var moved = formulation
    limit.move(by: step, in: &moved.program)
    let solution = try method.solve(&moved, from: best.basis).solution
    guard solution.termination == .optimal else { return nil }
    let there = PriceFinder(method: method, formulation: moved, best: solution)
    let further = MovableLimit(value: limit.value + step, rows: limit.rows)
    let price = further.price(at: solution)
    let up = try there.reach(of: further, price, direction: 1, atMost: 1e3 * max(1, abs(limit.value)))
    return ShadowPrice(
      price: price, from: limit.value, to: further.value + up, limitAbove: nil, limitBelow: nil,
      basis: .withinOnePercent)
  }

  /// How far the limit moves until its price has changed by one hundredth: doubled until it has, then halved to a
  /// hundredth of the distance. Concave gains make the price monotone, so there is one such place. Where the slope is
  /// infinite the price changes at once, and the distance is 0.
  private func reach(
    of limit: MovableLimit, _ price: Double, direction: Double, atMost farthest: Double
  ) throws(PlanningError) -> Double {
    var (inside, outside) = (0.0, 0.01 * max(abs(limit.value), 1e-6))
    while outside < farthest, try holds(limit, price, movedBy: direction * outside) {
      (inside, outside) = (outside, 2 * outside)
    }
    if outside >= farthest {
      guard farthest.isFinite, try !holds(limit, price, movedBy: direction * farthest) else {
        return direction > 0 ? .infinity : farthest
      }
      outside = farthest
    }
    let shortest = 1e-9 * max(1, abs(limit.value))
    while outside - inside > max(0.01 * outside, shortest) {
      let middle = (inside + outside) / 2
      if try holds(limit, price, movedBy: direction * middle) { inside = middle } else { outside = middle }
    }
    return inside
  }

  private func holds(
    _ limit: MovableLimit, _ price: Double, movedBy distance: Double
  ) throws(PlanningError) -> Bool {
    var moved = formulation
    limit.move(by: distance, in: &moved.program)
    // An error of 1e-6 of the gain is one of about 1e-3 of its slope, well below the hundredth that is looked for.
    let coarse = TangentMethod(solver: method.solver, aim: 1e-6)
    let solution = try coarse.solve(&moved, from: best.basis).solution
    return solution.termination == .optimal && abs(limit.price(at: solution) - price) <= 0.01 * abs(price)
  }
}
