import Alliances
import Planning

/// The game among the firms of an alliance: what some of them could gain without the others.
///
/// A coalition plans for itself, with the levers, the talent and the money of its firms and with a part of the common money.
/// It is free of the rules about who gets what, which are terms of the alliance; who cannot go with whom, or not
/// without whom, stays so. Candidates bring no common money: a coalition without a member has none, and its firms, having
/// no alliance to join, each go alone. A coalition that cannot pay for its own least levels is worth nothing.
public struct AllianceGame: Sendable {
  /// The alliance whose gain is shared, with the objective that is counted.
  public let alliance: Alliance
  /// The positions of the players among its firms: the members, then the candidates that join.
  public let players: [Int]
  /// What part of the common money a coalition has.
  public let part: MoneyPart

  /// What part of the budget and of the grants a coalition has.
  public enum MoneyPart: String, Sendable, CaseIterable {
    /// As its members are a part of all members, by their number.
    case proportional
    /// All of it, as long as it has a member.
    case whole
    /// Nothing.
    case none
  }

  /// The game of the firms at the positions `players` of `alliance`, members first.
  public init(_ alliance: Alliance, players: [Int], part: MoneyPart) {
    self.alliance = alliance
    self.players = players
    self.part = part
  }

  /// The players' names.
  public var names: [String] { players.map { alliance.firms.ids[$0].description } }

  /// How many of the players are members.
  public var memberCount: Int { players.filter { !alliance.isCandidate($0) }.count }

  /// The part of the common money that is each player's own, by player.
  public var partsOfMoney: [Double] {
    let members = memberCount
    return players.map { alliance.isCandidate($0) ? 0 : 1 / Double(members) }
  }

  /// What a coalition is worth by itself.
  public struct Worth: Sendable {
    /// The figure of its best plan.
    public var amount: Double
    /// The relative gap up to which the plan is proved; the largest where each firm has a plan of its own.
    public var gap: Double
  }

  /// What a coalition of players, not everyone, is worth by itself; nil where it has no plan.
  ///
  /// - Throws: as planning does.
  public func worth(of coalition: Coalition, _ planner: Planner) throws(PlanningError) -> Worth? {
    let firms = coalition.members.map { players[$0] }
    let hasMember = firms.contains { !alliance.isCandidate($0) }
    guard !hasMember, firms.count > 1 else {
      return try worth(of: description(of: firms), planner)
    }
    var sum = Worth(amount: 0, gap: 0)
    for firm in firms {
      guard let own = try worth(of: description(of: [firm]), planner) else { continue }
      sum = Worth(amount: sum.amount + own.amount, gap: max(sum.gap, own.gap))
    }
    return sum
  }

  private func worth(of description: AllianceDescription, _ planner: Planner) throws(PlanningError) -> Worth? {
    // What was sound for all firms is sound for some of them, except that nothing may be left to plan.
    guard let own = try? Alliance(description) else { return nil }
    return try planner.bestPlan(of: own).map { Worth(amount: $0.objective.value, gap: $0.objective.gap) }
  }

  /// The alliance that the firms at positions `firms` would make by themselves.
  public func description(of firms: [Int]) -> AllianceDescription {
    var own = alliance.description
    own.firms = alliance.firms.selecting(firms)
    let members = firms.filter { !alliance.isCandidate($0) }.count
    own.scaleCommonMoney(by: share(ofMembers: members))
    own.keepPartnerRules(among: Set(own.firms.ids))
    return own
  }

  /// The same alliance with all players as candidates that may stay away, for a search among coalitions.
  public func descriptionOfOpenCoalition() -> AllianceDescription {
    var own = alliance.description
    own.firms = alliance.firms.selecting(players).asCandidates(joiningCosts: players.map { alliance.joiningCosts[$0] })
    own.scaleCommonMoney(by: part == .none ? 0 : 1)
    own.keepPartnerRules(among: Set(own.firms.ids))
    return own
  }

  private func share(ofMembers members: Int) -> Double {
    guard members > 0 else { return 0 }
    return switch part {
    case .proportional: Double(members) / Double(memberCount)
    case .whole: 1
    case .none: 0
    }
  }
}

extension AllianceDescription {
  /// Every budget and grant times `factor`; grants for which no firm is left go.
  fileprivate mutating func scaleCommonMoney(by factor: Double) {
    budget = budget.scaled(by: factor)
    grants = grants.compactMap { grant in
      var own = grant
      own.amount = grant.amount.scaled(by: factor)
      guard let eligible = grant.eligible else { return own }
      guard !eligible.positions(in: firms).isEmpty else { return nil }
      own.eligible = eligible.keepingValues(in: firms)
      return own
    }
  }

  /// Of the rules only those about who goes with whom, as far as they speak of `firms`; a firm that may not join without
  /// one that is not there stays out.
  fileprivate mutating func keepPartnerRules(among known: Set<FirmID>) {
    var barred: Set<FirmID> = []
    rules = rules.compactMap { rule in
      switch rule.demand {
      case .apart(let apart):
        let left = apart.firms.filter(known.contains)
        return left.count > 1 ? Rule(rule.name, .apart(Apart(left))) : nil
      case .together(let together):
        let left = together.firms.filter(known.contains)
        if left.count < together.firms.count { barred.formUnion(left) }
        return left.count > 1 ? Rule(rule.name, .together(Together(left))) : nil
      case .requires(let requirement):
        let own = requirement.pairs.filter { known.contains($0.firm) }
        barred.formUnion(own.filter { !known.contains($0.required) }.map(\.firm))
        let left = own.filter { known.contains($0.required) }
        return left.isEmpty ? nil : Rule(rule.name, .requires(Requirement(left)))
      default: return nil
      }
    }
    bar(barred)
  }

  /// Takes candidates out that may not join; a member stays whatever it requires.
  private mutating func bar(_ barred: Set<FirmID>) {
    let stays = firms.ids.indices.filter { firms.list(of: $0) == .members || !barred.contains(firms.ids[$0]) }
    guard stays.count < firms.count, !stays.isEmpty else { return }
    firms = firms.selecting(stays)
    keepPartnerRules(among: Set(firms.ids))
  }
}

extension Budget {
  fileprivate func scaled(by factor: Double) -> Budget {
    switch self {
    case .horizon(let amount): .horizon(factor * amount)
    case .perPeriod(let amounts): .perPeriod(amounts.map { factor * $0 })
    }
  }
}

extension FirmFilter {
  /// The same conditions without values that none of `firms` has.
  fileprivate func keepingValues(in firms: FirmTable) -> FirmFilter {
    FirmFilter(
      conditions.map { condition in
        let known = Set(firms.column(condition.column)?.texts.compactMap(\.self) ?? [])
        return .init(condition.column, in: condition.values.filter(known.contains))
      })
  }
}
