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
}

extension ShadowPrice {
  /// The same price per `unit` of the limit.
  fileprivate func scaled(by unit: Double) -> ShadowPrice {
    ShadowPrice(
      price: price * unit, from: from, to: to, limitAbove: limitAbove, limitBelow: limitBelow, basis: basis)
  }
}
