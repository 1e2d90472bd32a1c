import Alliances
import Planning

extension AllianceTerms {
  /// What an element of the program is called where it becomes the limit.
  func phrase(for element: ProgramElement) -> String {
    switch element {
    case .join(let firm): "whether \(name(firm: firm)) joins"
    case .ifJoined(let bounded, _): phrase(for: bounded)
    case .raise(let k, let firm, let period), .lowering(let k, let firm, let period),
      .headcount(let k, let firm, let period), .level(let k, let firm, let period),
      .switchedOn(let k, let firm, let period):
      "\(lever(k)) of \(name(firm: firm))\(inPeriod(period))"
    case .hiring(let k, let firm, let period): "hiring of \(lever(k)) at \(name(firm: firm))\(inPeriod(period))"
    case .secondedIn(let k, let firm, let period):
      "\(lever(k)) that \(name(firm: firm)) borrows\(inPeriod(period))"
    case .secondedOut(let k, let firm, let period): "\(lever(k)) that \(name(firm: firm)) lends\(inPeriod(period))"
    case .stock(let k, let firm, let period): "the stock of \(lever(k)) of \(name(firm: firm))\(inPeriod(period))"
    case .link(let link, let firm, let period):
      "\(alliance.links[link].link.variable.printable) of \(name(firm: firm))\(inPeriod(period))"
    case .linkSum(let link, _, let period):
      "\(alliance.links[link].link.variable.printable)\(period.map(inPeriod) ?? "")"
    case .switchCount(let k, let period): "the number of firms with \(lever(k))\(inPeriod(period))"
    case .secondmentBalance(let k, let period): "lending of \(lever(k))\(inPeriod(period))"
    case .product(_, _, let firm, let period), .levelProduct(_, let firm, let period),
      .piece(_, _, let firm, let period), .pieceLevel(_, _, _, let firm, let period),
      .curvedGain(_, let firm, let period), .tangent(_, let firm, let period), .effectLevel(_, let firm, let period),
      .indexGain(let firm, let period), .outputTangent(let firm, let period), .gain(let firm, let period):
      "the gain of \(name(firm: firm))\(inPeriod(period))"
    case .totalGain: "the gain of the alliance"
    case .objectiveFloor: "the objective"
    case .coalition: "who takes part"
    case .targetGain: "the target gain"
    case .memberGain(let firm), .smallestGainOf(let firm): "the gain of \(name(firm: firm))"
    case .smallestGain: "the smallest gain"
    case .spending(let period): "spending\(inPeriod(period))"
    case .contribution(let firm, let period): "what \(name(firm: firm)) contributes\(inPeriod(period))"
    case .contributions(let period): "contributions\(inPeriod(period))"
    case .grant(let position, let period): "what is drawn of \(grant(position))\(inPeriod(period))"
    case .grantLimit(let position, let span): "\(grant(position))\(over(span))"
    case .match(let position, let period): "the match of \(grant(position))\(inPeriod(period))"
    case .poolUse(let firm, let period): "what common money pays for \(name(firm: firm))\(inPeriod(period))"
    case .pooling(let period): "pooling\(inPeriod(period))"
    case .carried(let period): "money carried over from \(alliance.periods[period].printable)"
    case .budget(let period): "the budget\(inPeriod(period))"
    case .allocation(let firm, let span): "what \(name(firm: firm)) gets\(over(span))"
    case .totalAllocation(let span): "what all firms get\(over(span))"
    case .memberContribution(let firm, let span): "what \(name(firm: firm)) contributes\(over(span))"
    case .totalContribution(let span): "what all firms contribute\(over(span))"
    case .rule(let rule, _, let span, let firm):
      quoted(alliance.description.rules[rule].name) + (firm.map { " for \(name(firm: $0))" } ?? "") + over(span)
    case .prudence: "what is prudent"
    case .gainBasis(_, let span, let firm): "the gain of \(name(firm: firm))\(over(span))"
    case .memberLimit(let rule, _, let span), .rate(let rule, let span), .rateSpread(let rule, let span),
      .tolerance(let rule, let span):
      quoted(alliance.description.rules[rule].name) + over(span)
    }
  }

  private func over(_ span: ProgramElement.Span) -> String {
    switch span {
    case .horizon: ""
    case .period(let period): inPeriod(period)
    }
  }
}
