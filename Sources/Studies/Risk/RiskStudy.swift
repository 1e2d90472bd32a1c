import Alliances
import LinearProgramming
import Planning
import Regression
import SourceText
import Statistics

/// Makes the study of an alliance's risk: all plans that it takes, then what they come to.
struct RiskStudy {
  let alliance: Alliance
  let settings: Risk.Settings
  let planner: Planner
  let draws: CoefficientDraws
  let models: [InnovationModel]
  let terms: TermRows
  let onStep: @Sendable () -> Void

  init(
    of alliance: Alliance, _ settings: Risk.Settings, planner: Planner, draws: CoefficientDraws,
    onStep: @escaping @Sendable () -> Void
  ) {
    self.alliance = alliance
    self.settings = settings
    self.planner = planner
    self.draws = draws
    self.onStep = onStep
    models = (0..<settings.draws).map(draws.model)
    terms = TermRows(alliance)
  }

  /// A plan before it is compared with others.
  struct Draft: Sendable {
    var kind: Risk.Kind
    var figure: PlanFigure
    var levels: PlannedLevels
    var spending: Double
    /// Near which similar plans are looked for; nil where nothing is known.
    var start: PlanStart?
    var correction: PromiseCorrection?
    var isChosenAmongPlans = false
  }

  func draft(_ kind: Risk.Kind, _ plan: Plan) -> Draft {
    Draft(
      kind: kind, figure: PlanFigure(plan, of: alliance, terms), levels: PlannedLevels(plan, in: alliance),
      spending: plan.totals.spending + plan.totals.joiningCosts, start: plan.start)
  }

  // MARK: Plans

  /// The best plans of `alliance` under each draw, looked for near `start`.
  func replanned(_ alliance: Alliance, from start: PlanStart?) throws(PlanningError) -> Replanning {
    try Replanning(alliance, under: models, from: start, terms, by: planner, onStep: onStep)
  }

  /// The correction of the promise of `draft`, whose way of planning leads to `replanning` under the draws. A way that
  /// makes the figure as large as can be is `maximising`.
  func correction(of draft: Draft, _ replanning: Replanning, maximising: Bool) -> PromiseCorrection? {
    PromiseCorrection(of: draft.figure, in: alliance, replanning.figures, by: models, maximising: maximising)
  }

  /// What looking for the best plan in proportion to the basis came to.
  enum Proportional {
    case draft(Draft)
    case spendsNothing
    case none
    case failed
  }

  /// The best plan among those in proportion to the basis, its promise corrected, and the basis that it has. One that
  /// spends nothing where the plan `nominal` spends something is no comparison for it.
  func proportional(beside nominal: Draft) throws(PlanningError) -> (outcome: Proportional, basis: ProportionalBasis) {
    let policy = alliance.proportional(to: settings.basis, tolerance: settings.tolerance)
    func skip(_ outcome: Proportional) -> (outcome: Proportional, basis: ProportionalBasis) {
      for _ in models { onStep() }
      return (outcome, policy.basis)
    }
    guard let own = try? Alliance(policy.description) else { return skip(.none) }
    let found: Plan?
    do throws(PlanningError) {
      found = try planner.bestPlan(of: own, from: nominal.start)
    } catch .stopped(.interrupted) {
      throw .stopped(.interrupted)
    } catch {
      return skip(.failed)
    }
    guard let found else { return skip(.none) }
    var draft = draft(.proportional, found)
    let nothing = alliance.rounding.money
    if abs(draft.spending) <= nothing, abs(nominal.spending) > nothing { return skip(.spendsNothing) }
    draft.correction = correction(of: draft, try replanned(own, from: found.start), maximising: true)
    return (.draft(draft), policy.basis)
  }

  // MARK: Caution

