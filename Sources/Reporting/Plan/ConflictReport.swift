import Alliances
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
  public struct Remedy: Sendable {
    /// The rule by its name, or the budget or least level in words.
    public let rule: String
    /// The kind of the change.
    public let action: Action
    /// The number that is changed; nil where a demand is given up, or several numbers are changed.
    public let repair: Repair?
    /// What to do.
    public let message: String
  }

  /// What is done with a demand.
  public enum Action: String, Sendable {
    /// A number is made greater.
    case raise
    /// A number is made smaller.
    case lower
    /// The demand is given up.
    case remove
  }

  /// The demands that clash, in the order of the file.
  public var items: [Item] {
    conflict.demands.map { Item(rule: name(of: $0), mark: mark($0), message: demand($0)) }
      .sorted { $0.mark < $1.mark }
  }

  /// The changes each of which alone is enough, those of the demands first, in the order of the file.
  public var remedies: [Remedy] {
    let demands = conflict.removable.sorted { mark($0) < mark($1) }
    let beside = conflict.repairs.filter { $0.demand == nil }
    return demands.flatMap { demand in
      let own = conflict.repairs.filter { $0.demand == demand }
      return own.isEmpty ? [removal(of: demand)] : own.map { remedy($0, name(of: demand)) }
    } + beside.map { remedy($0, terms.subject(of: $0.limit)) }
  }

  private func remedy(_ repair: Repair, _ rule: String) -> Remedy {
    Remedy(
      rule: rule, action: repair.change < 0 ? .lower : .raise, repair: repair,
      message: terms.instruction(for: repair))
  }

  /// What to do where no change of one number is enough.
  private func removal(of demand: Conflict.Demand) -> Remedy {
    let name = name(of: demand)
    func remedy(_ action: Action, _ message: String) -> Remedy {
      Remedy(rule: name, action: action, repair: nil, message: message)
    }
    switch demand {
    case .rule: return remedy(.remove, "remove the rule \(quoted(name))")
    case .grant: return remedy(.raise, "raise the amount of the \(name)")
    case .budget, .match: return remedy(.raise, "raise the \(name)")
    case .contributions: return remedy(.raise, "raise what several firms may contribute (\(columnOfContributions))")
    case .pooling: return remedy(.raise, "pool more of what firms contribute")
    case .minimum(let lever):
      return remedy(.lower, "lower the least levels of \(terms.lever(lever)) of several firms")
    case .switchCount(let lever): return remedy(.raise, "let more firms switch \(terms.lever(lever)) on")
    case .target: return remedy(.lower, "lower the target gain")
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

  /// The names of the demands that have to give way together, where giving up one is not enough.
  public var together: [String] { conflict.jointlyRemovable.map { name(of: $0) } }

  // MARK: Words

  private var terms: AllianceTerms { AllianceTerms(alliance: conflict.alliance) }

  private var reason: String {
    if let contradiction = conflict.contradiction { return terms.reason(of: contradiction) }
    return switch conflict.demands.count {
    case 0: "the bounds of its levers alone cannot be met"
    case 1: "this demand cannot be met"
    default: "these demands cannot be met together, though without any one of them the others could"
    }
  }

  private var advice: [String] {
    guard !conflict.demands.isEmpty else { return [] }
    let remedies = remedies.map(\.message)
    guard remedies.count != 1 else { return ["It can be planned once you \(remedies[0])."] }
    guard remedies.isEmpty else {
      return ["It can be planned once you do one of these:"] + remedies.map { "- \($0)" }
    }
    let alone = "Giving up one of them is not enough: other demands clash as well and would show next."
    guard !conflict.jointlyRemovable.isEmpty else { return [alone] }
    return [alone, "It can be planned once all of these give way together: \(together.joined(separator: "; "))."]
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
