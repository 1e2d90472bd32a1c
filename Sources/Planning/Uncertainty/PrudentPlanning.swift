import Alliances
import LinearProgramming

extension Planner {
  /// The plan of `alliance` that is best by `criterion`; all rules, funds and decisions stay in force, with their
  /// figures at the estimated parameters. It is checked as every plan is.
  ///
  /// - Parameter start: the plan of a similar alliance by such a criterion, near which the search begins.
  /// - Throws: as `bestPlan(of:settling:from:)`.
  public func prudentPlan(
    of alliance: Alliance, by criterion: PrudentCriterion, from start: PlanStart? = nil
  ) throws(PlanningError) -> PrudentOutcome {
    var formulation = try knowingStandaloneWorths(Formulation(alliance))
    guard alliance.contradiction == nil else { return .infeasible }
    do throws(PrudenceObstacle) {
      try formulation.adopt(criterion)
    } catch {
      return .refused(error)
    }
    let search = DirectionSearch(
      method: TangentMethod(solver: solver, clock: SearchClock(limits)), from: start, adding: &formulation)
    guard let found = try search.best(of: formulation) else { return .infeasible }
    let proved = try proved(found)
    let plan = proved.plan(
      of: proved.account, prices: .none, forbidding: [], certificate: found.certificate,
      partnerWorths: alliance.candidates.map { _ in nil }, solver: solver.name)
    return .plan(PrudentPlan(plan: plan, bound: max(found.bound, found.best.bound)))
  }
}
