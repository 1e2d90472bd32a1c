import Alliances
import LinearProgramming

/// Plans alliances: formulates the program, solves it, and turns the answer into a plan with its evidence.
public struct Planner: Sendable {
  /// What solves the programs.
  public let solver: any Solver
  /// When it should stop early.
  let limits: PlanningLimits

  /// A planner that solves its programs with `solver`, within `limits` for each plan.
  public init(solver: any Solver, limits: PlanningLimits = PlanningLimits()) {
    self.solver = solver
    self.limits = limits
  }

  /// The best plan of `alliance`, or the demands that rule every plan out.
  ///
  /// Among plans that are equally good it is one of least spending, so the answer is the same on every run and no money
  /// moves for nothing. Prices are those of the objective; where the smallest gains are made large, those of the very
  /// smallest.
  ///
  /// - Throws: `PlanningError` when the solver fails, or when its answer does not stand up to the check without it.
  public func plan(_ alliance: Alliance) throws(PlanningError) -> PlanningOutcome {
    try plan(Formulation(alliance))
  }

  /// The best plan of an alliance whose program is already formulated.
  ///
  /// - Throws: as `plan(_:)` of the alliance.
  public func plan(_ formulation: Formulation) throws(PlanningError) -> PlanningOutcome {
    switch try evidence(on: formulation) {
    case .optimum(let evidence): .plan(plan(with: evidence, of: evidence.reading.account))
    case .conflict(let conflict): .infeasible(conflict)
    }
  }

  /// The best plan of `alliance` without prices and worths of candidates, which studies of many plans do not look at;
  /// nil where no plan meets all demands. It is checked as every plan is.
  ///
  /// - Parameters:
  ///   - partners: the candidates, by position, of which it is settled that they join (true) or stay out (false); about the
  ///     others the plan decides.
  ///   - start: the plan of a similar alliance, near which the search begins.
  /// - Throws: as `plan(_:)` of the alliance.
  public func bestPlan(
    of alliance: Alliance, settling partners: [Int: Bool] = [:], from start: PlanStart? = nil
  ) throws(PlanningError) -> Plan? {
    var formulation = try knowingStandaloneWorths(Formulation(alliance)).settling(partners)
    guard alliance.contradiction == nil else { return nil }
    let search = DirectionSearch(
      method: TangentMethod(solver: solver, clock: SearchClock(limits)), from: start, adding: &formulation)
    guard let found = try search.best(of: formulation) else { return nil }
    let proved = try proved(found)
    return proved.plan(
      of: proved.account, prices: .none, forbidding: [], certificate: found.certificate,
      partnerWorths: alliance.candidates.map { _ in nil }, solver: solver.name)
  }

  /// The reading of `found`, once its certificate and its rules were checked.
  func proved(_ found: DirectionSearch.Candidate) throws(PlanningError) -> PlanReading {
    let certificate = found.certificate
    guard certificate.holds else { throw .notProved(certificate) }
    let reading = PlanReading(found)
    let recheck = RuleRecheck(formulation: found.formulation)
    let account = reading.account
    guard recheck.reachesTarget(account.firms) else {
      throw found.formulation.levelProducts.isEmpty ? .targetMissed : .productsTooCoarse([])
    }
    let broken = recheck.brokenRules(by: account.firms) + account.overdrawnFunds
    guard broken.isEmpty else {
      throw found.formulation.levelProducts.isEmpty ? .rulesBroken(broken) : .productsTooCoarse(broken)
    }
    return reading
  }

  /// What is known of an alliance once its program is solved.
  enum Finding {
    case optimum(Evidence)
    case conflict(Conflict)
  }

  /// The optimum of an alliance with what proves and prices it.
  struct Evidence {
    var reading: PlanReading
    let prices: PriceFinder.Prices
    let forbidding: [String]
    let certificate: Certificate
    /// What each candidate is worth, in the order of the candidates.
    let partnerWorths: [PartnerWorth?]
  }

