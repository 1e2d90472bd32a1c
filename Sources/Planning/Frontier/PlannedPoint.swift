import Alliances
import LinearProgramming

/// The best figure of the objective at one value of a limit, found by planning there.
public struct PlannedPoint: Sendable {
  /// The figure of the plan, by the model.
  public let figure: Double
  /// No plan does better than this.
  public let bound: Double
  /// Their distance, as of a plan.
  public let gap: Double
  /// Whether the search stopped short of its aim.
  public let isStopped: Bool
  /// The change of the figure per unit of the limit, by the shadow prices of the plan; nil where the limit does not
  /// move bounds alone, or something is decided or searched for.
  public let price: Double?
}

extension Planner {
  /// The best plan where the limit is `value`, or nil where there is none. For its price the limit is moved to
  /// `neighbour`.
  ///
  /// - Throws: as `bestPlan(of:)`.
  public func plannedPoint(
    of varied: VariedAlliance, at value: Double, neighbour: Double
  ) throws(PlanningError) -> PlannedPoint? {
    guard let alliance = try? varied.alliance(at: value), alliance.contradiction == nil else { return nil }
    let formulation = try knowingStandaloneWorths(Formulation(alliance))
    let search = DirectionSearch(method: method)
    guard let found = try search.best(of: formulation) else { return nil }
    let reading = try proved(found)
    let plan = reading.plan(
      of: reading.account, prices: .none, forbidding: [], certificate: found.certificate,
      partnerWorths: alliance.candidates.map { _ in nil }, solver: solver.name)
    let isPriced = formulation.decisions.isEmpty && formulation.gainRates.isEmpty && !found.isBranched
    return PlannedPoint(
      figure: plan.objective.value, bound: plan.objective.bound, gap: plan.objective.gap, isStopped: plan.isStopped,
      price: isPriced ? price(at: found, formulation, varied, from: value, to: neighbour) : nil)
  }

  /// Σ over the bounds that move of their prices times their rates.
  private func price(
    at found: DirectionSearch.Candidate, _ formulation: Formulation, _ varied: VariedAlliance, from value: Double,
    to neighbour: Double
  ) -> Double? {
    guard let moved = try? varied.alliance(at: neighbour) else { return nil }
    let known = moved.knowing(standaloneWorths: formulation.alliance.standaloneWorths)
    let other = Formulation(known).program
    guard !formulation.alliance.comparesWithStandalone || !varied.limit.concernsFirmsAlone,
      let rates = formulation.program.boundRates(to: other, over: neighbour - value)
    else { return nil }
    let best = found.best.solution
    func price(_ dual: Double, _ rate: BoundRates.Rate) -> Double {
      // The program maximises: a positive price is that of the upper end.
      dual * (dual > 0 ? rate.upper : rate.lower)
    }
    let ofRows = zip(best.rowDuals, rates.rows).reduce(0) { $0 + price($1.0, $1.1) }
    let ofColumns = zip(best.reducedCosts, rates.columns).reduce(0) { $0 + price($1.0, $1.1) }
    // Along all that the limit could be, such a price changes the figure by no more than rounding.
    let negligible = formulation.alliance.rounding.objective / max(abs(value), abs(neighbour))
    return formulation.figure(ofRows + ofColumns).orZero(within: negligible)
  }
}
