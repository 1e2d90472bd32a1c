import Alliances
import Planning

/// What a plan does to the output: how much it raises or lowers it, or why it leaves everything as it is.
struct PlanYield {
  let plan: Plan

  private var terms: AllianceTerms { AllianceTerms(alliance: plan.alliance) }

  /// One sentence a line.
  var sentences: [String] { [effect] + ObjectiveTerms(plan: plan).sentences + latent + losers + netValue }

  // MARK: Effect

  private var effect: String {
    let negligible = 1e-9 * max(1, abs(plan.totals.baselineOutput))
    if plan.totals.gain > negligible { return "\(spending) raises \(terms.response) by \(size)." }
    if plan.totals.gain < -negligible { return "\(spending) lowers \(terms.response) by \(size)\(compulsion)." }
    if isSpending { return "\(spending) leaves \(terms.response) as it is\(compulsion)." }
    return "The plan spends nothing and changes nothing\(inaction)."
  }

  private var isSpending: Bool { abs(plan.totals.spending) + plan.totals.joiningCosts > 1e-9 * max(1, sources.total) }

  private var sources: MoneySources { MoneySources(plan: plan) }

  private var spending: String {
    let joining = plan.totals.joiningCosts
    let decimals = NumberText.decimals(for: [sources.total, plan.totals.spending, joining])
    let spent = NumberText.fixed(plan.totals.spending, decimals: decimals)
    let onJoining = joining == 0 ? "" : ", and \(NumberText.fixed(joining, decimals: decimals)) on joining,"
    return "Spending \(spent)\(onJoining) of \(sources.phrase(decimals: decimals))"
  }

  /// The change without its sign, as a number and as a share of what there would be without the plan, discounted alike.
  private var size: String {
    let change = abs(plan.totals.gain)
    let discount = plan.alliance.discountFactors
    let baseline = plan.firms.reduce(0) { sum, firm in
      zip(firm.periods, discount).reduce(sum) { $0 + $1.0.baselineOutput * $1.1 }
    }
    let share = baseline > 0 ? " (\(NumberText.percent(change / baseline)))" : ""
    return NumberText.fixed(change, decimals: NumberText.decimals(for: [change])) + share + discounting
  }

  private var discounting: String {
    guard terms.isDiscounted else { return "" }
    let rate = plan.alliance.description.discountRate
    return ", later periods discounted at \(NumberText.percent(rate, digits: 4))"
  }

  // MARK: Reasons

  /// Why a plan that gains nothing spends at all: some level has to leave its baseline.
  private var compulsion: String {
    let levers = plan.alliance.levers
    if levers.contains(where: { zip($0.lower, $0.baseline).contains { $0 > $1 } }) {
      return ", since least levels must be met"
    }
    if levers.contains(where: { zip($0.upper, $0.baseline).contains { $0 < $1 } }) {
      return ", since greatest levels must be kept"
    }
    return ""
  }

  /// Why a plan spends nothing, as far as one reason covers it; idle money has sentences of its own.
  private var inaction: String {
    for case .rulesForbidSpending(let rules) in plan.warnings {
      let names = shortList(rules.map(quoted))
      return ", because \(names) \(rules.count == 1 ? "allows" : "together allow") no spending at all"
    }
    if !sources.areThere { return ": there is no money to spend" }
    let obstacles = plan.idleMoney?.reasons.map(\.obstacle) ?? []
    let isUseless = !obstacles.isEmpty && obstacles.allSatisfy { $0 == .noGain }
    if isUseless { return ": nothing that may be planned would raise \(terms.response)" }
    let isTooDear = obstacles.contains(.notWorthIt) && obstacles.allSatisfy { $0 == .noGain || $0 == .notWorthIt }
    return isTooDear ? ": nothing that may be planned is worth its cost" : ""
  }

  // MARK: Index

  private var latent: [String] {
    guard let expected = plan.totals.expectedGain else { return [] }
    let gain = NumberText.fixed(expected, decimals: NumberText.decimals(for: [expected]))
    return [
      "Gains are counted on the latent index, as response: latent asks; by the model's expected output this plan gains "
        + "\(gain)."
    ]
  }

  // MARK: Losers

  /// The firms whose output falls over the horizon, the greatest losses first.
  private var losers: [String] {
    let negligible = 1e-9 * max(1, abs(plan.totals.baselineOutput))
    let losers = plan.firms.filter { $0.gain < -negligible }.sorted { $0.gain < $1.gain }
    guard !losers.isEmpty else { return [] }
    let named = losers.prefix(3).map { "\($0.name.printable) \(NumberText.significant(-$0.gain))" }
    let further = losers.count > 3 ? ["\(losers.count - 3) more"] : []
    let verb = losers.count == 1 ? "One firm loses" : "\(losers.count) firms lose"
    return ["\(verb) \(terms.response)\(terms.isDiscounted ? ", discounted" : ""): \(listed(named + further))."]
  }

  // MARK: Money

  /// What the plan is worth in money, where the alliance says what output is worth.
  private var netValue: [String] {
    let value = plan.alliance.description.outputValue
    let isMaximised = plan.objective.kind == .netValue
    guard value != 1 || isMaximised else { return [] }
    let net = NumberText.fixed(plan.totals.netValue, decimals: NumberText.decimals(for: [plan.totals.netValue]))
    let discounted = terms.isDiscounted ? ", discounted" : ""
    return [
      "At \(terms.money(NumberText.asWritten(value))) per unit of output the plan's net value is "
        + "\(terms.money(net))\(discounted)\(isMaximised ? "; no plan has a greater one" : "")."
    ]
  }
}
