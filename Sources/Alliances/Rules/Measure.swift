/// What a rule counts of every firm.
public enum Measure: String, Sendable, Hashable, CaseIterable {
  /// What its levers cost [currency]; negative where refunds exceed costs.
  case allocation
  /// What it puts in itself [currency].
  case contribution
}

extension Rule.Demand {
  /// What the demand counts of every firm; nil where it counts gains, what all firms spend, or who joins.
  public var measure: Measure? {
    switch self {
    case .groupShare(let rule): rule.measure
    case .eachMember(let rule): rule.measure
    case .risk(let rule): rule.measure
    case .proportion(let rule): rule.measure
    case .gainFloor, .spendingCap, .winWin, .partners, .apart, .together, .requires, .selectionRisk: nil
    }
  }

  /// The key of the alliance file that says what is counted.
  fileprivate var keyOfMeasure: String? {
    switch self {
    case .groupShare: "share"
    case .eachMember: "each_member"
    case .risk: "by"
    case .proportion: "proportional"
    case .gainFloor, .spendingCap, .winWin, .partners, .apart, .together, .requires, .selectionRisk: nil
    }
  }
}

extension AllianceDescription {
  /// Rules on contributions where no firm contributes.
  func problemsOfMeasures() -> [AllianceProblem] {
    guard contributions == nil else { return [] }
    return rules.enumerated().compactMap { position, rule in
      guard rule.demand.measure == .contribution, let key = rule.demand.keyOfMeasure else { return nil }
      return AllianceProblem(.ruleWithoutContributions(rule.name), at: .key(["policies", "\(position)", key]))
    }
  }
}
