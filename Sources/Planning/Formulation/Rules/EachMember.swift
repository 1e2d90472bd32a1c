import Alliances
import LinearProgramming

/// `min_share`·A ≤ aᵢ ≤ `max_share`·A for every firm over each span: aᵢ is what is counted of it [currency], A of all;
/// `min_share` does not hold for a candidate that stays out.
///
/// The least and the greatest amount are variables, tied to A in one row each, so that the rule has one price however many
/// firms it binds.
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
    let most = greatestLimit(share, span, formulation)
    var slackRows: [Row] = []
    for firm in 0..<formulation.alliance.firms.count {
      let amount = formulation.amount(of: measure, firm, over: span)
      let element = ProgramElement.rule(position, side: side, span: span, firm: firm)
      let row =
        side == .least
        ? formulation.require(amount - limit, atLeastZeroFor: firm, elseAbove: most, element)
        : formulation.require(amount - limit <= 0, element)
      slackRows.append(row)
    }
    let row = formulation.require(
      limit - share * all == 0, .rule(position, side: side, span: span, firm: nil))
    formulation.ruleLimits.append(
      RuleLimit(
        rule: position, side: side, key: side == .least ? "min_share" : "max_share", value: share,
        unit: .percentagePoint, row: row, slackRows: slackRows, scale: all))
  }

  /// What `share`·A cannot exceed: that share of all that firms can be counted, and no more than any member can.
  private func greatestLimit(_ share: Double, _ span: ProgramElement.Span, _ formulation: Formulation) -> Double {
    guard !formulation.joins.isEmpty else { return 0 }
    let most = (0..<formulation.alliance.firms.count).map { formulation.greatest(measure, of: $0, over: span) }
    return min(share * most.reduce(0, +), most[..<formulation.alliance.memberCount].min() ?? .infinity)
  }
}
