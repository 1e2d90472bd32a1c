import Alliances
import LinearProgramming

/// Finds what every budget, grant and rule costs, and over which range of the limit the price holds.
struct PriceFinder {
  let method: TangentMethod
  /// The program with all its tangents, and with every decision held as the plan takes it; tangents that a search for a range needs stay for the next one.
  var formulation: Formulation
  /// The optimum whose duals are the prices.
  let best: Solution
  /// The plan among the optima, whose slacks are reported.
  let plan: Solution
  /// How far limits move at the same price, by their rows; only of limits whose prices do not bend.
  var reaches: [[Row]: PriceReach] = [:]

  /// Finds the prices of `candidate`.
  init(_ candidate: DirectionSearch.Candidate, method: TangentMethod) {
    self.method = method
    formulation = candidate.formulation
    best = candidate.best.solution
    plan = candidate.thrifty.solution
  }

  /// The prices of an alliance, in its order.
  struct Prices {
    let funds: [FundPrice]
    let pooling: PoolingPrice?
    let rules: [RulePrice]
    let target: TargetPrice?

    /// No prices, where nobody asked for them.
    static let none = Prices(funds: [], pooling: nil, rules: [], target: nil)

    /// Whether the range of every price was looked for.
    var areSearched: Bool {
      let all = funds.map(\.price) + rules.map(\.price) + [pooling?.price, target?.price].compactMap(\.self)
      return all.allSatisfy { $0.basis != .notSearched }
    }
  }

  /// All prices.
  mutating func prices() throws(PlanningError) -> Prices {
    try followPrices()
    var funds: [FundPrice] = []
    for (fund, period, limit) in formulation.fundLimits {
      funds.append(FundPrice(fund: fund, period: period, amount: limit.value, price: try price(of: limit)))
    }
    let pooling = try poolingPrice()
    var rules: [RulePrice] = []
    for (position, rule) in formulation.alliance.description.rules.enumerated() {
      if let price = try self.price(of: rule, at: position) { rules.append(price) }
    }
    return Prices(funds: funds, pooling: pooling, rules: rules, target: try targetPrice())
  }

  /// The price of pooling, where not all of the contributions are.
  private mutating func poolingPrice() throws(PlanningError) -> PoolingPrice? {
    guard let limit = formulation.poolingLimit(around: plan) else { return nil }
    return PoolingPrice(share: limit.value, price: try price(of: limit).scaled(by: 0.01))
  }

  private mutating func targetPrice() throws(PlanningError) -> TargetPrice? {
    guard let limit = formulation.targetLimit else { return nil }
    return TargetPrice(gain: limit.value, price: try price(of: limit))
  }

