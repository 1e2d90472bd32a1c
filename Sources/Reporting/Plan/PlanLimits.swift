import Alliances
import Planning

/// What holds a plan back, and what it costs: rules, budgets, bounds of levers, the fitted range.
struct PlanLimits {
  let plan: Plan

  private var terms: AllianceTerms { AllianceTerms(alliance: plan.alliance) }

  /// Labels, each with what stands under it.
  var entries: [(label: String, items: [String])] {
    [
      ("binding", binding), ("to spare", spare), ("at their greatest level", bounds),
      ("outside the fitted range", outside),
    ].filter { !$0.items.isEmpty }
  }

  // MARK: Rules and budgets

  private var binding: [String] {
    let negligible = PlanHeadline.negligible(plan)
    let budgets = plan.prices.filter { $0.price.price > negligible }.map { budget in
      "budget\(budget.period.map { " \($0.printable)" } ?? "") (\(NumberText.significant(budget.price.price)) per "
        + "\(terms.moneyUnit))"
    }
    let items = plan.rules.filter(isBinding).map(price) + budgets
    return items.isEmpty ? ["neither rules nor budgets"] : items
  }

  private var spare: [String] {
    plan.rules.filter { !isBinding($0) }.map { rule in
      let isShare = rule.limit.unit == .percentagePoint
      let slack = isShare ? rule.slack * 100 : rule.slack
      guard slack > 1e-6 * max(1, abs(rule.limit.value)) else {
        return "\(rule.rule.name.printable) (met exactly, without cost)"
      }
      return "\(rule.rule.name.printable) (\(NumberText.significant(slack))\(isShare ? " points" : ""))"
    }
  }

  private func isBinding(_ rule: RulePrice) -> Bool { abs(rule.price.price) > Self.negligible(plan) }

  /// Below this a unit of a limit changes less than a millionth of the gain.
  private static func negligible(_ plan: Plan) -> Double { 1e-6 * max(abs(plan.totals.gain), 1e-6) }

  /// The direction in which the rule would have to move, and what that adds.
  private func price(_ rule: RulePrice) -> String {
    let unit = rule.limit.unit == .percentagePoint ? "point" : "unit"
    let direction = rule.price.price > 0 ? "more" : "less"
    let added = NumberText.significant(abs(rule.price.price))
    return "\(rule.rule.name.printable) (\(rule.limit.key) \(limitText(rule)): one \(unit) \(direction) adds \(added))"
  }

  private func limitText(_ rule: RulePrice) -> String {
    switch rule.limit.unit {
    case .percentagePoint: NumberText.percent(rule.limit.value, digits: 4)
    case .output: NumberText.asWritten(rule.limit.value)
    }
  }

  // MARK: Bounds

  /// For every lever the firms at its greatest level in some period, by what sets it.
  private var bounds: [String] {
    plan.alliance.levers.indices.flatMap { lever -> [String] in
      let schedule = plan.alliance.levers[lever]
      var sources: [BoundSource] = []
      var firms: [BoundSource: [String]] = [:]
      for (position, firm) in plan.firms.enumerated() {
        guard firm.periods.contains(where: { $0.levers[lever].position == .atUpper }) else { continue }
        let source = schedule.upperSource[position]
        if firms[source] == nil { sources.append(source) }
        firms[source, default: []].append(firm.name.printable)
      }
      return sources.map { source in
        let names = firms[source] ?? []
        let who = names.count == plan.firms.count ? "every firm" : shortList(names)
        return "\(terms.lever(lever)) of \(who) (\(source.phrase))"
      }
    }
  }

  // MARK: Fitted range

  private var outside: [String] {
    let ranges = plan.alliance.model.variables.compactMap(\.range)
    guard !ranges.isEmpty else { return ["not known: the model gives no ranges"] }
    var keys: [Group] = []
    var values: [Group: [(firm: FirmID, value: Double)]] = [:]
    for entry in plan.outsideFittedRange {
      let key = Group(entry)
      if values[key] == nil { keys.append(key) }
      // One value a firm: the one farthest out, which stands last where a plan grows.
      values[key, default: []].removeAll { $0.firm == entry.firm }
      values[key, default: []].append((entry.firm, entry.value))
    }
    guard !keys.isEmpty else { return ["none"] }
    return keys.map { key in
      let firms = (values[key] ?? []).map { "\(terms.name($0.firm)) \(NumberText.significant($0.value, digits: 4))" }
      return "\(key.variable.printable)\(key.isBaseline ? ", as given" : ""): \(shortList(firms)) (fitted "
        + "\(NumberText.significant(key.minimum, digits: 4)) to \(NumberText.significant(key.maximum, digits: 4)))"
    }
  }

  private struct Group: Hashable {
    let variable: String
    let isBaseline: Bool
    let minimum: Double
    let maximum: Double

    init(_ entry: OutsideFittedRange) {
      variable = entry.variable
      isBaseline = entry.isBaseline
      minimum = entry.fittedMinimum
      maximum = entry.fittedMaximum
    }
  }
}
