import Alliances
import Planning

/// Plans one alliance again and again with it settled which of its candidates join.
struct PartnerPlans: Sendable {
  let planner: Planner
  let alliance: Alliance
  /// The plan near which the others are looked for.
  let start: PlanStart?
  /// The terms of the model, whatever the coefficients.
  let terms: TermRows

  /// The best plan in which `firm` joins or stays out, the others deciding anew; nil where there is none.
  func plan(where firm: Int, joins: Bool) throws(PlanningError) -> Plan? {
    try planner.studyPlan(of: alliance, settling: [firm: joins], from: start)
  }

  /// The best plan in which exactly the candidates at `positions` join; nil where there is none.
  func plan(withOnly positions: Set<Int>) throws(PlanningError) -> Plan? {
    let settled = alliance.candidates.map { ($0, positions.contains($0)) }
    return try planner.studyPlan(of: alliance, settling: Dictionary(uniqueKeysWithValues: settled), from: start)
  }

  /// The figure of the best plan in which exactly the candidates at `positions` join.
  func figure(withOnly positions: Set<Int>) throws(PlanningError) -> PlannedFigure? {
    try plan(withOnly: positions).map { PlannedFigure($0) }
  }

  /// The plans of the same alliance where it costs `cost` [currency] that `firm` joins.
  ///
  /// - Throws: nothing in fact: a cost from 0 on keeps a sound alliance sound.
  func costing(_ cost: Double, of firm: Int) throws(AllianceProblems) -> PartnerPlans {
    var description = alliance.description
    let costs = FirmColumn(name: FirmTable.joiningCostColumn, alliance.joiningCosts)
    description.firms = description.firms.adding(costs).setting(costs.name, of: firm, to: cost)
    let changed = try Alliance(description).knowing(standaloneWorths: alliance.standaloneWorths)
    return PartnerPlans(planner: planner, alliance: changed, start: start, terms: terms)
  }
}
