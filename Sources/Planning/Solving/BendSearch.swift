import LinearProgramming

/// Finds the best plan where curves bend upwards, to within the gap that the alliance allows.
///
/// A program that holds the envelope of each curve over a range promises more than there is, so its optimum bounds every
/// plan; the narrower the ranges, the closer the bound (Falk & Soland 1969). The search divides a range near the answer,
/// where the promise exceeds the curve most, best bound first. Plans come from `Polish`, which starts at the answers and
/// promises no more than there is. Tangents found in one part serve all.
///
/// Under a rule that shares in proportion to gains the program holds gains from below as well, parts are also intervals of
/// the rate, and plans come from `RatePolish`.
///
/// Source: J. E. Falk & R. M. Soland, An algorithm for separable nonconvex programming problems, Management Science 15
/// (1969), 550–569.
struct BendSearch {
  let method: TangentMethod
  /// A basis to start the first program from.
  var start: Basis?
  /// Values of a plan of a similar program, near which a plan is looked for first.
  var near: [Double]?
  /// Whether any plan ends the search.
  var isFirstEnough = false

  /// A part of what is to be searched.
  private struct Part {
    /// What sets the part off, in the order in which it was decided.
    var limits: [Limit] = []
    /// No plan in it has a greater objective, as the program counts.
    var bound = Double.infinity
    /// The basis to start from.
    var basis: Basis?
    /// Bounds that every answer keeps which is better than the plan known when they were found.
    var kept: [(variable: Variable, bounds: Bounds)] = []
  }

  /// What is known at a time.
  private struct Progress {
    /// The program with every range as wide as it is, and with the tangents found so far.
    var pool: Formulation
    /// The best plan.
    var found: Polish.Found?
    /// No plan in the parts that were left behind has a greater objective.
    var discarded = -Double.infinity

    /// Whether no answer up to `bound` is better than the plan by more than the gap that is allowed.
    func isEnough(_ bound: Double) -> Bool {
      found.map { bound <= $0.figure + pool.gapAllowed(at: $0.figure) } ?? false
    }

    /// What answers have to be better than to be looked for: the plan.
    var cutoff: Double? { found?.figure }
  }

  /// What sets parts off from each other.
  enum Limit {
    /// The argument of a curved term lies in a range.
    case range(term: Int, ClosedRange<Double>)
    /// A summand of the argument does.
    case summand(term: Int, Int, ClosedRange<Double>)
    /// A direction in which a lever does not move.
    case closed(Variable)
    /// The rate at a position lies in an interval.
    case rate(Int, least: Double, greatest: Double)
    /// The rate of a rule that shares in proportion to a column does.
    case sharedRate(Variable, Bounds)
    /// What is decided about something.
    case decided(Variable, Double)
  }

  /// The most parts that are looked at before the best plan so far is given with its gap.
  var partLimit = 1000
  /// The same where rates are divided as well, each by itself.
  private static let partLimitWithRates = 4000
  /// Plans are looked for in the first parts, in one of so many of those that follow, and where the levels of an answer are
  /// by themselves better than the plan known.
  private static let polishedParts = (first: 12, oneOf: 8)
  /// How often a part is narrowed by the plan known and solved again, at most.
  private static let narrowingLimit = 4

  /// The best plan of `formulation` as a candidate in which every curve that bends upwards is a tangent at the plan; nil
  /// where there is none.
  ///
  /// - Throws: `PlanningError.stopped` when nothing was found in time, and what the solver throws.
  func best(of formulation: Formulation) throws(PlanningError) -> DirectionSearch.Candidate? {
    var progress = Progress(pool: formulation)
    let tightening = formulation.gainRates.isEmpty ? RangeTightening(formulation) : nil
    try polishStart(&progress)
    var open = [Part(basis: start)]
    for number in 0..<(formulation.gainRates.isEmpty ? partLimit : Self.partLimitWithRates) {
      guard let next = open.indices.max(by: { open[$0].bound < open[$1].bound }) else {
        return try exhausted(progress)
      }
      let part = open.remove(at: next)
      if let found = progress.found, isFirstEnough || progress.isEnough(part.bound) {
        return try candidate(found, progress, bound: part.bound)
      }
      do {
        open += try parts(of: part, number: number, tightening, &progress)
      } catch .stopped(let reason) {
        guard let found = progress.found, reason != .unbounded else { throw .stopped(reason) }
        let bound = open.map(\.bound).reduce(part.bound, max)
        return try candidate(found, progress, bound: bound, stop: reason)
      }
    }
    guard let found = progress.found else { throw .stopped(.iterationLimit) }
    let bound = open.map(\.bound).reduce(-.infinity, max)
    return try candidate(found, progress, bound: bound, stop: .iterationLimit)
  }

  /// The candidate of a search that has nothing left to look at; nil where it found nothing.
  private func exhausted(_ progress: Progress) throws(PlanningError) -> DirectionSearch.Candidate? {
    guard let found = progress.found else {
      // A part that could neither be divided nor ruled out may hold a plan that was not found.
      if !progress.pool.gainRates.isEmpty, progress.discarded > -.infinity { throw .stopped(.iterationLimit) }
      return nil
    }
    return try candidate(found, progress, bound: -.infinity)
  }

