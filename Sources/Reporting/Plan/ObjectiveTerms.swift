import Alliances
import Planning

/// How a plan's report speaks of what the plan was made for.
struct ObjectiveTerms {
  let plan: Plan

  private var kind: Objective { plan.objective.kind }

  /// The price as what moving the limit improves: positive where a greater limit makes a better plan.
  func improvement(_ price: ShadowPrice) -> ShadowPrice {
    kind.isMinimised ? price.scaled(by: -1) : price
  }

  /// What a better limit does to the figure, as in `one more million adds 0.3`.
  var verb: String { kind.isMinimised ? "saves" : "adds" }

  /// The same verb without its ending.
  var infinitive: String { kind.isMinimised ? "save" : "add" }

  /// To what it is added, where that is not the gain of the alliance.
  var addition: String {
    switch kind {
    case .gain, .cost: ""
    case .netValue: " to the net value"
    case .worstGain: " to the smallest gain"
    }
  }

  /// About how large the figure is, to tell prices from rounding.
  var size: Double {
    let gain = abs(plan.totals.gain)
    let scale =
      switch kind {
      case .gain: gain
      case .netValue: plan.alliance.description.outputValue * gain
      case .worstGain: gain / Double(max(1, plan.firms.count))
      case .cost: abs(plan.totals.spending)
      }
    return max(abs(plan.objective.value), scale, 1e-6)
  }

  /// What the plan reaches of what it was made for, one sentence a line; nothing for the gain, of which all else speaks.
  var sentences: [String] {
    switch kind {
    case .gain, .netValue: []
    case .worstGain: [smallestGain]
    case .cost(let targetGain): [leastCost(targetGain)]
    }
  }

  private var terms: AllianceTerms { AllianceTerms(alliance: plan.alliance) }

  private var smallestGain: String {
    let value = plan.objective.value
    let near = 1e-6 * size
    // Candidates that join may gain less: the figure is that of members.
    let members = plan.firms.prefix(plan.alliance.memberCount)
    let noun = plan.partners.isEmpty ? "firm" : "member"
    let least = members.filter { $0.gain <= value + near }
    let who = least.count == members.count ? "every \(noun)" : shortList(least.map { $0.name.printable })
    let discounted = terms.isDiscounted ? ", discounted" : ""
    return "The smallest gain of a \(noun) is \(figure(value))\(discounted) (\(who)), as large as it can be."
  }

  private func leastCost(_ targetGain: Double) -> String {
    let discounted = terms.isDiscounted ? ", \(terms.money(figure(plan.objective.value))) discounted" : ""
    return "No plan reaches the target gain of \(NumberText.asWritten(targetGain)) at a lower cost\(discounted)."
  }

  private func figure(_ value: Double) -> String {
    NumberText.fixed(value, decimals: NumberText.decimals(for: [value]))
  }
}