  /// The mean of the worst draws, which are those of the study moved to parameters that lie `deviation` from the
  /// estimates.
  private func tailCriterion(movedBy deviation: [Double]?) -> PrudentCriterion {
    let drawn = models.map { model in
      deviation.map { zip(model.parameters, $0).map(+) } ?? model.parameters
    }
    return .tail(share: settings.tailShare, draws: drawn)
  }

  private var worstCaseCriterion: PrudentCriterion {
    .worstCase(directions: draws.directions, count: settings.directionCount)
  }

  /// What looking for a cautious plan came to.
  enum Caution {
    case draft(Draft)
    case refused(PrudenceObstacle)
    case failed
  }

  /// The plan with the best mean of the worst draws, its promise corrected.
  func tail() throws(PlanningError) -> Caution {
    try cautious(.tail) { tailCriterion(movedBy: $0) }
  }

  /// The plan with the best worst case, its promise corrected.
  func worstCase() throws(PlanningError) -> Caution {
    try cautious(.worstCase) { _ in worstCaseCriterion }
  }

  private func cautious(
    _ kind: Risk.Kind, _ criterion: ([Double]?) -> PrudentCriterion
  ) throws(PlanningError) -> Caution {
    let count = min(settings.cautiousReplans, models.count)
    func skip(_ caution: Caution) -> Caution {
      for _ in 0..<count { onStep() }
      return caution
    }
    let found: PrudentOutcome
    do throws(PlanningError) {
      found = try planner.prudentPlan(of: alliance, by: criterion(nil))
    } catch .stopped(.interrupted) {
      throw .stopped(.interrupted)
    } catch {
      return skip(.failed)
    }
    switch found {
    case .refused(let obstacle): return skip(.refused(obstacle))
    case .infeasible: return skip(.failed)
    case .plan(let prudent):
      var draft = draft(kind, prudent.plan)
      let criteria = (0..<count).map { criterion(draws.deviation($0)) }
      let replanning = try Replanning(under: count, of: alliance, terms, onStep: onStep) {
        [planner, alliance, models] (draw) throws(PlanningError) in
        try planner.checkForInterruption()
        guard let drawn = alliance.description.drawn(models[draw]),
          case .plan(let plan) = try planner.prudentPlan(of: drawn, by: criteria[draw], from: prudent.plan.start)
        else { return nil }
        return plan.plan
      }
      draft.correction = correction(of: draft, replanning, maximising: false)
      return .draft(draft)
    }
  }

  /// Of the plans that were made the one with the best mean of the worst draws: `drafts`, and those under the draws.
  ///
  /// Its promise has no correction: that would take the same choice anew under every draw.
  func bestOfTail(among drafts: [Draft], _ replanning: Replanning) -> Draft? {
    let plans = replanning.plans.map(\.plan)
    let means = concurrentMap(count: plans.count) { position in
      SampleSummary(models.map { plans[position].figure.value(by: $0) }).lowerTailMean(settings.tailShare)
    }
    var best: (draft: Draft, mean: Double)?
    for draft in drafts {
      let mean = SampleSummary(models.map { draft.figure.value(by: $0) }).lowerTailMean(settings.tailShare)
      if mean > best?.mean ?? -.infinity { best = (draft, mean) }
    }
    for (plan, mean) in zip(plans, means) where mean > best?.mean ?? -.infinity {
      best = (
        Draft(kind: .tail, figure: plan.figure, levels: plan.levels, spending: plan.spending, correction: nil), mean
      )
    }
    best?.draft.kind = .tail
    best?.draft.correction = nil
    best?.draft.isChosenAmongPlans = true
    return best?.draft
  }
}

extension CoefficientDraws {
  /// The principal directions of what the estimation leaves open, each as long as covers 95 % along it: 1.96 standard
  /// deviations. Coefficients are brought to a variance of 1 before, so that units of measurement do not matter.
  var directions: [[Double]] {
    let reach = Normal.quantile(0.975)
    return covariance.principalAxes.map { axis in axis.map { reach * $0 } }.filter { $0.contains { $0 != 0 } }
  }
}
