import Alliances
import LinearProgramming

extension Planner {
  /// What the resources that each firm of `alliance` brings are worth at the shadow prices of the best plan, in the unit of
  /// the objective; nil where there is no plan, or where prices do not tell what resources are worth: with decisions, and
  /// where responses bend upwards.
  ///
  /// The bounds of a firm's levers, its own money and the curve of its output are the firm's; the budget and the grants are
  /// everyone's, a part each.
  ///
  /// - Parameter parts: the part of common money that counts as each firm's, by firm; they add up to 1.
  /// - Throws: as `plan(_:)` of the alliance.
  public func resourcePayments(
    of alliance: Alliance, parts: [Double]
  ) throws(PlanningError) -> ResourcePayments? {
    precondition(parts.count == alliance.firms.count, "a part for every firm")
    let formulation = try knowingStandaloneWorths(Formulation(alliance))
    guard formulation.decisions.isEmpty, !formulation.isBent, formulation.worstGain == nil else { return nil }
    let search = DirectionSearch(method: TangentMethod(solver: solver, clock: SearchClock(limits)))
    guard let found = try search.best(of: formulation), !found.isBranched, !found.holdsRates else { return nil }
    guard found.certificate.holds else { throw .notProved(found.certificate) }
    let (made, units) = (found.formulation, found.formulation.units)
    let owners = (made.variableElements + made.rowElements).map(\.owner)
    do {
      return try ResourcePayments(
        of: made.balanced, at: found.best.solution.stated(in: units),
        from: zip(made.variableElements, units.columns).map { alliance.valueWithoutPlan(of: $0) / $1 },
        owners: parts.count,
        part: { firm, limit in owners[limit].map { $0 == firm ? 1 : 0 } ?? parts[firm] }, solver: solver
      ).scaled(by: units.objective)
    } catch {
      throw .solver(error)
    }
  }
}

extension Alliance {
  /// What a variable of the program is without a plan: levels stand at their baselines, and nothing moves.
  fileprivate func valueWithoutPlan(of element: ProgramElement) -> Double {
    switch element {
    case .headcount(let lever, let firm, _): levers[lever].baseline[firm]
    case .stock(let lever, let firm, let period): decided[lever].baseline[entry(firm: firm, period: period)]
    case .effectLevel(let effect, let firm, let period):
      decided[index.effects[effect].variable].baseline[entry(firm: firm, period: period)]
    default: 0
    }
  }
}
