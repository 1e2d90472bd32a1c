import Alliances

extension PlanReading {
  /// The budgets, by period, that the plan overdraws by the amounts it prints.
  func overdrawnFunds(by firms: [FirmPlan]) -> [String] {
    money(of: firms).filter { $0.unspent < -1e-6 * formulation.sizes.money }.map { "budget \($0.period)" }
  }
}

extension PeriodMoney {
  /// What comes in.
  var arriving: Double { budget + contributions }
}
