import Alliances
import Planning

/// What a member is worth to its alliance: what would be lost if it left.
public struct MemberValue: Sendable {
  /// The position of the member in the alliance.
  public let firm: Int
  /// What it gains itself in the best plan [output].
  public let gain: Double
  /// What is lost without it.
  public let outcome: Outcome

  /// What leaving comes to.
  public enum Outcome: Sendable {
    /// The best plan of all less the best one without the member.
    case lost(Improvement, isStopped: Bool)
    /// Without the member no plan meets all demands.
    case noPlan
    /// Without the member something in the description does not make sense, such as shares that no longer add up.
    case notSound([AllianceProblem])
    /// Nobody else is a member.
    case last
  }
}

extension PartnerPlans {
  /// What the member at position `firm` is worth, `best` being the best plan with it.
  func value(ofMember firm: Int, best: Plan) throws(PlanningError) -> MemberValue {
    MemberValue(firm: firm, gain: best.gainsByFirm[firm], outcome: try outcome(without: firm, best: best))
  }

  private func outcome(without firm: Int, best: Plan) throws(PlanningError) -> MemberValue.Outcome {
    guard alliance.memberCount > 1 else { return .last }
    let departure = alliance.description.withoutMember(firm)
    let rest: Alliance
    do {
      rest = try Alliance(departure.description)
    } catch {
      return .notSound(error.problems)
    }
    let out = Dictionary(uniqueKeysWithValues: rest.firms.positions(of: departure.barred).map { ($0, false) })
    guard let plan = try planner.studyPlan(of: rest, settling: out) else { return .noPlan }
    return .lost(PlannedFigure(best).improvement(on: PlannedFigure(plan)), isStopped: best.isStopped || plan.isStopped)
  }
}

/// An alliance that a member has left.
public struct Departure: Sendable {
  /// The alliance of those who stay.
  public var description: AllianceDescription
  /// Candidates that cannot join any more, since they require the member.
  public var barred: [FirmID]
}

extension AllianceDescription {
  /// The same alliance without the member at position `firm`: its baseline, its contribution and its terms in sums of links are
  /// gone, the budget stays.
  ///
  /// Rules that name it: `apart` and `together` go on among the others, or end where fewer than two are left; what requires it
  /// cannot join if it is a candidate, and stays if it is a member; what it requires itself is required no more. A value that
  /// no firm has any more is taken out of the group of a rule or grant; a rule about a group of nobody ends, and so does a
  /// grant for which nobody is eligible.
  public func withoutMember(_ firm: Int) -> Departure {
    let id = firms.ids[firm]
    var copy = self
    copy.firms = firms.removing(firm)
    copy.rules = rules.compactMap { rule in
      rule.demand.without(id, among: copy.firms).map { Rule(rule.name, $0) }
    }
    copy.grants = grants.compactMap { grant in
      guard let eligible = grant.eligible else { return grant }
      var rest = grant
      rest.eligible = eligible.remaining(among: copy.firms)
      return rest.eligible == nil ? nil : rest
    }
    let pairs = rules.flatMap { rule -> [Requirement.Pair] in
      if case .requires(let requirement) = rule.demand { requirement.pairs } else { [] }
    }
    let candidates = Set(copy.firms.ids[copy.firms.positions(in: .candidates)])
    let barred = Set(pairs.filter { $0.required == id }.map(\.firm)).intersection(candidates)
    return Departure(description: copy, barred: copy.firms.ids.filter(barred.contains))
  }
}

extension Rule.Demand {
  /// The demand once `id` has left and `firms` are there; nil where nothing is left of it.
  fileprivate func without(_ id: FirmID, among firms: FirmTable) -> Rule.Demand? {
    switch self {
    case .apart(let apart):
      let rest = apart.firms.filter { $0 != id }
      return rest.count < 2 ? nil : .apart(Apart(rest))
    case .together(let together):
      let rest = together.firms.filter { $0 != id }
      return rest.count < 2 ? nil : .together(Together(rest))
    case .requires(let requirement):
      let rest = requirement.pairs.filter { $0.firm != id && $0.required != id }
      return rest.isEmpty ? nil : .requires(Requirement(rest))
    case .groupShare(var share):
      guard let group = share.group.remaining(among: firms) else { return nil }
      share.group = group
      return .groupShare(share)
    case .eachMember, .gainFloor, .spendingCap, .risk, .proportion, .winWin, .partners, .selectionRisk: return self
    }
  }
}

extension FirmFilter {
  /// The conditions with those of their values that a firm still has; nil where no firm meets them all.
  fileprivate func remaining(among firms: FirmTable) -> FirmFilter? {
    let rest = conditions.map { condition in
      let known = Set((firms.column(condition.column)?.texts ?? []).compactMap(\.self))
      return Condition(condition.column, in: condition.values.filter(known.contains))
    }
    let filter = FirmFilter(rest)
    return filter.positions(in: firms).isEmpty ? nil : filter
  }
}
