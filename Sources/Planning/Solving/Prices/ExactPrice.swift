import LinearProgramming

extension PriceFinder {
  /// The dual and the range of the limit over which it is the price of one more unit.
  ///
  /// The optimal basis gives a range in which the price certainly holds. Where bases tie, the next one has the same price
  /// and carries on; so the range is followed until the price changes. Where the limit stands at the very end of its
  /// range, one more unit has another price than one less: the price reported is that of one more.
  func exactPrice(of limit: MovableLimit) throws(PlanningError) -> ShadowPrice {
    let here = try basisPrice(of: limit, in: formulation, at: best)
    let hair = hair(of: limit)
    guard here.to - limit.value < 1e-3 * hair, limit.value + hair <= limit.domain.upperBound,
      let beyond = try basisPrice(of: limit, at: limit.value + hair),
      abs(beyond.price - here.price) > 1e-9 * max(abs(here.price), typicalPrice(of: limit))
    else {
      return try followed(followed(here, of: limit, .down), of: limit, .up).within(limit.domain)
    }
    let oneMore = ShadowPrice(
      price: beyond.price, from: limit.value, to: beyond.to, limitAbove: beyond.limitAbove, limitBelow: nil,
      basis: .exact)
    return try followed(oneMore, of: limit, .up).within(limit.domain)
  }

  private enum Direction: Double {
    case down = -1
    case up = 1
  }

  /// The price with its range followed upwards or downwards as long as it is the same.
  ///
  /// The gain is concave in a right-hand side, so the price is monotone: if it is the same farther on, it is the same
  /// between. The steps grow as long as it is, and shrink when it is not, down to a hair.
  private func followed(
    _ price: ShadowPrice, of limit: MovableLimit, _ direction: Direction
  ) throws(PlanningError) -> ShadowPrice {
    let hair = hair(of: limit)
    let farthest = direction == .up ? limit.domain.upperBound : limit.domain.lowerBound
    var price = price
    var step = hair
    for _ in 0..<mostSteps(of: limit) {
      let end = direction == .up ? price.to : price.from
      guard end.isFinite, (farthest - end) * direction.rawValue > 0 else { break }
      let there = end + direction.rawValue * step
      let next = (farthest - there) * direction.rawValue >= 0 ? try basisPrice(of: limit, at: there) : nil
      if let next, abs(next.price - price.price) <= 1e-9 * max(abs(price.price), typicalPrice(of: limit)) {
        price = price.reaching(next, at: there, up: direction == .up)
        step *= 4
      } else if step > 2 * hair {
        step = max(hair, step / 16)
      } else {
        break
      }
    }
    return price
  }

  /// How many steps are followed; beyond them the range is right but may be too short. Every step solves the program and asks
  /// for the range of each row that the limit moves, so large programs and limits of many rows are followed less far.
  private func mostSteps(of limit: MovableLimit) -> Int {
    let size = formulation.program.rowCount + formulation.program.variableCount
    return max(4, min(100, 400 / max(1, limit.rows.count), 100_000 / max(1, size)))
  }

  /// A step that is small for a limit of its size.
  private func hair(of limit: MovableLimit) -> Double { 1e-6 * limit.size }

  /// The price when the limit is `value`; nil where there is no plan.
  private func basisPrice(of limit: MovableLimit, at value: Double) throws(PlanningError) -> ShadowPrice? {
    var moved = formulation
    limit.move(by: value - limit.value, in: &moved.program)
    let solution = try method.solve(&moved, from: best.basis).solution
    guard solution.termination == .optimal else { return nil }
    return try basisPrice(of: limit.moved(to: value), in: moved, at: solution)
  }

  private func basisPrice(
    of limit: MovableLimit, in formulation: Formulation, at solution: Solution
  ) throws(PlanningError) -> ShadowPrice {
    guard let basis = solution.basis else { throw .stopped(solution.termination) }
    let ranges = try self.ranges(of: limit.rows.map(\.row), in: formulation, at: basis)
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
    of rows: [Row], in formulation: Formulation, at basis: Basis
  ) throws(PlanningError) -> [RightHandSideRange] {
    do {
      let ranges = try method.solver.ranges(of: rows, in: formulation.balanced, at: basis)
      return ranges.map { $0.stated(in: formulation.units.inverse) }
    } catch {
      throw .solver(error)
    }
  }
}

extension ShadowPrice {
  /// The same price over a range that runs on to `there`, where `next` holds.
  fileprivate func reaching(_ next: ShadowPrice, at there: Double, up: Bool) -> ShadowPrice {
    ShadowPrice(
      price: price, from: up ? from : min(next.from, there), to: up ? max(next.to, there) : to,
      limitAbove: up ? next.limitAbove : limitAbove, limitBelow: up ? limitBelow : next.limitBelow, basis: basis)
  }

  /// The same price over the part of its range that lies in `domain`.
  fileprivate func within(_ domain: ClosedRange<Double>) -> ShadowPrice {
    ShadowPrice(
      price: price, from: max(from, domain.lowerBound), to: to >= domain.upperBound ? domain.upperBound : to,
      limitAbove: to >= domain.upperBound ? nil : limitAbove,
      limitBelow: from <= domain.lowerBound ? nil : limitBelow, basis: basis)
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
