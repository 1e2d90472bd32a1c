import Alliances
import LinearProgramming

/// value·Σ_t d_t·gainᵢₜ ≥ 0 for every firm i: what its gain is worth [currency] is no loss.
///
/// The limit that has a price is the 0, moved for every firm at once. Where output is worth nothing, nothing is lost.
extension WinWin: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    let alliance = formulation.alliance
    let value = alliance.description.outputValue
    guard value > 0 else { return }
    for firm in alliance.firms.ids.indices {
      var benefit = LinearExpression()
      for (period, discount) in alliance.discountFactors.enumerated() {
        benefit += value * discount * formulation.gains[alliance.entry(firm: firm, period: period)]
      }
      let row = formulation.require(
        benefit >= 0, .rule(position, side: .least, span: .horizon, firm: firm))
      formulation.ruleLimits.append(
        RuleLimit(
          rule: position, side: .least, key: "win_win", value: 0, unit: .currency, row: row, slackRows: [row],
          scale: nil, lowest: -.infinity))
    }
  }
}
