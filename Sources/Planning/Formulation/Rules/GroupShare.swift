import Alliances
import LinearProgramming

/// `min`·A ≤ Σ_group aᵢ ≤ `max`·A over each span: aᵢ is what is counted of firm i [currency], A of all.
extension GroupShare: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    let members = group.positions(in: formulation.alliance.firms)
    for span in formulation.spans(eachPeriod: eachPeriod) {
      var sum = LinearExpression()
      for firm in members { sum += formulation.amount(of: measure, firm, over: span) }
      let all = formulation.total(of: measure, over: span)
      if let minimum {
        let row = formulation.require(
          sum - minimum * all >= 0, .rule(position, side: .least, span: span, firm: nil))
        formulation.ruleLimits.append(
          RuleLimit(
            rule: position, side: .least, key: "min", value: minimum, unit: .percentagePoint, row: row,
            slackRows: [row],
            scale: all))
      }
      if let maximum {
        let row = formulation.require(
          sum - maximum * all <= 0, .rule(position, side: .greatest, span: span, firm: nil))
        formulation.ruleLimits.append(
          RuleLimit(
            rule: position, side: .greatest, key: "max", value: maximum, unit: .percentagePoint, row: row,
            slackRows: [row],
            scale: all))
      }
    }
  }
}
