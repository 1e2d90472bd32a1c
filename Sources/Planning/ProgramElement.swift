import Alliances
import Regression

/// What a variable or a row of the program stands for in the alliance; firms, periods, levers and rules by position.
public enum ProgramElement: Sendable, Hashable {
  /// Whether a candidate joins.
  case join(firm: Int)
  /// What bounds an element of a candidate on one side while it is in the alliance, and holds it at 0 while it stays
  /// out.
  indirect case ifJoined(ProgramElement, side: RuleSide)
  /// How far an investment is raised above its baseline.
  case raise(lever: Int, firm: Int, period: Int)
  /// How far an investment is lowered below its baseline.
  case lowering(lever: Int, firm: Int, period: Int)
  /// The heads that a firm employs.
  case headcount(lever: Int, firm: Int, period: Int)
  /// Heads received from other firms.
  case secondedIn(lever: Int, firm: Int, period: Int)
  /// Heads lent to other firms.
  case secondedOut(lever: Int, firm: Int, period: Int)
  /// The change of a firm's headcount from one period to the next.
  case hiring(lever: Int, firm: Int, period: Int)
  /// The level of a lever between its bounds.
  case level(lever: Int, firm: Int, period: Int)
  /// The stock that levels add up to.
  case stock(lever: Int, firm: Int, period: Int)
  /// The figure of a link, above its baseline.
  case link(Int, firm: Int, period: Int)
  /// What many firms share of a link: the candidates that join, or the levels of a group in a period.
  case linkSum(link: Int, group: Int?, period: Int?)
  /// Whether a switch is on.
  case switchedOn(lever: Int, firm: Int, period: Int)
  /// How many firms have switched a lever on.
  case switchCount(lever: Int, period: Int)
  /// As many heads are received as are lent.
  case secondmentBalance(lever: Int, period: Int)
  /// What a curved effect adds to the gain of a firm.
  case curvedGain(effect: Int, firm: Int, period: Int)
  /// A part of an effect that multiplies decided variables: one decision times the rest.
  case product(effect: Int, part: Int, firm: Int, period: Int)
  /// What stands for the product of two levels.
  case levelProduct(effect: Int, firm: Int, period: Int)
  /// Whether a level lies in a piece of its range.
  case piece(effect: Int, piece: Int, firm: Int, period: Int)
  /// The first or the second level of a product, if the first lies in a piece of its range.
  case pieceLevel(effect: Int, isFirst: Bool, piece: Int, firm: Int, period: Int)
  /// A tangent to a curved effect.
  case tangent(effect: Int, firm: Int, period: Int)
  /// The level of a lever as a curved effect sees it.
  case effectLevel(effect: Int, firm: Int, period: Int)
  /// How far a firm's index rises above that of its baselines.
  case indexGain(firm: Int, period: Int)
  /// A line below which the gain of a firm is kept, its expected output being a curve.
  case outputTangent(firm: Int, period: Int)
  /// The gain of a firm.
  case gain(firm: Int, period: Int)
  /// The discounted gain of the alliance.
  case totalGain
  /// The objective is as good as the best one found, while decisions that are equally good are compared.
  case objectiveFloor
  /// Somebody takes part in a coalition of firms, or somebody stays out of it.
  case coalition(side: RuleSide)
  /// The discounted gain of the alliance reaches its target.
  case targetGain
  /// The discounted gain of a firm.
  case memberGain(firm: Int)
  /// The smallest discounted gain of a firm.
  case smallestGain
  /// No firm's discounted gain lies below the smallest one.
  case smallestGainOf(firm: Int)
  /// The spending of all firms.
  case spending(period: Int)
  /// What a firm puts in itself.
  case contribution(firm: Int, period: Int)
  /// What all firms put in.
  case contributions(period: Int)
  /// What is drawn of a grant.
  case grant(Int, period: Int)
  /// The amount of a grant suffices.
  case grantLimit(Int, span: Span)
  /// What is drawn of a grant is matched by contributions.
  case match(grant: Int, period: Int)
  /// What a firm spends beyond its own contribution.
  case poolUse(firm: Int, period: Int)
  /// Common money, and what of the contributions is pooled, pays for what firms spend beyond their own.
  case pooling(period: Int)
  /// Money carried into the next period.
  case carried(period: Int)
  /// The money of a period suffices.
  case budget(period: Int)
  /// What a firm gets over a span of periods.
  case allocation(firm: Int, span: Span)
  /// What all firms get over a span of periods.
  case totalAllocation(span: Span)
  /// What a firm puts in over a span of periods.
  case memberContribution(firm: Int, span: Span)
  /// What all firms put in over a span of periods.
  case totalContribution(span: Span)
  /// The limit that a rule draws, and what it holds for one firm where it speaks of each.
  case rule(Int, side: RuleSide, span: Span, firm: Int?)
  /// The most or least that any firm may get under a rule.
  case memberLimit(Int, side: RuleSide, span: Span)
  /// The common rate at which a rule lets firms get what is in proportion to their figures.
  case rate(Int, span: Span)
  /// How far the rates of single firms may lie from the common one.
  case rateSpread(Int, span: Span)
  /// The tolerance of a rule, by which that distance is limited.
  case tolerance(Int, span: Span)
  /// The gain of a firm, to which a rule shares in proportion, is none below 0.
  case gainBasis(Int, span: Span, firm: Int)
  /// What a prudent criterion adds.
  case prudence(PrudenceElement)

