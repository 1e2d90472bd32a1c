import Alliances
import Planning

/// What holds a plan back, and what it costs: rules, budgets, bounds of levers, the fitted range.
struct PlanLimits {
  let plan: Plan

  private var terms: AllianceTerms { AllianceTerms(alliance: plan.alliance) }

  /// Labels, each with what stands under it.
  var entries: [(label: String, items: [String])] {
    [
      ("binding", binding), ("to spare", spare), ("rules on partners", partners),
      ("at their greatest level", GreatestLevels(plan: plan).items),
      ("outside the fitted range", outside),
    ].filter { !$0.items.isEmpty }
  }

  // MARK: Rules and budgets

  private var binding: [String] {
    let negligible = PlanHeadline.negligible(plan)
    let funds = plan.prices.filter { objective.improvement($0.price).price > negligible }.map { fund in
      let name =
        switch fund.fund {
        case .budget: "budget"
        case .grant(let name): name.printable
        }
      return "\(name)\(fund.period.map { " \($0.printable)" } ?? "") "
        + "(\(NumberText.significant(objective.improvement(fund.price).price)) per \(terms.moneyUnit))"
    }
    let items = plan.rules.filter(isBinding).map(price) + funds + pooling + target
    return items.isEmpty ? ["neither rules nor budgets"] : items
  }

  /// What one percentage point of contributions that is pooled more adds.
  private var pooling: [String] {
    guard let pooling = plan.pooling else { return [] }
    let price = objective.improvement(pooling.price)
    guard price.price > Self.negligible(plan) else { return [] }
    let text = PriceText(price: price, limit: pooling.share, unit: 0.01)
    let adds =
      text.isMarginal
      ? "at the margin \(text.amount) per point" : "one point more \(objective.verb) \(text.amount)"
    let share = NumberText.percent(pooling.share, digits: 4)
    return ["pooling (\(share): \(adds)\(range(of: text, .percentagePoint)))"]
  }

  private var objective: ObjectiveTerms { ObjectiveTerms(plan: plan) }

  private var target: [String] {
    guard let target = plan.target, target.price.price > 1e-9 * objective.size / max(1, target.gain) else { return [] }
    return ["target gain \(NumberText.asWritten(target.gain)) (\(NumberText.significant(target.price.price)) per unit)"]
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

  /// The rules about who joins, which no price belongs to, with what they leave.
  private var partners: [String] {
    plan.partnerRules.map { rule in
      let left = rule.slack.map { " (\(NumberText.significant(max(0, $0))) to spare)" } ?? ""
      return "\(rule.rule.name.printable)\(left)"
    }
  }

  private func isBinding(_ rule: RulePrice) -> Bool { abs(rule.price.price) > Self.negligible(plan) }

  /// Below this a unit of a limit changes less than a millionth of the objective.
  private static func negligible(_ plan: Plan) -> Double { 1e-6 * ObjectiveTerms(plan: plan).size }

  /// The direction in which the rule would have to move, what that adds, and how far.
  private func price(_ rule: RulePrice) -> String {
    let isShare = rule.limit.unit == .percentagePoint
    let text = PriceText(price: objective.improvement(rule.price), limit: rule.limit.value, unit: isShare ? 0.01 : 1)
    let unit = unitName(rule.limit.unit)
    let side = text.isLess ? "less" : "more"
    let adds =
      text.isMarginal
      ? "at the margin \(text.amount) per \(unit)\(text.isLess ? " less" : "")"
      : "one \(unit) \(side) \(objective.verb) \(text.amount)"
    let limit = limitText(rule.limit.value, rule.limit.unit, digits: isShare ? 4 : 12)
    return "\(rule.rule.name.printable) (\(rule.limit.key) \(limit): \(adds)\(range(of: text, rule.limit.unit)))"
  }

  /// How far the price holds; shares of all and of nothing are no ends.
  private func range(of text: PriceText, _ unit: RulePrice.Unit) -> String {
    if unit == .percentagePoint, text.isLess ? text.end <= 0 : text.end >= 1 { return "" }
    guard let end = text.endText(digits: 3, { limitText($0, unit, digits: $1) }) else { return "" }
    return ", \(text.isLess ? "down" : "up") to \(end)"
  }

  private func limitText(_ value: Double, _ unit: RulePrice.Unit, digits: Int) -> String {
    switch unit {
    case .percentagePoint: NumberText.percent(value, digits: digits)
    case .output, .currency, .risk: NumberText.asWritten(value, digits: digits)
    }
  }

  private func unitName(_ unit: RulePrice.Unit) -> String {
    switch unit {
    case .percentagePoint: "point"
    case .output: "unit"
    case .currency: terms.moneyUnit
    case .risk: "unit of risk"
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
