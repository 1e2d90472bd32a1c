import Alliances

extension PlanReading {
  /// What a firm puts in in a period; less than a billionth of the alliance's money is rounding.
  func contribution(of firm: Int, _ period: Int) -> Double {
    let alliance = formulation.alliance
    let amount = solution.value(of: formulation.firmContributions[alliance.entry(firm: firm, period: period)])
    return amount <= 1e-9 * formulation.sizes.money ? 0 : min(amount, alliance.contributionMaximums[firm])
  }

  /// What of the `rest` of a period may be carried on, `common` being what comes in beside contributions: a contribution
  /// beyond what is pooled of it leaves its firm only as far as the firm spends it.
  private func freeOfOwners(of firms: [FirmPlan], _ period: Int, _ common: Double, _ rest: Double) -> Double {
    guard !formulation.poolingRows.isEmpty else { return rest }
    return min(rest, max(0, poolRest(of: firms, period, common: common)))
  }

  /// What is left in a period of `common` money and of what is pooled of the contributions when it has paid for what each
  /// firm spends beyond its own contribution.
  func poolRest(of firms: [FirmPlan], _ period: Int, common: Double) -> Double {
    firms.reduce(common) { rest, firm in
      let (spending, contribution) = (firm.periods[period].spending, firm.periods[period].contribution)
      return rest + formulation.alliance.description.pooling * contribution - max(0, spending - contribution)
    }
  }

  /// The money of every period.
  func money(of firms: [FirmPlan]) -> [PeriodMoney] {
    let alliance = formulation.alliance
    let budgets = alliance.description.budget.amounts(over: alliance.periods.count)
    var carried = 0.0
    return alliance.periods.indices.map { period in
      let spending = firms.reduce(0) { $0 + $1.periods[period].spending }
      let contributions = firms.reduce(0) { $0 + $1.periods[period].contribution }
      let grants = formulation.grants.indices.reduce(0) { $0 + drawn(ofGrant: $1, period) }
      let arriving = budgets[period] + contributions + grants
      let left = arriving + carried - spending
      // What is left is a difference of large sums; below their rounding it is nothing.
      let rounding = 1e-9 * max(1, abs(arriving), abs(carried), abs(spending))
      let isLast = period + 1 == alliance.periods.count
      let rest = abs(left) <= rounding ? 0 : left
      let free = freeOfOwners(of: firms, period, budgets[period] + grants + carried, rest)
      carried = isLast ? rest : alliance.description.carryOver ? free : 0
      return PeriodMoney(
        period: alliance.periods[period], budget: budgets[period], contributions: contributions, grants: grants,
        spending: spending,
        carried: carried, unspent: rest)
    }
  }
}
