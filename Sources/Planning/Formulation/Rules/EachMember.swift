import Alliances
import LinearProgramming

/// `min_share`·A ≤ aᵢ ≤ `max_share`·A for every firm over each span: aᵢ is what is counted of it [currency],
/// A of all.
///
/// The least and the greatest amount are variables, tied to A in one row each, so that the rule has one price however
/// many firms it binds.
extension EachMember: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    for span in formulation.spans(eachPeriod: eachPeriod) {
      if let minimumShare { limit(.least, minimumShare, span, position, &formulation) }
      if let maximumShare { limit(.greatest, maximumShare, span, position, &formulation) }
    }
  }

  private func limit(
    _ side: ProgramElement.RuleSide, _ share: Double, _ span: ProgramElement.Span, _ position: Int,
    _ formulation: inout Formulation
  ) {
    let all = formulation.total(of: measure, over: span)
    let limit = formulation.variable(
      .memberLimit(position, side: side, span: span), in: .free)
    var slackRows: [Row] = []
    for firm in 0..<formulation.alliance.firms.count {
      let amount = formulation.amount(of: measure, firm, over: span)
      let element = ProgramElement.rule(position, side: side, span: span, firm: firm)
      slackRows.append(formulation.require(side == .least ? amount - limit >= 0 : amount - limit <= 0, element))
    }
    let row = formulation.require(
      limit - share * all == 0, .rule(position, side: side, span: span, firm: nil))
    formulation.ruleLimits.append(
      RuleLimit(
        rule: position, side: side, key: side == .least ? "min_share" : "max_share", value: share,
        unit: .percentagePoint, row: row, slackRows: slackRows, scale: all))
  }
}
