import Alliances
import LinearProgramming

/// S ≤ `max` over each span, with S what the levers of all firms cost [currency].
extension SpendingCap: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    for span in formulation.spans(eachPeriod: eachPeriod) {
      let spent = formulation.alliance.periods(of: span).reduce(into: LinearExpression()) {
        $0 += formulation.spending[$1]
      }
      let row = formulation.require(
        spent <= maximum, .rule(position, side: .greatest, span: span, firm: nil))
      formulation.ruleLimits.append(
        RuleLimit(
          rule: position, side: .greatest, key: "spend.max", value: maximum, unit: .currency, row: row,
          slackRows: [row], scale: nil))
    }
  }
}