  /// The price of a rule's binding limit, or of its nearest one when none binds.
  private mutating func price(of rule: Rule, at position: Int) throws(PlanningError) -> RulePrice? {
    if case .proportion(let proportion) = rule.demand, proportion.basis == .gain {
      return try price(of: rule, proportion, at: position)
    }
    var nearest: RulePrice?
    for (first, limit) in formulation.limits(ofRule: position, around: plan) {
      let unit = first.unit == .percentagePoint ? 0.01 : 1
      let candidate = RulePrice(
        rule: rule, slack: slack(of: rule, limit),
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

  /// The price of a tolerance around a rate that multiplies gains: what a point more of it adds, the rate chosen anew.
  private func price(
    of rule: Rule, _ proportion: Proportion, at position: Int
  ) throws(PlanningError) -> RulePrice {
    let step = min(0.01, 0.5 * (1 - proportion.tolerance))
    let wider = formulation.alliance.withTolerance(proportion.tolerance + step, ofRule: position)
    let found = try wider.map { alliance throws(PlanningError) in
      try DirectionSearch(method: method).best(of: Formulation(alliance))
    }
    let figure = found.flatMap(\.self)?.best.solution.objective ?? best.objective
    let rise = max(0, figure - best.objective)
    // Both figures are found to a millionth, or to the gap allowed; a smaller difference is none.
    let isRise =
      rise > 2 * max(1e-6, formulation.isBent ? formulation.allowedGap : 0)
      * max(abs(best.objective), 1e-3 * formulation.sizes.objective)
    let price = isRise ? formulation.figure(rise / step * 0.01) : 0
    return RulePrice(
      rule: rule, slack: proportion.slack(at: plan, in: formulation),
      limit: RulePrice.Limit(key: "tolerance", value: proportion.tolerance, unit: .percentagePoint),
      price: ShadowPrice(
        price: price, from: proportion.tolerance, to: proportion.tolerance + step, limitAbove: nil, limitBelow: nil,
        basis: .difference))
  }

  private func slack(of rule: Rule, _ limit: MovableLimit) -> Double {
    guard case .proportion(let proportion) = rule.demand else { return limit.slack(at: plan, in: formulation.program) }
    return proportion.slack(at: plan, in: formulation)
  }

  /// The price of one more unit of `limit`, with its range.
  private mutating func price(of limit: MovableLimit) throws(PlanningError) -> ShadowPrice {
    let price = limit.price(at: best)
    var found = ShadowPrice(
      price: price, from: limit.value, to: limit.value, limitAbove: nil, limitBelow: nil, basis: .notSearched)
    if method.clock.stop == nil {
      let searched = isCurved(limit) ? try curvedPrice(of: limit, price) : try exactPrice(of: limit)
      // What the end of the time cut off is no range.
      if let searched, method.clock.stop == nil { found = formulation.isBent ? searched.ofLinearisation : searched }
    }
    found = found.orZero(within: 1e-9 * typicalPrice(of: limit))
    return formulation.alliance.description.objective.isMinimised ? found.scaled(by: -1) : found
  }
}

extension PriceFinder {
  /// Whether the price of `limit` changes all along.
  func isCurved(_ limit: MovableLimit) -> Bool {
    formulation.holdsTangents && abs(limit.price(at: best)) > 1e-9 * typicalPrice(of: limit)
  }

  /// About how large a price of `limit` is where it matters: all of the objective for the whole limit.
  func typicalPrice(of limit: MovableLimit) -> Double { formulation.sizes.objective / limit.size }
}

extension Formulation {
  /// Whether some curve is held by tangents, so that prices change all along.
  fileprivate var holdsTangents: Bool { curvedTerms.contains { $0.bent.map { $0.tangentRange != nil } ?? true } }
}

extension ShadowPrice {
  /// The same price, of a program in which curves are their tangents at the plan.
  fileprivate var ofLinearisation: ShadowPrice {
    ShadowPrice(
      price: price, from: from, to: to, limitAbove: limitAbove, limitBelow: limitBelow, basis: .linearised)
  }

  /// The same price, or none where it is no further from 0 than `rounding`.
  fileprivate func orZero(within rounding: Double) -> ShadowPrice {
    ShadowPrice(
      price: price.orZero(within: rounding), from: from, to: to, limitAbove: limitAbove, limitBelow: limitBelow,
      basis: basis)
  }

  /// The same price per `unit` of the limit, or of a figure that counts −1 for each 1 of this one's where `unit` is −1.
  public func scaled(by unit: Double) -> ShadowPrice {
    ShadowPrice(
      price: price == 0 ? 0 : price * unit, from: from, to: to, limitAbove: limitAbove, limitBelow: limitBelow,
      basis: basis)
  }
}

extension Alliance {
  /// The same alliance with another tolerance of the rule at `position`.
  fileprivate func withTolerance(_ tolerance: Double, ofRule position: Int) -> Alliance? {
    var description = description
    guard case .proportion(var proportion) = description.rules[position].demand else { return nil }
    proportion.tolerance = tolerance
    description.rules[position].demand = .proportion(proportion)
    return (try? Alliance(description))?.knowing(standaloneWorths: standaloneWorths)
  }
}
