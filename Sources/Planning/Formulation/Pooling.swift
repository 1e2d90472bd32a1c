import Alliances
import LinearProgramming

extension Formulation {
  /// nᵢₜ ≥ spendᵢₜ − cᵢₜ, n ≥ 0, and Σᵢ nᵢₜ ≤ B_t + Σ_f G_ft + carry_{t−1} − carry_t + ρ·C_t: of what firms contribute, only
  /// the share ρ pays for others; nᵢₜ is what a firm spends beyond its own contribution [currency]. What
  /// it costs that candidates join is everyone's need.
  ///
  /// At ρ = 1 the row follows from the balance of the money, and is left out.
  mutating func formulatePooling() {
    let share = alliance.description.pooling
    guard !contributions.isEmpty, share < 1 else { return }
    let budgets = alliance.description.budget.amounts(over: alliance.periods.count)
    for period in alliance.periods.indices {
      var need = carried[period] - share * contributions[period]
      if period > 0 { need -= carried[period - 1] } else { need += joiningCosts }
      for drawn in grants { need -= drawn[period] }
      for firm in 0..<alliance.firms.count {
        if let beyond = spendingBeyondContribution(of: firm, period) { need += beyond }
      }
      poolingRows.append(require(need <= budgets[period], .pooling(period: period)))
    }
  }

  /// The rows that the budget of a period stands in.
  func rows(ofBudget period: Int) -> [Row] {
    [budgetRows[period]] + (poolingRows.isEmpty ? [] : [poolingRows[period]])
  }

  /// nᵢₜ; nil where the firm can spend nothing.
  private mutating func spendingBeyondContribution(of firm: Int, _ period: Int) -> Variable? {
    let entry = alliance.entry(firm: firm, period: period)
    guard !firmSpending[entry].terms.isEmpty else { return nil }
    let element = ProgramElement.poolUse(firm: firm, period: period)
    let beyond = variable(element, in: .atLeast(0))
    require(beyond - firmSpending[entry] + firmContributions[entry] >= 0, element)
    return beyond
  }
}
