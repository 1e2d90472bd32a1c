import Alliances
import LinearProgramming

/// Looks for plans that are nearly as good as the best one.
///
/// A row keeps the objective within a part ε of the best figure: z ≥ z* − ε·|z*|. Under it one quantity after another
/// is made as small and as large as can be, with every rule kept (near-optimal ranges; Brill, Chang & Hopkins 1982).
/// Curves that bend downwards are kept below tangents as for any plan. Where curves bend upwards, tangents at the
/// plan take their place, which promise no more than there is, and move with it; so every plan that is found is as
/// good as is said, but some other may go farther. Each plan is evaluated from its levels by the model and the rules,
/// in which no program has a part; what misses the floor or breaks a rule there is no plan of this search.
///
/// Source: E. D. Brill, S.-Y. Chang & L. D. Hopkins, Modeling to generate alternatives: the HSJ approach and an
/// illustration using a problem in land use planning, Management Science 28 (1982), 221–235.
public struct NearOptimalSearch: Sendable {
  /// The alliance that is planned.
  public let alliance: Alliance
  /// The best plan, as it is printed: of those that are equally good one that spends least.
  public let best: NearOptimalPlan
  /// The distance of the best plan from the bound that no plan betters, relative to its figure.
  public let gap: Double
  /// Whether the search for the best plan stopped short of its aim.
  public let isStopped: Bool
  /// The worst figure that is good enough: a least one, or for a cost the greatest.
  public let floor: Double
  /// Whether responses or effects bend upwards, so that ranges are what was reached.
  public let isBent: Bool

  private let planner: Planner
  /// The program with its tangents, without the floor.
  private let pool: Formulation
  private let optimum: Solution

  /// What rounding leaves of a figure, relative to it: the least ε that is used.
  static let leastTolerance = 1e-9
  /// How far a figure by the model may miss the floor by rounding and tangents.
  private static let rounding = 1e-7

  /// A search among the plans of `alliance` whose figure is within `tolerance` of the best one; nil where there is no
  /// plan.
  ///
  /// - Throws: as `bestPlan(of:)` of the planner.
  init?(_ planner: Planner, _ alliance: Alliance, within tolerance: Double) throws(PlanningError) {
    guard alliance.contradiction == nil else { return nil }
    var pool = try planner.knowingStandaloneWorths(Formulation(alliance))
    let search = DirectionSearch(method: planner.method)
    guard let found = try search.best(of: pool) else { return nil }
    let reading = try planner.proved(found)
    pool.adoptTangents(of: found.undecided)
    let figure = pool.figure(reading.objective.value)
    self.planner = planner
    self.pool = pool
    self.alliance = pool.alliance
    optimum = found.best.solution
    best = NearOptimalPlan(reading, isExtreme: false)
    gap = reading.objective.gap
    isStopped = found.stop != nil
    floor = pool.figure(figure - max(tolerance, Self.leastTolerance) * abs(figure))
    isBent = pool.isBent
  }

  /// What may be looked for: both ends of every quantity that the alliance does not fix, and for every candidate that
  /// it joins and that it stays out.
  public var aims: [PlanAim] {
    quantities.flatMap { [.least($0), .greatest($0)] }
      + alliance.candidates.flatMap { [.joins(firm: $0, true), .joins(firm: $0, false)] }
  }

  /// The quantities that firms negotiate about, firm by firm; without those that are no decision.
  public var quantities: [PlanQuantity] {
    alliance.firms.ids.indices.flatMap { firm -> [PlanQuantity] in
      let all: [PlanQuantity] =
        [.spending(firm: firm), .contribution(firm: firm), .gain(firm: firm)]
        + alliance.levers.indices.map { .level(lever: $0, firm: firm) }
      return all.filter { !figure(of: $0).0.terms.isEmpty }
    }
  }

  /// A plan that is good enough and goes as far towards `aim` as can be, or as was found to; nil where none was found.
  ///
  /// - Throws: `PlanningError.stopped` when someone asks to stop or the time is over, and what the solver throws.
  public func plan(for aim: PlanAim) throws(PlanningError) -> NearOptimalPlan? {
    do throws(PlanningError) {
      guard let found = try candidate(for: aim) else { return nil }
      let reading = try planner.proved(found)
      return isGoodEnough(reading)
        ? NearOptimalPlan(reading, isExtreme: found.stop == nil && isExact(aim)) : nil
    } catch .notProved, .rulesBroken, .targetMissed, .productsTooCoarse {
      // A plan at the edge of what tangents and tolerances allow is none.
      return nil
    } catch .stopped(let reason) where reason != .interrupted && reason != .timeLimit {
      return nil
    }
  }

