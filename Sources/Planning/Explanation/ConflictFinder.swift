import Alliances
import LinearProgramming

/// Finds the demands that cannot be met together.
///
/// A deletion filter: every demand in turn is left out; when the rest is still infeasible it stays out, else it belongs
/// to the conflict. What remains is irreducible.
///
/// Source: J. W. Chinneck & E. W. Dravnieks, Locating minimal infeasible constraint sets in linear programs,
/// ORSA Journal on Computing 3 (1991), 157–168.
struct ConflictFinder {
  let search: DirectionSearch

  /// The conflict of an alliance that has no plan, among the demands of `contradiction` where one is known.
  func conflict(
    in formulation: Formulation, showing contradiction: Contradiction? = nil
  ) throws(PlanningError) -> Conflict {
    let all = formulation.demands
    var left: [Conflict.Demand] = []
    var dropped: [Conflict.Demand] = []
    if let contradiction { dropped = all.filter { !contradiction.involves($0) } }
    for demand in all where !dropped.contains(demand) {
      if try isFeasible(formulation, without: dropped + [demand]) {
        left.append(demand)
      } else {
        dropped.append(demand)
      }
    }
    var removable: [Conflict.Demand] = []
    for demand in left where try isFeasible(formulation, without: [demand]) { removable.append(demand) }
    let finder = RepairFinder(search: search, alliance: formulation.alliance)
    return Conflict(
      alliance: formulation.alliance, contradiction: contradiction, demands: left, removable: removable,
      repairs: try finder.repairs(of: left, removable: removable),
      jointlyRemovable: removable.isEmpty ? try jointlyRemovable(among: all, in: formulation) : [],
      greatestGain: left.contains(.target) ? try greatestGain(in: formulation) : nil)
  }

  /// The most that can be gained where no target is set; nil where there is no plan even so.
  private func greatestGain(in formulation: Formulation) throws(PlanningError) -> Double? {
    var description = formulation.alliance.description
    description.objective = .gain
    // Nothing that was sound with a target is wrong without one.
    guard let alliance = try? Alliance(description) else { return nil }
    let known = alliance.knowing(standaloneWorths: formulation.alliance.standaloneWorths)
    return try search.best(of: Formulation(known)).map { PlanReading($0).objective.value }
  }

  /// Demands without which together there is a plan, each of them needed: every demand in turn is put back, and stays where
  /// there is a plan with it. None where the bounds alone allow no plan.
  private func jointlyRemovable(
    among demands: [Conflict.Demand], in formulation: Formulation
  ) throws(PlanningError) -> [Conflict.Demand] {
    guard try isFeasible(formulation, without: demands) else { return [] }
    var left = demands
    for demand in demands {
      let fewer = left.filter { $0 != demand }
      if try isFeasible(formulation, without: fewer) { left = fewer }
    }
    return left
  }

  private func isFeasible(
    _ formulation: Formulation, without demands: [Conflict.Demand]
  ) throws(PlanningError) -> Bool {
    var relaxed = formulation
    for demand in demands { relaxed.release(demand) }
    return try search.hasPlan(relaxed)
  }
}

extension Formulation {
  /// What the user could give up, in the order of the filter: what is tried first stays in a conflict only if it must,
  /// so a conflict is told by rules wherever rules alone make one.
  fileprivate var demands: [Conflict.Demand] {
    let budgets: [Conflict.Demand] =
      switch alliance.description.budget {
      case .horizon: [.budget(period: nil)]
      case .perPeriod: alliance.periods.indices.map { .budget(period: $0) }
      }
    let minimums = alliance.levers.indices.filter { lever in
      let schedule = alliance.levers[lever]
      return zip(schedule.lower, schedule.baseline).contains { $0 > $1 }
    }
    let contributions: [Conflict.Demand] = alliance.description.contributions == nil ? [] : [.contributions]
    let pooling: [Conflict.Demand] = poolingRows.isEmpty ? [] : [.pooling]
    return budgets + grantDemands + contributions + pooling + minimums.map { .minimum(lever: $0) }
      + switchCounts
      + alliance.description.rules.indices.map { .rule($0) } + (targetRow == nil ? [] : [.target])
  }

