import LinearProgramming

extension PriceFinder {
  /// The dual and the range of right-hand sides over which it is the price of one more unit.
  ///
  /// The optimal basis gives a range in which the price certainly holds. Where bases tie, the next one has the same price
  /// and carries on; so the range is followed, basis by basis, until the price changes. Where the limit stands at the
  /// very end of its range, one more unit has another price than one less: the price reported is that of one more.
  func exactPrice(of limit: MovableLimit) throws(PlanningError) -> ShadowPrice {
    var price = try basisPrice(of: limit, in: formulation, at: best)
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
    return try basisPrice(of: MovableLimit(value: there, rows: limit.rows), in: moved, at: solution)
  }

  private func basisPrice(
    of limit: MovableLimit, in formulation: Formulation, at solution: Solution
  ) throws(PlanningError) -> ShadowPrice {
    guard let basis = solution.basis else { throw .stopped(solution.termination) }
    let ranges = try self.ranges(of: limit.rows.map(\.row), in: formulation.program, at: basis)
    var (above, below) = (Reach(), Reach())
    for (range, scale) in zip(ranges, limit.rows.map(\.scale)) {
      let bounds = formulation.program.bounds(of: range.row)
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
