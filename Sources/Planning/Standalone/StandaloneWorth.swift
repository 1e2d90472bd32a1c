import Alliances
import LinearProgramming

extension Planner {
  /// `formulation` of an alliance that knows what its firms reach alone, where a rule asks for it, as far as can be found
  /// out before `clock` stops.
  ///
  /// - Throws: what the solver throws.
  func knowingStandaloneWorths(
    _ formulation: Formulation, clock: SearchClock = SearchClock()
  ) throws(PlanningError) -> Formulation {
    let alliance = formulation.alliance
    guard alliance.comparesWithStandalone, alliance.standaloneWorths == nil else { return formulation }
    return Formulation(alliance.knowing(standaloneWorths: try standaloneWorths(in: alliance, clock: clock)))
  }

  /// What each firm of `alliance` reaches alone [currency], by firm: the greatest value·Σ_t d_t·gain_t − Σ_t d_t·c_t with
  /// its own levers between its own bounds, paid from its own contributions c_t; without budget, grants, rules, and
  /// whatever other firms bring or lend.
  ///
  /// A firm that cannot pay for its own least levels has no plan alone, and keeps what it has without one: 0.
  ///
  /// - Throws: what the solver throws.
  public func standaloneWorths(in alliance: Alliance) throws(PlanningError) -> [Double] {
    try standaloneWorths(in: alliance, clock: SearchClock(limits))
  }

  private func standaloneWorths(in alliance: Alliance, clock: SearchClock) throws(PlanningError) -> [Double] {
    var worths: [Double] = []
    for firm in alliance.firms.ids.indices { worths.append(try worth(of: firm, in: alliance, clock: clock)) }
    return worths
  }

  private func worth(of firm: Int, in alliance: Alliance, clock: SearchClock) throws(PlanningError) -> Double {
    let alone: Alliance
    do {
      alone = try Alliance(alliance.description.alone(firm))
    } catch {
      // Nothing that was sound for all firms is wrong for one of them; a worth must not be made up if it should be.
      throw .firmAloneNotSound(alliance.firms.ids[firm])
    }
    var formulation = Formulation(alone)
    formulation.program.objective = formulation.netBenefit(of: 0)
    let search = DirectionSearch(method: TangentMethod(solver: solver, clock: clock))
    guard let best = try search.best(of: formulation) else { return 0 }
    return PlanReading(best).firmPlans.first?.netBenefit(in: alone) ?? 0
  }
}

extension AllianceDescription {
  /// The alliance of one firm with its own money.
  fileprivate func alone(_ firm: Int) -> AllianceDescription {
    var copy = self
    // What follows from other firms stays as it is without a plan.
    copy.links = []
    let needed = Set(model.variableNames)
    copy.levers = levers.filter { needed.contains($0.variable) }
    copy.firms = firms.keeping([firm]).withColumns(links.map(\.variable))
    copy.budget = .horizon(0)
    copy.grants = []
    copy.pooling = 1
    copy.rules = []
    // Of the objectives this one is counted in the currency, as the net benefit is.
    copy.objective = .netValue
    return copy
  }
}
