import Alliances
import Planning

/// Where the money of a plan comes from.
struct MoneySources {
  let plan: Plan

  /// All that comes in over the horizon [currency].
  var total: Double { parts.reduce(0) { $0 + $1.amount } }

  /// Whether any money could come in.
  var areThere: Bool {
    let areContributions = plan.alliance.contributionMaximums.contains { $0 > 0 }
    return total > 0 || areContributions || plan.grants.contains { $0.grant.match == nil && $0.grant.amount.total > 0 }
  }

  /// The total, and what it consists of where that is more than the budget, as in `70 (budget 60, contributions 10)`.
  func phrase(decimals: Int) -> String {
    let total = NumberText.fixed(total, decimals: decimals)
    guard parts.count > 1 else { return total }
    let amounts = NumberText.amounts(parts.map(\.amount), decimals: decimals)
    return "\(total) (\(zip(parts, amounts).map { "\($0.name) \($1)" }.joined(separator: ", ")))"
  }

  private var parts: [(name: String, amount: Double)] {
    var parts = [(name: "budget", amount: plan.money.reduce(0) { $0 + $1.budget })]
    if plan.alliance.description.contributions != nil { parts.append(("contributions", plan.totals.contributions)) }
    if !plan.grants.isEmpty { parts.append(("grants", plan.totals.grants)) }
    return parts
  }
}
