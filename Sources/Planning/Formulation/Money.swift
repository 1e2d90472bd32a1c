import Alliances
import LinearProgramming

extension Formulation {
  /// In every period what arrives and what was carried covers what is spent and what is carried on:
  /// S_t + carry_t − carry_{t−1} − C_t − Σ_f G_ft ≤ B_t, with S_t the spending of all firms (in the first period with what it
  /// costs that candidates join), C_t what they contribute, G_ft what
  /// is drawn of grant f, and carry₀ = 0.
  mutating func formulateMoney() {
    let budgets = alliance.description.budget.amounts(over: alliance.periods.count)
    var carriedBefore = LinearExpression()
    for period in alliance.periods.indices {
      let total = variable(.spending(period: period), in: .free)
      spending.append(total)
      var sum = LinearExpression()
      for firm in 0..<alliance.firms.count { sum += firmSpending[alliance.entry(firm: firm, period: period)] }
      if period == 0 { sum += joiningCosts }
      require(sum - total == 0, .spending(period: period))

      var carried = LinearExpression()
      if alliance.description.carryOver, period + 1 < alliance.periods.count {
        carried = variable(.carried(period: period), in: .atLeast(0)).expression
      }
      var need = total + carried - carriedBefore
      if !contributions.isEmpty { need -= contributions[period] }
      for drawn in grants { need -= drawn[period] }
      budgetRows.append(require(need <= budgets[period], .budget(period: period)))
      self.carried.append(carried)
      carriedBefore = carried
    }
  }
}
