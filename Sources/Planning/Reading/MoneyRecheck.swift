import Alliances

extension PlanReading {
  /// The budgets and grants that the plan overdraws by the amounts it prints.
  func overdrawnFunds(by firms: [FirmPlan]) -> [String] {
    let near = 1e-6 * formulation.sizes.money
    let budgets = money(of: firms).filter { $0.unspent < -near }.map { "budget \($0.period)" }
    let grants = grantUses(of: firms).filter { !isKept($0, by: firms, near) }.map(\.grant.name)
    return budgets + grants + (isPoolingKept(by: firms, near) ? [] : ["pooling"])
  }

  private func isPoolingKept(by firms: [FirmPlan], _ near: Double) -> Bool {
    guard !formulation.poolingRows.isEmpty else { return true }
    var carried = 0.0
    return money(of: firms).enumerated().allSatisfy { period, money in
      let rest = poolRest(of: firms, period, common: money.budget + money.grants + carried)
      carried = money.carried
      return rest >= -near
    }
  }

  private func isKept(_ use: GrantUse, by firms: [FirmPlan], _ near: Double) -> Bool {
    let isWithin =
      switch use.grant.amount {
      case .horizon(let amount): use.drawn.reduce(0, +) <= amount + near
      case .perPeriod(let amounts): zip(use.drawn, amounts).allSatisfy { $0 <= $1 + near }
      }
    guard isWithin, let match = use.grant.match else { return isWithin }
    let eligible = use.grant.eligiblePositions(in: formulation.alliance.firms)
    return use.drawn.enumerated().allSatisfy { period, drawn in
      drawn <= match * eligible.reduce(0) { $0 + firms[$1].periods[period].contribution } + near * max(1, match)
    }
  }
}

extension PeriodMoney {
  /// What comes in.
  var arriving: Double { budget + contributions + grants }
}