  /// The limits on how many firms switch a lever on, where they could be too low.
  private var switchCounts: [Conflict.Demand] {
    alliance.levers.indices.compactMap { lever in
      guard case .switch(.some, _) = alliance.levers[lever].lever.kind else { return nil }
      return .switchCount(lever: lever)
    }
  }

  /// The amounts and the matches of the grants.
  private var grantDemands: [Conflict.Demand] {
    let matches = alliance.description.grants.indices.filter { alliance.description.grants[$0].match != nil }
    return grantLimits.map { .grant($0.grant, period: $0.period) } + matches.map { .match(grant: $0) }
  }

  /// Leaves a demand out of the program.
  mutating func release(_ demand: Conflict.Demand) {
    switch demand {
    case .rule(let position):
      gainRates.removeAll { $0.rule == position }
      for (row, element) in zip(program.rows, rowElements) where element.rule == position {
        program.setBounds(of: row, to: .free)
      }
    case .budget(let period):
      for row in rows(ofBudget: period ?? 0) { program.setBounds(of: row, to: .free) }
    case .grant(let grant, let period): releaseGrant(grant, period: period)
    case .match(let grant): releaseMatch(ofGrant: grant)
    case .contributions: releaseContributions()
    case .pooling: for row in poolingRows { program.setBounds(of: row, to: .free) }
    case .minimum(let lever): releaseMinimums(of: lever)
    case .switchCount(let lever): releaseSwitchCount(of: lever)
    case .target: if let targetRow { program.setBounds(of: targetRow, to: .free) }
    }
  }

  /// Lets every firm's level of `lever` fall to its baseline.
  private mutating func releaseMinimums(of lever: Int) {
    let schedule = alliance.levers[lever]
    for (variable, element) in zip(program.variables, variableElements) {
      let upper = program.bounds(of: variable).upper
      switch element {
      case .raise(lever, _, _): program.setBounds(of: variable, to: Bounds(0, upper))
      case .headcount(lever, let firm, _):
        let least = alliance.isCandidate(firm) ? 0 : schedule.baseline[firm]
        program.setBounds(of: variable, to: Bounds(least, upper))
      case .switchedOn(lever, let firm, _):
        program.setBounds(of: variable, to: Bounds(min(schedule.lower[firm], schedule.baseline[firm]), upper))
      default: break
      }
    }
    for (row, element) in zip(program.rows, rowElements) {
      if case .ifJoined(let bounded, .least) = element, bounded.isLevel(of: lever) {
        // Heads are never fewer than the firm brought along.
        releaseMinimum(in: row, of: bounded)
        continue
      }
      guard case .level(lever, let firm, _) = element else { continue }
      let lower = min(schedule.lower[firm], schedule.baseline[firm])
      program.setBounds(of: row, to: Bounds(lower, program.bounds(of: row).upper))
    }
  }

  /// Lets the level of a candidate that joins fall to its baseline.
  private mutating func releaseMinimum(in row: Row, of element: ProgramElement) {
    program.setBounds(of: row, to: .free)
    switch element {
    case .headcount(let lever, let firm, let period):
      guard let employed = talent[lever]?.employed[alliance.entry(firm: firm, period: period)] else { return }
      let baseline = alliance.levers[lever].baseline[firm]
      require(employed, of: firm, in: Bounds(baseline, .infinity), element)
    case .level(let lever, let firm, let period), .switchedOn(let lever, let firm, let period):
      let least = min(alliance.levers[lever].lower[firm], alliance.levers[lever].baseline[firm])
      require(
        levels[lever][alliance.entry(firm: firm, period: period)], of: firm, in: Bounds(least, .infinity), element)
    default: break
    }
  }
}

extension ProgramElement {
  /// Whether this is what a level of `lever` is made of and bounded in.
  fileprivate func isLevel(of lever: Int) -> Bool {
    switch self {
    case .raise(lever, _, _), .headcount(lever, _, _), .level(lever, _, _), .switchedOn(lever, _, _): true
    default: false
    }
  }
}
