import Alliances
import LinearProgramming

/// Finds what every budget, grant and rule costs, and over which range of the limit the price holds.
struct PriceFinder {
  let method: TangentMethod
  /// The program with all its tangents; those that a search for a range needs stay for the next one.
  var formulation: Formulation
  /// The optimum whose duals are the prices.
  let best: Solution
  /// The plan among the optima, whose slacks are reported.
  let plan: Solution

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
    let rules: [RulePrice]
  }

  /// All prices.
  mutating func prices() throws(PlanningError) -> Prices {
    var funds: [FundPrice] = []
    for (fund, period, limit) in formulation.fundLimits {
      funds.append(FundPrice(fund: fund, period: period, amount: limit.value, price: try price(of: limit)))
    }
    if let limit = formulation.poolingLimit(around: plan) {
      let price = try price(of: limit).scaled(by: 0.01)
      funds.append(FundPrice(fund: .pooling, period: nil, amount: limit.value, price: price))
    }
    var rules: [RulePrice] = []
    for (position, rule) in formulation.alliance.description.rules.enumerated() {
      if let price = try self.price(of: rule, at: position) { rules.append(price) }
    }
    return Prices(funds: funds, rules: rules)
  }

  /// The price of a rule's binding limit, or of its nearest one when none binds.
  private mutating func price(of rule: Rule, at position: Int) throws(PlanningError) -> RulePrice? {
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

  private func slack(of rule: Rule, _ limit: MovableLimit) -> Double {
    guard case .proportion(let proportion) = rule.demand else { return limit.slack(at: plan, in: formulation.program) }
    return proportion.slack(at: plan, in: formulation)
  }

  /// The price of one more unit of `limit`, with its range.
  private mutating func price(of limit: MovableLimit) throws(PlanningError) -> ShadowPrice {
    let price = limit.price(at: best)
    let isCurved = !formulation.curvedGains.isEmpty && abs(price) > 1e-9 * typicalPrice(of: limit)
    return isCurved ? try curvedPrice(of: limit, price) : try exactPrice(of: limit)
  }
}

extension PriceFinder {
  /// About how large a price of `limit` is where it matters: all gains for the whole limit.
  func typicalPrice(of limit: MovableLimit) -> Double { formulation.sizes.gain / limit.size }
}

extension ShadowPrice {
  /// The same price per `unit` of the limit.
  fileprivate func scaled(by unit: Double) -> ShadowPrice {
    ShadowPrice(
      price: price * unit, from: from, to: to, limitAbove: limitAbove, limitBelow: limitBelow, basis: basis)
  }
}
