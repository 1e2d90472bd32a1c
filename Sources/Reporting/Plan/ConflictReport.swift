import Alliances
import Foundation
import Planning
import SourceText

/// An alliance that has no plan: which demands clash, and which of them could be given up.
public struct ConflictReport: Sendable {
  private let conflict: Conflict
  private let mark: @Sendable (Conflict.Demand) -> SourceMark

  /// The report of `conflict`; `mark` tells where a demand is made.
  public init(_ conflict: Conflict, mark: @escaping @Sendable (Conflict.Demand) -> SourceMark) {
    self.conflict = conflict
    self.mark = mark
  }

  /// A demand of the conflict in words.
  public struct Item: Sendable {
    /// The rule by its name, or the budget or least level in words.
    public let rule: String
    /// Where it stands.
    public let mark: SourceMark
    /// What it demands.
    public let message: String
  }

  /// A change after which the alliance can be planned.
  public struct Repair: Sendable {
    /// The rule by its name, or the budget or least level in words.
    public let rule: String
    /// The kind of the change.
    public let change: String
    /// What to do.
    public let message: String
  }

  /// The demands that clash, in the order of the file.
  public var items: [Item] {
    conflict.demands.map { Item(rule: name(of: $0), mark: mark($0), message: demand($0)) }
      .sorted { $0.mark < $1.mark }
  }

  /// The changes each of which alone is enough.
  public var repairs: [Repair] {
    conflict.removable.map { demand in
      switch demand {
      case .rule:
        Repair(rule: name(of: demand), change: "remove", message: "remove the rule \(quoted(name(of: demand)))")
      case .budget: Repair(rule: name(of: demand), change: "raise", message: "raise the \(name(of: demand))")
      case .grant:
        Repair(rule: name(of: demand), change: "raise", message: "raise the amount of the \(name(of: demand))")
      case .match:
        Repair(rule: name(of: demand), change: "raise", message: "raise the \(name(of: demand))")
      case .contributions:
        Repair(
          rule: name(of: demand), change: "raise",
          message: "raise what firms may contribute (\(columnOfContributions))")
      case .pooling:
        Repair(rule: name(of: demand), change: "raise", message: "pool more of what firms contribute")
      case .minimum(let lever):
        Repair(
          rule: name(of: demand), change: "lower",
          message: "lower the least levels of \(terms.lever(lever)) to the baselines")
      case .switchCount(let lever):
        Repair(
          rule: name(of: demand), change: "raise", message: "let more firms switch \(terms.lever(lever)) on")
      case .target: Repair(rule: name(of: demand), change: "lower", message: "lower the target gain\(reachable)")
      }
    }
  }

  /// The report in lines of `width` cells.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    let title = "\(conflict.alliance.description.name.printable) cannot be planned: \(reason)."
    var lines = title.wrapped(to: width, indent: 2).map(palette.bad) + [""]
    for item in items {
      lines += "\(item.mark.text): \(item.rule)\(item.message.isEmpty ? "" : ": \(item.message)")"
        .wrapped(to: width, indent: 4)
    }
    if !items.isEmpty { lines.append("") }
    lines += advice.flatMap { $0.wrapped(to: width, indent: 2) }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Words

  private var terms: AllianceTerms { AllianceTerms(alliance: conflict.alliance) }

  private var reason: String {
    switch conflict.demands.count {
    case 0: "the bounds of its levers alone cannot be met"
    case 1: "this demand cannot be met"
    default: "these demands cannot be met together, though without any one of them the others could"
    }
  }

  private var advice: [String] {
    guard !conflict.demands.isEmpty else { return [] }
    let repairs = repairs.map(\.message)
    guard !repairs.isEmpty else {
      return ["Giving up one of them is not enough: other demands clash as well and would show next."]
    }
    let opening = repairs.count == 1 ? "It can be planned once you " : "It can be planned once you do one of these: "
    return [opening + repairs.joined(separator: "; ") + "."]
  }

  /// How far the target has to come down: rounded down, so that the figure printed can be reached.
  private var reachable: String {
    guard let gain = conflict.greatestGain, gain >= 0 else { return "" }
    let decimals = NumberText.decimals(for: [gain])
    let unit = pow(10, -Double(decimals))
    return " to \(NumberText.fixed((gain / unit + 1e-6).rounded(.down) * unit, decimals: decimals)) or less"
  }

  private func name(of demand: Conflict.Demand) -> String {
    switch demand {
    case .rule(let position): conflict.alliance.description.rules[position].name.printable
    case .budget(let period): "budget" + (period.map { " of \(conflict.alliance.periods[$0].printable)" } ?? "")
    case .grant(let grant, let period):
      "grant \(terms.grant(grant))" + (period.map { " of \(conflict.alliance.periods[$0].printable)" } ?? "")
    case .match(let grant): "match of \(terms.grant(grant))"
    case .contributions: "contributions"
    case .pooling: "pooling"
    case .minimum(let lever): "least levels of \(terms.lever(lever))"
    case .switchCount(let lever): "max_count of \(terms.lever(lever))"
    case .target: "target gain"
    }
  }

  private func grantAmounts(_ grant: Int) -> [Double] {
    switch conflict.alliance.description.grants[grant].amount {
    case .horizon(let amount): [amount]
    case .perPeriod(let amounts): amounts
    }
  }

  private var columnOfContributions: String {
    conflict.alliance.description.contributions?.maximum.printable ?? ""
  }

  private func demand(_ demand: Conflict.Demand) -> String {
    switch demand {
    case .rule(let position): return terms.demand(of: conflict.alliance.description.rules[position])
    case .budget(let period):
      let amounts = conflict.alliance.description.budget.amounts(over: conflict.alliance.periods.count)
      let amount = NumberText.asWritten(amounts[period ?? 0])
      let description = conflict.alliance.description
      let isAlone = description.contributions == nil && description.grants.isEmpty
      return
        "\(isAlone ? "spending" : "what no other fund pays")\(period.map { terms.inPeriod($0) } ?? "") stays within "
        + amount
    case .grant(let grant, let period):
      let limits = grantAmounts(grant)
      return
        "no more than \(NumberText.asWritten(limits[period ?? 0])) is drawn of it\(period.map { terms.inPeriod($0) } ?? "")"
    case .match(let grant):
      let match = conflict.alliance.description.grants[grant].match ?? 0
      return "no more is drawn of it than \(NumberText.percent(match, digits: 4)) of what eligible firms contribute"
    case .contributions: return "no firm contributes more than its \(columnOfContributions) in a period"
    case .pooling:
      let share = NumberText.percent(conflict.alliance.description.pooling, digits: 4)
      return "\(share) of what firms contribute may pay for others"
    case .minimum(let lever): return "every firm's \(terms.lever(lever)) reaches its least level"
    case .switchCount(let lever):
      guard case .switch(let maximum?, _) = conflict.alliance.levers[lever].lever.kind else { return "" }
      return "at most \(counted(maximum, "firm")) \(maximum == 1 ? "switches" : "switch") it on in a period"
    case .target:
      let target = conflict.alliance.description.objective.targetGain ?? 0
      return "the gain is at least \(NumberText.asWritten(target))"
    }
  }
}