  /// Bounds `part`, looks for a plan near its answer and divides it. There are no parts where no plan lies in it, where the
  /// plan found is close enough, or where nothing is left to divide.
  private func parts(
    of part: Part, number: Int, _ tightening: RangeTightening?, _ progress: inout Progress
  ) throws(PlanningError) -> [Part] {
    var part = part
    guard var relaxation = try relaxation(of: part, tightening, &progress) else { return [] }
    part.bound = min(part.bound, relaxation.answer.bound)
    let isPolished = isWorthPolishing(relaxation.answer.solution, number: number, progress)
    if isPolished { try polish(relaxation.answer.solution, &progress) }
    if let stop = relaxation.answer.stop ?? method.clock.stop { throw .stopped(stop) }
    guard try narrow(&part, &relaxation, tightening, &progress) else { return [] }
    guard !progress.isEnough(part.bound) else {
      progress.discarded = max(progress.discarded, part.bound)
      return []
    }
    let (solution, distance) = (relaxation.answer.solution, part.bound - (progress.found?.figure ?? -.infinity))
    let limits = relaxation.program.division(at: solution, distance: distance, tightening)
    if limits.isEmpty {
      if !isPolished { try polish(solution, &progress) }
      progress.discarded = max(progress.discarded, part.bound)
    }
    part.basis = solution.basis
    return limits.map { limit in
      var next = part
      next.limits += limit
      return next
    }
  }

  /// The program of a part with its optimum.
  private struct Relaxation {
    var program: Formulation
    var answer: TangentMethod.Answer
  }

  /// The program of `part` with its optimum; nil where there is none.
  private func relaxation(
    of part: Part, _ tightening: RangeTightening?, _ progress: inout Progress
  ) throws(PlanningError) -> Relaxation? {
    var program = progress.pool
    for (variable, bounds) in part.kept { program.narrow(variable, to: bounds) }
    for limit in part.limits { program.apply(limit) }
    if program.decisions.allSatisfy({ program.program.bounds(of: $0).isFixed }) { program = program.withoutIntegers }
    tightening?.tighten(&program)
    var coarser = method.starting(at: progress.found?.answer.solution.values ?? method.start)
    coarser.aim = max(method.aim, 0.01 * progress.pool.allowedGap)
    let answer = try coarser.solve(&program, from: part.basis)
    progress.pool.adoptTangents(of: program)
    guard answer.solution.termination != .infeasible else { return nil }
    guard answer.solution.termination == .optimal else { throw .stopped(answer.solution.termination) }
    return Relaxation(program: program, answer: answer)
  }

  /// Leaves out of `part` what cannot be better than the plan known, and solves it again, as long as that lowers its bound;
  /// false where nothing is left of it.
  private func narrow(
    _ part: inout Part, _ relaxation: inout Relaxation, _ tightening: RangeTightening?, _ progress: inout Progress
  ) throws(PlanningError) -> Bool {
    guard let tightening, let cutoff = progress.cutoff else { return true }
    for _ in 0..<Self.narrowingLimit {
      guard !isFirstEnough, !progress.isEnough(part.bound) else { break }
      let (before, solution) = (part.bound, relaxation.answer.solution)
      var kept = relaxation.program.boundsByPrices(at: solution, above: cutoff)
      if part.limits.isEmpty {
        kept += try method.bounds(
          of: tightening.rates, in: relaxation.program, above: cutoff, from: solution.basis)
      }
      guard !kept.isEmpty else { break }
      part.kept += kept
      part.basis = solution.basis
      progress.discarded = max(progress.discarded, cutoff)
      guard let next = try self.relaxation(of: part, tightening, &progress) else { return false }
      relaxation = next
      part.bound = min(part.bound, next.answer.bound)
      guard before - part.bound > 0.1 * (before - cutoff) else { break }
    }
    return true
  }

  /// Whether a plan should be looked for near `solution`.
  private func isWorthPolishing(_ solution: Solution, number: Int, _ progress: Progress) -> Bool {
    let pool = progress.pool
    if number < Self.polishedParts.first || number % Self.polishedParts.oneOf == 0 { return true }
    guard pool.gainRates.isEmpty else { return false }
    guard pool.worstGain == nil, pool.targetRow == nil, let found = progress.found else { return true }
    return pool.program.objectiveValue(at: pool.values(of: solution, with: pool.modelledGains(at: solution)))
      > found.figure
  }

  /// Looks for a plan near that of a similar program.
  private func polishStart(_ progress: inout Progress) throws(PlanningError) {
    guard let near, progress.pool.gainRates.isEmpty else { return }
    try polish(
      Solution(of: progress.pool.program, termination: .optimal, objective: 0, bound: 0, values: near), &progress)
  }

  /// Looks for a plan near `solution`, which takes the place of the one found where it is better.
  private func polish(_ solution: Solution, _ progress: inout Progress) throws(PlanningError) {
    let known = progress.found?.figure
    let pool = progress.pool
    let plan =
      pool.gainRates.isEmpty
      ? try Polish(method: method, pool: pool).plan(near: solution, betterThan: known)
      : try RatePolish(method: method, pool: pool).plan(near: solution, betterThan: known)
    if let plan, plan.figure > known ?? -.infinity { progress.found = plan }
  }

  /// The candidate of `found`, with what is settled once its program is known. No plan that was not left behind is better than
  /// `bound`.
  private func candidate(
    _ found: Polish.Found, _ progress: Progress, bound: Double, stop: Termination? = nil
  ) throws(PlanningError) -> DirectionSearch.Candidate {
    var afterwards = method
    afterwards.clock = method.clock.afterwards
    let pool = progress.pool
    var candidate =
      pool.gainRates.isEmpty
      ? try Polish(method: afterwards, pool: pool).settled(found)
      : try RatePolish(method: afterwards, pool: pool).settled(found)
    candidate.bound = max(bound, progress.discarded, candidate.best.solution.objective)
    candidate.stop = stop
    return candidate
  }
}
