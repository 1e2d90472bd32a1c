import Alliances
import Planning

extension JSONValue {
  /// What a variable or row stands for: its `kind`, and the firm, period, lever or rule where it has one, by name.
  init(_ element: ProgramElement, in alliance: Alliance) {
    let description = ElementDescription(element, in: alliance)
    self.init(present: [("kind", .text(description.kind))] + description.parts.map { ($0.key, .text($0.name)) })
  }
}

/// The names behind an element of the program.
private struct ElementDescription {
  let kind: String
  private(set) var parts: [(key: String, name: String)] = []

  init(_ element: ProgramElement, in alliance: Alliance) {
    kind = element.kind
    describe(element, alliance)
  }

  private mutating func describe(_ element: ProgramElement, _ alliance: Alliance) {
    switch element {
    case .join(let firm): add(firm: firm, period: nil, alliance)
    case .ifJoined(let bounded, let side):
      describe(bounded, alliance)
      parts.append(("side", side.rawValue))
    case .raise(let lever, let firm, let period), .lowering(let lever, let firm, let period),
      .headcount(let lever, let firm, let period), .secondedIn(let lever, let firm, let period),
      .secondedOut(let lever, let firm, let period), .hiring(let lever, let firm, let period),
      .level(let lever, let firm, let period), .switchedOn(let lever, let firm, let period),
      .stock(let lever, let firm, let period):
      add(lever: lever, alliance)
      add(firm: firm, period: period, alliance)
    case .link(let link, let firm, let period):
      parts.append(("link", alliance.links[link].link.variable))
      add(firm: firm, period: period, alliance)
    case .linkSum(let link, _, let period):
      parts.append(("link", alliance.links[link].link.variable))
      add(firm: nil, period: period, alliance)
    case .secondmentBalance(let lever, let period), .switchCount(let lever, let period):
      add(lever: lever, alliance)
      add(firm: nil, period: period, alliance)
    case .curvedGain(let effect, let firm, let period), .tangent(let effect, let firm, let period),
      .effectLevel(let effect, let firm, let period), .product(let effect, _, let firm, let period),
      .levelProduct(let effect, let firm, let period), .piece(let effect, _, let firm, let period),
      .pieceLevel(let effect, _, _, let firm, let period):
      parts.append(("lever", alliance.decided[alliance.index.effects[effect].variable].name))
      add(firm: firm, period: period, alliance)
    case .gain(let firm, let period), .indexGain(let firm, let period), .outputTangent(let firm, let period),
      .contribution(let firm, let period), .poolUse(let firm, let period):
      add(firm: firm, period: period, alliance)
    case .totalGain, .objectiveFloor, .coalition, .targetGain, .smallestGain:
      break
    case .memberGain(let firm), .smallestGainOf(let firm):
      add(firm: firm, period: nil, alliance)
    case .spending(let period), .contributions(let period), .pooling(let period), .carried(let period),
      .budget(let period):
      add(firm: nil, period: period, alliance)
    case .grant(let grant, let period), .match(let grant, let period):
      add(grant: grant, alliance)
      add(firm: nil, period: period, alliance)
    case .grantLimit(let grant, let span):
      add(grant: grant, alliance)
      add(firm: nil, period: span.period, alliance)
    case .allocation(let firm, let span), .memberContribution(let firm, let span):
      add(firm: firm, period: span.period, alliance)
    case .totalAllocation(let span), .totalContribution(let span):
      add(firm: nil, period: span.period, alliance)
    case .rule(let rule, let side, let span, let firm):
      add(rule: rule, side: side, alliance)
      add(firm: firm, period: span.period, alliance)
    case .memberLimit(let rule, let side, let span):
      add(rule: rule, side: side, alliance)
      add(firm: nil, period: span.period, alliance)
    case .gainBasis(let rule, let span, let firm):
      parts.append(("rule", alliance.description.rules[rule].name))
      add(firm: firm, period: span.period, alliance)
    case .prudence: break
    case .rate(let rule, let span), .rateSpread(let rule, let span), .tolerance(let rule, let span):
      parts.append(("rule", alliance.description.rules[rule].name))
      add(firm: nil, period: span.period, alliance)
    }
  }

  private mutating func add(lever: Int, _ alliance: Alliance) {
    parts.append(("lever", alliance.levers[lever].lever.variable))
  }

  private mutating func add(grant: Int, _ alliance: Alliance) {
    parts.append(("grant", alliance.description.grants[grant].name))
  }

  private mutating func add(firm: Int?, period: Int?, _ alliance: Alliance) {
    if let firm { parts.append(("firm", alliance.firms.ids[firm].description)) }
    if let period { parts.append(("period", alliance.periods[period])) }
  }

  private mutating func add(rule: Int, side: ProgramElement.RuleSide, _ alliance: Alliance) {
    parts.append(("rule", alliance.description.rules[rule].name))
    parts.append(("side", side.rawValue))
  }
}

extension ProgramElement {
  fileprivate var kind: String {
    switch self {
    case .join: "join"
    case .ifJoined(let bounded, _): bounded.kind
    case .raise: "raise"
    case .lowering: "lowering"
    case .headcount: "headcount"
    case .secondedIn: "seconded_in"
    case .secondedOut: "seconded_out"
    case .hiring: "hiring"
    case .level: "level"
    case .stock: "stock"
    case .link: "link"
    case .linkSum: "link_sum"
    case .switchedOn: "switched_on"
    case .switchCount: "switch_count"
    case .secondmentBalance: "secondment_balance"
    case .curvedGain: "curved_gain"
    case .product: "product"
    case .levelProduct: "level_product"
    case .piece: "piece"
    case .pieceLevel: "piece_level"
    case .tangent: "tangent"
    case .effectLevel: "effect_level"
    case .indexGain: "index_gain"
    case .outputTangent: "output_tangent"
    case .gain: "gain"
    case .totalGain: "total_gain"
    case .objectiveFloor: "objective_floor"
    case .coalition: "coalition"
    case .targetGain: "target_gain"
    case .memberGain: "member_gain"
    case .smallestGain: "smallest_gain"
    case .smallestGainOf: "smallest_gain_of"
    case .spending: "spending"
    case .contribution: "contribution"
    case .contributions: "contributions"
    case .grant: "grant"
    case .grantLimit: "grant_limit"
    case .match: "match"
    case .poolUse: "pool_use"
    case .pooling: "pooling"
    case .carried: "carried"
    case .budget: "budget"
    case .allocation: "allocation"
    case .totalAllocation: "total_allocation"
    case .memberContribution: "member_contribution"
    case .totalContribution: "total_contribution"
    case .rule: "rule"
    case .memberLimit: "member_limit"
    case .gainBasis: "gain_basis"
    case .rate: "rate"
    case .rateSpread: "rate_spread"
    case .tolerance: "tolerance"
    case .prudence: "prudence"
    }
  }
}

extension ProgramElement.Span {
  fileprivate var period: Int? {
    if case .period(let period) = self { period } else { nil }
  }
}
