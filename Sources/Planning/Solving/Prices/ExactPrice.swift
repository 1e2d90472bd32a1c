import LinearProgramming

extension PriceFinder {
  /// Follows the prices of all limits at the plan at once, where they do not bend: the program is loaded once for all.
  mutating func followPrices() throws(PlanningError) {
    let limits = allLimits.filter { !isCurved($0) }
    guard let basis = best.basis, method.clock.stop == nil, !limits.isEmpty else { return }
    for (limit, reach) in zip(limits, try reaches(of: limits, in: formulation, at: basis)) {
      reaches[limit.rows.map(\.row)] = reach
    }
  }

  /// Every limit that has a price of its own.
  private var allLimits: [MovableLimit] {
    let rules = formulation.alliance.description.rules.indices.flatMap { position in
      formulation.limits(ofRule: position, around: plan).map(\.limit)
    }
    return formulation.fundLimits.map(\.limit) + rules
      + [formulation.poolingLimit(around: plan), formulation.targetLimit].compactMap(\.self)
  }

  /// The dual and the range of the limit over which it is the price of one more unit; nil where time was over before it was
  /// found.
  ///
  /// The optimal basis gives a range in which the price certainly holds. Where bases tie, the next one has the same price
  /// and carries on; so the range is followed until the price changes. Where the limit stands at the very end of its
  /// range, one more unit has another price than one less: the price reported is that of one more.
  func exactPrice(of limit: MovableLimit) throws(PlanningError) -> ShadowPrice? {
    guard let here = reaches[limit.rows.map(\.row)] else { return nil }
    let hair = Self.hair * limit.size
    if here.up < 1e-3 * Self.hair, limit.value + hair <= limit.domain.upperBound,
      let beyond = try exactPrice(of: limit, at: limit.value + hair),
      abs(beyond.price - limit.price(at: best)) > priceTolerance(of: limit)
    {
      return ShadowPrice(
        price: beyond.price, from: limit.value, to: beyond.to, limitAbove: beyond.limitAbove, limitBelow: nil,
        basis: .exact
      ).within(limit.domain)
    }
    return formulation.range(here, of: limit, price: limit.price(at: best)).within(limit.domain)
  }

  /// The price when the limit is `value`; nil where there is no plan.
  private func exactPrice(of limit: MovableLimit, at value: Double) throws(PlanningError) -> ShadowPrice? {
    var moved = formulation
    limit.move(by: value - limit.value, in: &moved.program)
    let solution = try method.solve(&moved, from: best.basis).solution
    let there = limit.moved(to: value)
    guard solution.termination == .optimal, let basis = solution.basis,
      let reach = try reaches(of: [there], in: moved, at: basis).first.flatMap(\.self)
    else { return nil }
    return moved.range(reach, of: there, price: limit.price(at: solution))
  }

  /// How far each of `limits` moves at the same price, counted in its size.
  private func reaches(
    of limits: [MovableLimit], in formulation: Formulation, at basis: Basis
  ) throws(PlanningError) -> [PriceReach?] {
    let moves = limits.map { limit in
      RightHandSideMove(
        rows: limit.rows.map { ($0.row, $0.scale * limit.size) },
        domain: min(
          0, (limit.domain.lowerBound - limit.value) / limit.size)...max(
            0, (limit.domain.upperBound - limit.value) / limit.size),
        hair: Self.hair, priceTolerance: priceTolerance(of: limit) * limit.size
      ).stated(in: formulation.units)
    }
    do {
      return try method.solver.reaches(
        of: moves, in: formulation.balanced, at: basis, limits: method.clock.limits())
    } catch {
      throw .solver(error)
    }
  }

  /// A step that is small for a limit of its size, of which it is this part.
  private static let hair = 1e-6

  /// How much two prices of `limit` that are the same may differ by rounding.
  private func priceTolerance(of limit: MovableLimit) -> Double {
    1e-9 * max(abs(limit.price(at: best)), typicalPrice(of: limit))
  }
}

extension Formulation {
  /// The price with the range that `reach` tells.
  fileprivate func range(_ reach: PriceReach, of limit: MovableLimit, price: Double) -> ShadowPrice {
    ShadowPrice(
      price: price, from: limit.value - reach.down * limit.size, to: limit.value + reach.up * limit.size,
      limitAbove: element(of: reach.atUpper), limitBelow: element(of: reach.atLower),
      basis: .exact)
  }
}

extension ShadowPrice {
  /// The same price over the part of its range that lies in `domain`.
  fileprivate func within(_ domain: ClosedRange<Double>) -> ShadowPrice {
    ShadowPrice(
      price: price, from: max(from, domain.lowerBound), to: to >= domain.upperBound ? domain.upperBound : to,
      limitAbove: to >= domain.upperBound ? nil : limitAbove,
      limitBelow: from <= domain.lowerBound ? nil : limitBelow, basis: basis)
  }
}
