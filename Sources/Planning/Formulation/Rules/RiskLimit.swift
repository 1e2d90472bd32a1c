import Alliances
import LinearProgramming

/// Σᵢ riskᵢ·aᵢ ≤ `max` over each span: aᵢ is what is counted of firm i [currency], riskᵢ its figure.
extension RiskLimit: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    let risks = formulation.alliance.firms.figures(column)
    for span in formulation.spans(eachPeriod: eachPeriod) {
      var sum = LinearExpression()
      for (firm, risk) in risks.enumerated() where risk != 0 {
        sum += risk * formulation.amount(of: measure, firm, over: span)
      }
      let row = formulation.require(sum <= maximum, .rule(position, side: .greatest, span: span, firm: nil))
      formulation.ruleLimits.append(
        RuleLimit(
          rule: position, side: .greatest, key: "max", value: maximum, unit: .risk, row: row, slackRows: [row],
          scale: nil))
    }
  }
}