  /// Whether the levels of a plan, evaluated without any program, keep all that they must and reach the floor.
  private func isGoodEnough(_ reading: PlanReading) -> Bool {
    let miss = pool.figure(floor) - pool.figure(reading.objective.value)
    guard miss <= Self.rounding * max(abs(floor), 1e-3 * pool.sizes.objective) else { return false }
    guard let review = LevelReview(reading.recorded, formulation: reading.formulation) else { return false }
    return review.faults(of: review.account).isEmpty
  }

  /// Whether the program tells the end of what `aim` speaks of. A gain that follows a curve has a greatest value, but
  /// its least one is no matter of a linear program.
  private func isExact(_ aim: PlanAim) -> Bool {
    if isBent || !pool.levelProducts.isEmpty || !pool.gainRates.isEmpty { return false }
    if case .least(.gain) = aim { return pool.curvedTerms.isEmpty }
    return true
  }

  // MARK: Searching

  /// The program that goes farthest towards `aim`, with its optimum; nil where it has none.
  func candidate(for aim: PlanAim) throws(PlanningError) -> DirectionSearch.Candidate? {
    switch aim {
    case .least(let quantity): try extreme(of: quantity, direction: -1)
    case .greatest(let quantity): try extreme(of: quantity, direction: 1)
    case .joins(let firm, let joins): try best(where: firm, joins: joins)
    }
  }

  private func extreme(
    of quantity: PlanQuantity, direction: Double
  ) throws(PlanningError) -> DirectionSearch.Candidate? {
    let (expression, size) = figure(of: quantity)
    guard !expression.terms.isEmpty else { return nil }
    var program = pool
    program.require(pool.program.objective >= pool.figure(floor), .objectiveFloor)
    // In units of the objective, for which the tolerances of searches are made.
    program.program.objective = (direction * pool.sizes.objective / size) * expression
    program.worstGain = nil
    guard isBent else {
      return try DirectionSearch(method: planner.method, start: optimum.basis).best(of: program)
    }
    let polish = Polish(method: planner.method, pool: program)
    guard let found = try polish.plan(near: optimum) else { return nil }
    return try polish.settled(found)
  }

  private func best(where firm: Int, joins: Bool) throws(PlanningError) -> DirectionSearch.Candidate? {
    guard let join = pool.join(of: firm) else { return nil }
    var settled = pool
    settled.program.setBounds(of: join, to: .exactly(joins ? 1 : 0))
    return try DirectionSearch(method: planner.method).best(of: settled)
  }

  /// A quantity in the variables of the program, and about how large it is.
  private func figure(of quantity: PlanQuantity) -> (LinearExpression, size: Double) {
    func sum(_ firm: Int, _ part: (_ entry: Int, _ period: Int) -> LinearExpression) -> LinearExpression {
      alliance.periods.indices.reduce(into: LinearExpression()) {
        $0 += part(alliance.entry(firm: firm, period: $1), $1)
      }
    }
    switch quantity {
    case .spending(let firm): return (sum(firm) { entry, _ in pool.firmSpending[entry] }, pool.sizes.money)
    case .contribution(let firm): return (sum(firm) { entry, _ in pool.firmContributions[entry] }, pool.sizes.money)
    case .gain(let firm):
      let discount = alliance.discountFactors
      return (sum(firm) { entry, period in discount[period] * pool.gains[entry] }, pool.sizes.gain)
    case .level(let lever, let firm):
      let levels = sum(firm) { entry, _ in pool.levels[lever][entry] }
      return ((1 / Double(alliance.periods.count)) * levels, pool.sizes.levels[lever])
    }
  }
}

extension Planner {
  /// How programs of a search without an end of its own are solved.
  var method: TangentMethod { TangentMethod(solver: solver, clock: SearchClock(limits)) }

  /// A search among the plans of `alliance` whose figure of the objective is within the part `tolerance` of the best
  /// one; nil where no plan meets all demands.
  ///
  /// - Throws: as `bestPlan(of:)`.
  public func nearOptimalSearch(
    of alliance: Alliance, within tolerance: Double
  ) throws(PlanningError) -> NearOptimalSearch? {
    try NearOptimalSearch(self, alliance, within: tolerance)
  }
}

extension PlanReading {
  /// The levels and amounts from which all else follows.
  var recorded: RecordedLevels {
    let account = account
    return RecordedLevels(
      account.firms.map { firm in
        guard firm.isInAlliance else { return [] }
        return firm.periods.map { $0.levers.map { RecordedLevels.Level(planned: $0.planned, seconded: $0.seconded) } }
      },
      contributions: account.firms.map { $0.isInAlliance ? $0.periods.map(\.contribution) : [] }, drawn: account.drawn,
      isIn: account.firms.map(\.isInAlliance))
  }
}
