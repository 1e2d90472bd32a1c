import Alliances
import LinearProgramming

/// `min`·A ≤ Σ_group aᵢ ≤ `max`·A over each span: aᵢ is firm i's allocation [currency], A that of all firms.
extension GroupShare: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    let members = group.positions(in: formulation.alliance.firms)
    for span in formulation.spans(eachPeriod: eachPeriod) {
      var sum = LinearExpression()
      for firm in members { sum += formulation.allocation(of: firm, over: span) }
      let all = formulation.totalAllocation(over: span)
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