  /// The periods over which an amount is counted.
  public enum Span: Sendable, Hashable {
    /// All of them.
    case horizon
    /// One of them.
    case period(Int)
  }

  /// The side on which a rule draws a limit.
  public enum RuleSide: String, Sendable, Hashable {
    /// A least value.
    case least = "min"
    /// A greatest value.
    case greatest = "max"
  }
}

extension ProgramElement {
  /// The position of the rule that a row belongs to, if it belongs to one.
  var rule: Int? {
    switch self {
    case .ifJoined(let element, _): element.rule
    case .rule(let position, _, _, _), .tolerance(let position, _), .gainBasis(let position, _, _): position
    default: nil
    }
  }

  /// The name under which an exported program shows the element, such as `rd_up[Acme,2026]`.
  public func name(in alliance: Alliance) -> String {
    func lever(_ position: Int) -> String { alliance.levers[position].lever.variable }
    func grant(_ position: Int) -> String { alliance.description.grants[position].name }
    func cell(_ firm: Int, _ period: Int) -> String { "[\(alliance.firms.ids[firm]),\(alliance.periods[period])]" }
    func over(_ span: Span, _ firm: Int? = nil) -> String {
      var parts: [String] = []
      if let firm { parts.append(alliance.firms.ids[firm].description) }
      if case .period(let period) = span { parts.append(alliance.periods[period]) }
      return parts.isEmpty ? "" : "[\(parts.joined(separator: ","))]"
    }
    return switch self {
    case .join(let firm): "join[\(alliance.firms.ids[firm])]"
    case .ifJoined(let element, let side): "\(element.name(in: alliance)) \(side.rawValue) if joined"
    case .raise(let k, let firm, let period): "\(lever(k))_up\(cell(firm, period))"
    case .lowering(let k, let firm, let period): "\(lever(k))_down\(cell(firm, period))"
    case .headcount(let k, let firm, let period): "\(lever(k))_heads\(cell(firm, period))"
    case .secondedIn(let k, let firm, let period): "\(lever(k))_in\(cell(firm, period))"
    case .secondedOut(let k, let firm, let period): "\(lever(k))_out\(cell(firm, period))"
    case .hiring(let k, let firm, let period): "\(lever(k))_hiring\(cell(firm, period))"
    case .level(let k, let firm, let period): "\(lever(k))\(cell(firm, period))"
    case .stock(let k, let firm, let period): "\(lever(k))_stock\(cell(firm, period))"
    case .link(let position, let firm, let period):
      "\(alliance.links[position].link.variable)\(cell(firm, period))"
    case .linkSum(let position, let group, let period):
      alliance.linkSumName(position, group: group, period: period)
    case .switchedOn(let k, let firm, let period): "\(lever(k))_on\(cell(firm, period))"
    case .switchCount(let k, let period): "\(lever(k))_count[\(alliance.periods[period])]"
    case .secondmentBalance(let k, let period): "\(lever(k))_secondment[\(alliance.periods[period])]"
    case .curvedGain(let effect, let firm, let period): "\(effectName(effect, alliance))_gain\(cell(firm, period))"
    case .product(let effect, let part, let firm, let period):
      "\(alliance.index.effects[effect].terms[0])_product\(part == 0 ? "" : "_\(part + 1)")\(cell(firm, period))"
    case .levelProduct(let effect, let firm, let period):
      "\(alliance.index.effects[effect].terms[0])_level\(cell(firm, period))"
    case .piece(let effect, let piece, let firm, let period):
      "\(alliance.index.effects[effect].terms[0])_piece_\(piece + 1)\(cell(firm, period))"
    case .pieceLevel(let effect, let isFirst, let piece, let firm, let period):
      "\(alliance.index.effects[effect].terms[0])_\(isFirst ? "first" : "second")_\(piece + 1)\(cell(firm, period))"
    case .tangent(let effect, let firm, let period): "\(effectName(effect, alliance))_tangent\(cell(firm, period))"
    case .effectLevel(let effect, let firm, let period): "\(effectName(effect, alliance))_level\(cell(firm, period))"
    case .indexGain(let firm, let period): "index_gain\(cell(firm, period))"
    case .outputTangent(let firm, let period): "output_tangent\(cell(firm, period))"
    case .gain(let firm, let period): "gain\(cell(firm, period))"
    case .totalGain: "total_gain"
    case .objectiveFloor: "objective_floor"
    case .coalition(let side): "coalition \(side.rawValue)"
    case .targetGain: "target_gain"
    case .memberGain(let firm): "member_gain\(over(.horizon, firm))"
    case .smallestGain: "smallest_gain"
    case .smallestGainOf(let firm): "smallest_gain\(over(.horizon, firm))"
    case .spending(let period): "spending[\(alliance.periods[period])]"
    case .contribution(let firm, let period): "contribution\(cell(firm, period))"
    case .contributions(let period): "contributions[\(alliance.periods[period])]"
    case .grant(let position, let period): "\(grant(position)) drawn[\(alliance.periods[period])]"
    case .grantLimit(let position, let span): "\(grant(position))\(over(span))"
    case .match(let position, let period): "\(grant(position)) match[\(alliance.periods[period])]"
    case .poolUse(let firm, let period): "pool_use\(cell(firm, period))"
    case .pooling(let period): "pooling[\(alliance.periods[period])]"
    case .carried(let period): "carried[\(alliance.periods[period])]"
    case .budget(let period): "budget[\(alliance.periods[period])]"
    case .allocation(let firm, let span): "allocation\(over(span, firm))"
    case .totalAllocation(let span): "total_allocation\(over(span))"
    case .memberContribution(let firm, let span): "contributed\(over(span, firm))"
    case .totalContribution(let span): "total_contribution\(over(span))"
    case .rule(let position, let side, let span, let firm):
      "\(alliance.description.rules[position].name) \(side.rawValue)\(over(span, firm))"
    case .memberLimit(let position, let side, let span):
      "\(alliance.description.rules[position].name) \(side.rawValue) limit\(over(span))"
    case .gainBasis(let position, let span, let firm):
      "\(alliance.description.rules[position].name) gain\(over(span, firm))"
    case .rate(let position, let span): "\(alliance.description.rules[position].name) rate\(over(span))"
    case .rateSpread(let position, let span): "\(alliance.description.rules[position].name) spread\(over(span))"
    case .tolerance(let position, let span): "\(alliance.description.rules[position].name) tolerance\(over(span))"
    case .prudence(let element): element.name(in: alliance)
    }
  }

  private func effectName(_ position: Int, _ alliance: Alliance) -> String {
    let effect = alliance.index.effects[position]
    return FormulaFactor.numeric(variable: alliance.decided[effect.variable].name, effect.transform).label
  }
}
