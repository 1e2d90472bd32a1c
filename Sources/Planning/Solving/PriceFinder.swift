import Alliances
import LinearProgramming

/// Finds what every budget and rule costs, and over which range of the limit the price holds.
struct PriceFinder {
  let method: TangentMethod
  /// The program with all its tangents.
  let formulation: Formulation
  /// The optimum whose duals are the prices.
  let best: Solution

  /// The prices of an alliance, in its order.
  struct Prices {
    let budgets: [BudgetPrice]
    let rules: [RulePrice]
  }

  /// All prices. `plan` is the plan among the best ones whose slacks are reported.
  func prices(at plan: Solution) throws(PlanningError) -> Prices {
    var budgets: [BudgetPrice] = []
    for (period, limit) in formulation.budgetLimits {
      budgets.append(BudgetPrice(period: period, amount: limit.value, price: try price(of: limit)))
    }
    var rules: [RulePrice] = []
    for (position, rule) in formulation.alliance.description.rules.enumerated() {
      if let price = try self.price(of: rule, at: position, plan) { rules.append(price) }
    }
    return Prices(budgets: budgets, rules: rules)
  }

  /// The price of a rule's binding limit, or of its nearest one when none binds.
  private func price(of rule: Rule, at position: Int, _ plan: Solution) throws(PlanningError) -> RulePrice? {
    var nearest: RulePrice?
    for (first, limit) in formulation.limits(ofRule: position, around: plan) {
      let unit = first.unit == .percentagePoint ? 0.01 : 1
      let candidate = RulePrice(
        rule: rule, slack: slack(of: limit, at: plan),
        limit: RulePrice.Limit(key: first.key, value: first.value, unit: first.unit),
        price: try price(of: limit).scaled(by: unit))
      guard let known = nearest else {
        nearest = candidate
        continue
      }
      let (old, new) = (abs(known.price.price), abs(candidate.price.price))
      if new > old || (new == old && candidate.slack < known.slack) { nearest = candidate }
    }
    return nearest
  }

  /// How far the limit could be tightened before the plan would have to change, in the unit of the limit.
  private func slack(of limit: MovableLimit, at plan: Solution) -> Double {
    let distances = limit.rows.map { row, scale in
      let bounds = formulation.program.bounds(of: row)
      let activity = plan.activity(of: row)
      let distance = max(0, min(activity - bounds.lower, bounds.upper - activity))
      return scale > 0 ? distance / scale : 0
    }
    return distances.min() ?? 0
  }

  /// The price of one more unit of `limit`, with its range.
  private func price(of limit: MovableLimit) throws(PlanningError) -> ShadowPrice {
    let price = limit.price(at: best)
    let isCurved = !formulation.curvedGains.isEmpty && abs(price) > 1e-9
    return isCurved ? try curvedPrice(of: limit, price) : try exactPrice(of: limit)
  }

  // MARK: Linear responses

  /// The dual and the range of right-hand sides over which it is the price of one more unit.
  ///
  /// The optimal basis gives a range in which the price certainly holds. Where bases tie, the next one has the same price
  /// and carries on; so the range is followed, basis by basis, until the price changes. Where the limit stands at the
  /// very end of its range, one more unit has another price than one less: the price reported is that of one more.
  private func exactPrice(of limit: MovableLimit) throws(PlanningError) -> ShadowPrice {
    var price = try basisPrice(of: limit, in: formulation.program, at: best)
    if price.to - limit.value < 1e-3 * hair(limit.value), let beyond = try basisPrice(of: limit, at: limit.value, 1) {
      price = ShadowPrice(
        price: beyond.price, from: limit.value, to: beyond.to, limitAbove: beyond.limitAbove, limitBelow: nil,
        basis: .exact)
    } else {
      price = try followed(price, of: limit, direction: -1)
    }
    return try followed(price, of: limit, direction: 1)
  }

