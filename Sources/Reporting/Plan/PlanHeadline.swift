import Alliances
import Planning

/// The first lines of a plan: what it yields, what more money would yield, and why money is left.
struct PlanHeadline {
  let plan: Plan

  private var terms: AllianceTerms { AllianceTerms(alliance: plan.alliance) }

  /// The alliance, the periods and the currency.
  var title: String {
    let description = plan.alliance.description
    let parts = [description.name.printable, terms.horizon, description.currency?.printable]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  /// One sentence a line.
  var sentences: [String] { PlanYield(plan: plan).sentences + prices + target + idle + unasked + undrawn }

  private var objective: ObjectiveTerms { ObjectiveTerms(plan: plan) }

  // MARK: Prices

  private var prices: [String] {
    let worth = plan.prices.filter { objective.improvement($0.price).price > Self.negligible(plan) }
    guard !worth.isEmpty else { return ["More money would \(objective.infinitive) nothing."] }
    var sentences: [(start: String, periods: [String], rest: String)] = []
    for fund in worth {
      let (start, rest) = words(for: fund)
      if let last = sentences.last, last.start == start, last.rest == rest {
        sentences[sentences.count - 1].periods += [fund.period].compactMap { $0 }
      } else {
        sentences.append((start, [fund.period].compactMap { $0 }, rest))
      }
    }
    return sentences.map { start, periods, rest in
      let when = periods.isEmpty ? "" : " in \(listed(periods.map(\.printable), "or"))"
      return "\(start)\(when) \(rest)."
    }
  }

  /// Prices below this are rounding: all money at such a price changes less than a millionth of the objective.
  static func negligible(_ plan: Plan) -> Double {
    1e-6 * ObjectiveTerms(plan: plan).size / max(MoneySources(plan: plan).total, 1)
  }

  /// What more money adds and how long, before the period and behind it.
  private func words(for fund: FundPrice) -> (start: String, rest: String) {
    let text = PriceText(price: objective.improvement(fund.price), limit: fund.amount)
    let adds = "\(objective.verb) \(text.amount)"
    let addition = objective.addition
    switch fund.fund {
    case .budget:
      let range = range(of: text, noun: "a budget of ")
      if text.isMarginal { return ("At the margin money", "\(adds) per \(terms.moneyUnit)\(addition)\(range)") }
      return ("One more \(terms.moneyUnit)", "\(adds)\(addition)\(range)")
    case .grant(let name):
      let range = range(of: text, noun: "")
      if text.isMarginal {
        return ("At the margin more of \(quoted(name))", "\(adds) per \(terms.moneyUnit)\(addition)\(range)")
      }
      return ("One more \(terms.moneyUnit) of \(quoted(name))", "\(adds)\(addition)\(range)")
    }
  }

  /// What one more unit of the target gain costs.
  private var target: [String] {
    guard let target = plan.target, target.price.price > 0 else { return [] }
    let text = PriceText(price: target.price, limit: target.gain)
    let start = text.isMarginal ? "At the margin a unit" : "One more unit"
    let range = range(of: text, noun: "a target of ", change: "rises")
    return ["\(start) of gain costs \(text.amount)\(range)."]
  }

  private func range(of text: PriceText, noun: String, change: String = "falls") -> String {
    // Beyond the plan other tangents would hold, so their ends tell nothing.
    guard text.price.basis != .linearised else { return "" }
    guard text.end.isFinite else { return ", however much more there is" }
    // An end that was searched for is known to a hundredth of its distance only.
    let digits = text.price.basis == .exact ? 4 : 3
    guard let end = text.endText(digits: digits, { NumberText.significant($0, digits: $1) }) else { return "" }
    if text.price.basis == .withinOnePercent { return "; that \(change) by a hundredth beyond \(noun)\(end)" }
    let next = text.price.limitAbove.map { "; then \(terms.phrase(for: $0)) is the limit" } ?? ""
    return ", up to \(noun)\(end)\(next)"
  }

  // MARK: Idle money

  private var idle: [String] {
    guard let idle = plan.idleMoney else { return [] }
    let decimals = NumberText.decimals(
      for: plan.money.flatMap { [$0.budget, $0.contributions, $0.grants] } + [idle.amount])
    let amount = NumberText.fixed(idle.amount, decimals: decimals)
    return ["\(amount) stay unspent: \(phrase(idle.reasons))."]
  }

  /// What firms are not asked for, where it is not for want of use.
  private var unasked: [String] {
    guard plan.idleMoney == nil, let unused = plan.unusedContributions else { return [] }
    let decimals = NumberText.decimals(for: plan.alliance.contributionMaximums + [unused.amount])
    let amount = NumberText.fixed(unused.amount, decimals: decimals)
    return ["\(amount) of what firms may contribute are not asked for: \(phrase(unused.reasons))."]
  }

  /// What is left of grants, and why.
  private var undrawn: [String] {
    plan.grants.filter { $0.undrawn > 0 && !plan.objective.kind.isMinimised }.map { use in
      let decimals = NumberText.decimals(for: [use.grant.amount.total, use.undrawn])
      let amount = NumberText.fixed(use.undrawn, decimals: decimals)
      let reason = use.isMatchExhausted ? "eligible firms contribute all that they may" : phrase(use.reasons)
      return "\(amount) of \(quoted(use.grant.name)) stay undrawn: \(reason)."
    }
  }

  private func phrase(_ reasons: [IdleMoney.Reason]) -> String {
    let isEverywhere = reasons.allSatisfy { if case .bound = $0.obstacle { true } else { false } }
    if isEverywhere { return "every lever is at its greatest level" }
    return reasons.sorted(by: comesFirst).map(phrase).joined(separator: "; ")
  }

  /// The commoner reason first, then by lever; bounds stand before other obstacles.
  private func comesFirst(_ left: IdleMoney.Reason, _ right: IdleMoney.Reason) -> Bool {
    func rank(_ reason: IdleMoney.Reason) -> [Int] {
      let lever = plan.alliance.levers.firstIndex { $0.lever.variable == reason.lever } ?? 0
      let isBound = if case .bound = reason.obstacle { true } else { false }
      return [-reason.firms.count, lever, isBound ? 0 : 1]
    }
    return rank(left).lexicographicallyPrecedes(rank(right))
  }

  private var otherLimits: String {
    plan.alliance.description.pooling < 1 ? "rules, pooling or later periods" : "rules or later periods"
  }

  private func phrase(_ reason: IdleMoney.Reason) -> String {
    let lever = reason.lever.printable
    let isEveryFirm = reason.firms.count == plan.firms.count
    let firms = shortList(terms.names(reason.firms))
    return switch reason.obstacle {
    case .bound(let source): "\(lever) is at \(source.phrase) for \(isEveryFirm ? "every firm" : firms)"
    case .hiring: "\(isEveryFirm ? "no firm can" : "\(firms) cannot") hire more \(lever) in a period"
    case .count: "as many firms as may have \(lever)"
    case .noGain: "more \(lever) would not raise the output of \(isEveryFirm ? "any firm" : firms)"
    case .notWorthIt: "more \(lever) is not worth its cost at \(isEveryFirm ? "any firm" : firms)"
    case .rules(let rules):
      "\(listed(rules.map(quoted))) \(rules.count == 1 ? "holds" : "hold") back \(lever) of "
        + (isEveryFirm ? "every firm" : firms)
    case .pooling: "pooling holds back \(lever) of \(isEveryFirm ? "every firm" : firms)"
    case .otherLimits: "\(otherLimits) hold back \(lever) of \(isEveryFirm ? "every firm" : firms)"
    }
  }
}

extension BoundSource {
  /// What sets the bound, as a noun.
  var phrase: String {
    switch self {
    case .column(let column): column.printable
    case .lever(let key): key
    case .baseline: "its baseline"
    case .secondment: "the baseline less what is lent"
    case .fittedRange: "the edge of the fitted range"
    case .onOrOff: "on, which is all that it can be,"
    }
  }
}
