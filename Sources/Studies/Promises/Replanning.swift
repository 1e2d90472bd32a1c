import Alliances
import LinearProgramming
import Planning
import Regression
import Statistics

/// What a way of planning leads to under each draw of the parameters.
struct Replanning: Sendable {
  /// One entry a draw.
  let outcomes: [Outcome]

  /// What planning under one draw came to.
  enum Outcome: Sendable {
    /// A plan.
    case plan(DrawnPlan)
    /// No plan meets all demands under these parameters, or they describe no alliance.
    case none
    /// Planning failed.
    case failed
  }

  /// A plan that was made under drawn parameters.
  struct DrawnPlan: Sendable {
    let figure: PlanFigure
    let levels: PlannedLevels
    /// The cost of the levers and of joining over the horizon [currency].
    let spending: Double
    /// How far the search left it from the best, relative to its figure.
    let gap: Double
    let isStopped: Bool
  }

  /// Plans under each of `count` draws by `plan`, on all cores; `onStep` is called from any thread for each.
  ///
  /// - Throws: `PlanningError.stopped` after an interruption; draws for which planning fails otherwise are counted.
  init(
    under count: Int, of alliance: Alliance, _ terms: TermRows, onStep: @Sendable () -> Void,
    by plan: @Sendable (_ draw: Int) throws(PlanningError) -> Plan?
  ) throws(PlanningError) {
    outcomes = try concurrentMap(count: count) { (draw) throws(PlanningError) -> Outcome in
      defer { onStep() }
      do throws(PlanningError) {
        guard let plan = try plan(draw) else { return .none }
        return .plan(
          DrawnPlan(
            figure: PlanFigure(plan, of: alliance, terms), levels: PlannedLevels(plan, in: alliance),
            spending: plan.totals.spending + plan.totals.joiningCosts, gap: plan.objective.gap,
            isStopped: plan.isStopped))
      } catch .stopped(.interrupted) {
        throw .stopped(.interrupted)
      } catch {
        return .failed
      }
    }
  }

  /// The best plans of `alliance` under each of `models`, looked for near `start`.
  ///
  /// - Throws: as planning under one draw after another.
  init(
    _ alliance: Alliance, under models: [InnovationModel], from start: PlanStart?, _ terms: TermRows,
    by planner: Planner, onStep: @Sendable () -> Void
  ) throws(PlanningError) {
    try self.init(under: models.count, of: alliance, terms, onStep: onStep) { (draw) throws(PlanningError) in
      try planner.checkForInterruption()
      guard let drawn = alliance.description.drawn(models[draw]) else { return nil }
      return try planner.bestPlan(of: drawn, from: start)
    }
  }

  /// The figures of the plans.
  var figures: DrawnFigures {
    let plans = plans
    return DrawnFigures(draws: plans.map(\.draw), figures: plans.map(\.plan.figure))
  }

  /// The draws under which there is a plan, with it.
  var plans: [(draw: Int, plan: DrawnPlan)] {
    outcomes.enumerated().compactMap { draw, outcome in
      if case .plan(let plan) = outcome { (draw, plan) } else { nil }
    }
  }

  /// How many draws have no plan, and for how many planning failed.
  var missing: (infeasible: Int, failed: Int) {
    outcomes.reduce(into: (0, 0)) { counts, outcome in
      switch outcome {
      case .plan: break
      case .none: counts.0 += 1
      case .failed: counts.1 += 1
      }
    }
  }
}

/// The levels of a plan and who is in it.
struct PlannedLevels: Sendable {
  /// The level of every lever, by lever and entry; 0 for a firm that is not in the alliance.
  let planned: [[Double]]
  /// Whether each firm is in the alliance.
  let isIn: [Bool]

  init(_ plan: Plan, in alliance: Alliance) {
    var planned = alliance.levers.map { _ in
      [Double](repeating: 0, count: alliance.firms.count * alliance.periods.count)
    }
    var isIn = [Bool](repeating: false, count: alliance.firms.count)
    for firm in plan.firms {
      isIn[firm.position] = true
      for (period, own) in firm.periods.enumerated() {
        let entry = alliance.entry(firm: firm.position, period: period)
        for (lever, level) in own.levers.enumerated() { planned[lever][entry] = level.planned }
      }
    }
    self.planned = planned
    self.isIn = isIn
  }
}

extension AllianceDescription {
  /// The alliance with another model; nil where that describes none, as with outputs beyond all numbers.
  func drawn(_ model: InnovationModel) -> Alliance? {
    var copy = self
    copy.model = model
    return try? Alliance(copy)
  }
}