  /// The price with its range followed upwards or downwards through bases of the same price.
  private func followed(
    _ price: ShadowPrice, of limit: MovableLimit, direction: Double
  ) throws(PlanningError) -> ShadowPrice {
    var price = price
    for _ in 0..<Self.mostBases {
      let end = direction > 0 ? price.to : price.from
      guard end.isFinite, let next = try basisPrice(of: limit, at: end, direction),
        abs(next.price - price.price) <= 1e-9 * max(1, abs(price.price)),
        direction > 0 ? next.to > end : next.from < end
      else { break }
      price = ShadowPrice(
        price: price.price, from: direction > 0 ? price.from : next.from, to: direction > 0 ? next.to : price.to,
        limitAbove: direction > 0 ? next.limitAbove : price.limitAbove,
        limitBelow: direction > 0 ? price.limitBelow : next.limitBelow, basis: .exact)
    }
    return price
  }

  /// How many bases of equal price are followed; beyond them the range is still right, but may be too short.
  private static let mostBases = 100

  /// A step that is small for a figure of this size.
  private func hair(_ value: Double) -> Double { 1e-6 * max(1, abs(value)) }

  /// The price just beyond `value` of the limit; nil where there is no plan.
  private func basisPrice(
    of limit: MovableLimit, at value: Double, _ direction: Double
  ) throws(PlanningError) -> ShadowPrice? {
    let there = value + direction * hair(value)
    var moved = formulation
    limit.move(by: there - limit.value, in: &moved.program)
    let solution = try method.solve(&moved, from: best.basis).solution
    guard solution.termination == .optimal else { return nil }
    return try basisPrice(of: MovableLimit(value: there, rows: limit.rows), in: moved.program, at: solution)
  }

  private func basisPrice(
    of limit: MovableLimit, in program: LinearProgram, at solution: Solution
  ) throws(PlanningError) -> ShadowPrice {
    guard let basis = solution.basis else { throw .stopped(solution.termination) }
    let ranges = try self.ranges(of: limit.rows.map(\.row), in: program, at: basis)
    var (above, below) = (Reach(), Reach())
    for (range, scale) in zip(ranges, limit.rows.map(\.scale)) {
      let bounds = program.bounds(of: range.row)
      let side = bounds.upper.isFinite ? bounds.upper : bounds.lower
      above.add(range.upper - side, scale, formulation.element(of: range.atUpper))
      below.add(side - range.lower, scale, formulation.element(of: range.atLower))
    }
    return ShadowPrice(
      price: limit.price(at: solution), from: limit.value - below.distance, to: limit.value + above.distance,
      limitAbove: above.element, limitBelow: below.element, basis: .exact)
  }

  private func ranges(
    of rows: [Row], in program: LinearProgram, at basis: Basis
  ) throws(PlanningError) -> [RightHandSideRange] {
    do {
      return try method.solver.ranges(of: rows, in: program, at: basis)
    } catch {
      throw .solver(error)
    }
  }

  /// How far a limit may move when it moves several rows at once.
  ///
  /// The right-hand sides for which a basis is optimal form a convex set. If row i alone may move by rᵢ and moves by
  /// sᵢ per unit, all of them may move together by 1/Σ(sᵢ/rᵢ) at least, which is exact for one row.
  private struct Reach {
    private var inverse = 0.0
    private var nearest = Double.infinity
    private(set) var element: ProgramElement?

    var distance: Double { inverse == 0 ? .infinity : 1 / inverse }

    mutating func add(_ room: Double, _ scale: Double, _ limit: ProgramElement?) {
      guard scale > 0, room.isFinite else { return }
      inverse += room > 0 ? scale / room : .infinity
      if room / scale < nearest { (nearest, element) = (room / scale, limit) }
    }
  }

  // MARK: Curved responses

  /// The price where the response bends: it changes all along, so the range is that of one hundredth, found by
  /// planning anew with the limit moved.
  private func curvedPrice(of limit: MovableLimit, _ price: Double) throws(PlanningError) -> ShadowPrice {
    let lowest = limit.value >= 0 ? limit.value : .infinity
    let up = try reach(of: limit, price, direction: 1, atMost: 1e3 * max(1, abs(limit.value)))
    let down = try reach(of: limit, price, direction: -1, atMost: lowest)
    return ShadowPrice(
      price: price, from: limit.value - down, to: limit.value + up, limitAbove: nil, limitBelow: nil,
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

extension ShadowPrice {
  /// The same price per `unit` of the limit.
  fileprivate func scaled(by unit: Double) -> ShadowPrice {
    ShadowPrice(
      price: price * unit, from: from, to: to, limitAbove: limitAbove, limitBelow: limitBelow, basis: basis)
  }
}