  /// The plan with the levels and the money of `account` and the evidence of the optimum.
  func plan(with evidence: Evidence, of account: MoneyAccount) -> Plan {
    evidence.reading.plan(
      of: account, prices: evidence.prices, forbidding: evidence.forbidding, certificate: evidence.certificate,
      partnerWorths: evidence.partnerWorths, solver: solver.name)
  }

  /// Solves the program, checks the answer and prices it.
  func evidence(on formulation: Formulation) throws(PlanningError) -> Finding {
    let method = TangentMethod(solver: solver, clock: SearchClock(limits))
    let formulation = try knowingStandaloneWorths(formulation, clock: method.clock)
    let search = DirectionSearch(method: method)
    if let contradiction = formulation.alliance.contradiction {
      return .conflict(try ConflictFinder(search: search).conflict(in: formulation, showing: contradiction))
    }
    guard let found = try search.best(of: formulation) else {
      return .conflict(try ConflictFinder(search: search).conflict(in: formulation))
    }
    let reading = try proved(found)
    var afterwards = method
    afterwards.clock = method.clock.afterwards
    var finder = PriceFinder(found, method: afterwards)
    let prices = try finder.prices()
    let searchAfterwards = DirectionSearch(method: afterwards)
    let forbidding = try rulesThatForbidSpending(in: found, searchAfterwards)
    let worths = try searchAfterwards.partnerWorths(in: found, of: formulation)
    return .optimum(
      Evidence(
        reading: reading, prices: prices, forbidding: forbidding, certificate: found.certificate, partnerWorths: worths)
    )
  }

  /// The rules on shares that keep all money back, where nothing is spent although a better plan could be bought:
  /// shares of nothing are kept by everyone, so such rules make no conflict.
  private func rulesThatForbidSpending(
    in found: DirectionSearch.Candidate, _ search: DirectionSearch
  ) throws(PlanningError) -> [String] {
    let formulation = found.formulation
    let rules = formulation.alliance.description.rules
    let spent = found.thrifty.solution.value(of: formulation.totalSpending)
    let limited = formulation.ruleLimits.filter { $0.unit == .percentagePoint }.map(\.rule)
    let shares = Set(limited + formulation.gainRates.map(\.rule)).sorted()
    guard !shares.isEmpty, abs(spent) <= 1e-9 * formulation.sizes.money else { return [] }
    func objective(without released: [Int]) throws(PlanningError) -> Double {
      var relaxed = Formulation(formulation.alliance)
      for rule in released { relaxed.release(.rule(rule)) }
      do {
        return try search.best(of: relaxed)?.best.solution.objective ?? -.infinity
      } catch .stopped {
        // Of what was not found out in time no rule is accused; the plan is known all the same.
        return -.infinity
      }
    }
    let least = found.best.solution.objective + 1e-6 * formulation.sizes.objective
    guard try objective(without: shares) > least else { return [] }
    var alone: [Int] = []
    for rule in shares where try objective(without: [rule]) > least { alone.append(rule) }
    return (alone.isEmpty ? shares : alone).map { rules[$0].name }
  }

  /// The program of `alliance` as another solver may have it: for a curved response with the tangents at the optimum,
  /// where it bends upwards with the tangents at the plan in place of the curves, and with the directions closed that
  /// the plan had to close, so that its optimum is the plan's. Where there is no plan it is the program that cannot
  /// be met.
  ///
  /// - Throws: `PlanningError` when the solver fails.
  public func program(of alliance: Alliance) throws(PlanningError) -> LinearProgram {
    let search = DirectionSearch(method: TangentMethod(solver: solver, clock: SearchClock(limits)))
    let formulation = try knowingStandaloneWorths(Formulation(alliance), clock: search.method.clock)
    guard let found = try search.best(of: formulation) else { return formulation.program }
    return found.formulation.program.restoringIntegers(of: formulation.program)
  }
}
