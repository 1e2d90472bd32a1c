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
  }

  /// The most parts that are looked at before the best plan so far is given with its gap.
  private static let partLimit = 1000
  /// The same where rates are divided as well, each by itself.
  private static let partLimitWithRates = 4000
  /// Where rates are divided, plans are looked for in the first parts, and in one of so many of those that follow.
  private static let polishedParts = (first: 12, oneOf: 8)

  /// The best plan of `formulation` as a candidate in which every curve that bends upwards is a tangent at the plan; nil
  /// where there is none.
  ///
  /// - Throws: `PlanningError.stopped` when nothing was found in time, and what the solver throws.
  func best(of formulation: Formulation) throws(PlanningError) -> DirectionSearch.Candidate? {
    var pool = formulation
    var open = [Part(basis: start)]
    var found: Polish.Found?
    var discarded = -Double.infinity
    for number in 0..<(formulation.gainRates.isEmpty ? Self.partLimit : Self.partLimitWithRates) {
      guard let next = open.indices.max(by: { open[$0].bound < open[$1].bound }) else {
        // A part that could neither be divided nor ruled out may hold a plan that was not found.
        if found == nil, !formulation.gainRates.isEmpty, discarded > -.infinity { throw .stopped(.iterationLimit) }
        return try found.map { found throws(PlanningError) in try candidate(found, pool, bound: discarded) }
      }
      let part = open.remove(at: next)
      if let found, isFirstEnough || part.bound <= found.figure + formulation.gapAllowed(at: found.figure) {
        return try candidate(found, pool, bound: max(discarded, part.bound))
      }
      do {
        let answer = try self.answer(to: part, number: number, &pool, &found)
        guard let answer else { continue }
        open += answer.parts
        if answer.parts.isEmpty { discarded = max(discarded, answer.bound) }
      } catch .stopped(let reason) {
        guard let found, reason != .unbounded else { throw .stopped(reason) }
        return try candidate(found, pool, bound: max(discarded, part.bound), stop: reason)
      }
    }
    guard let found else { throw .stopped(.iterationLimit) }
    let bound = open.map(\.bound).reduce(discarded, max)
    return try candidate(found, pool, bound: bound, stop: .iterationLimit)
  }

  /// Bounds `part`, looks for a plan near its answer and divides it; nil where no plan lies in it. There are no parts left
  /// where the plan found is close enough, or where nothing is left to divide.
  private func answer(
    to part: Part, number: Int, _ pool: inout Formulation, _ found: inout Polish.Found?
  ) throws(PlanningError) -> (parts: [Part], bound: Double)? {
    var program = pool
    for limit in part.limits { program.apply(limit) }
    var relaxation = method.starting(at: found?.answer.solution.values ?? method.start)
    relaxation.aim = max(method.aim, 0.01 * pool.allowedGap)
    let answer = try relaxation.solve(&program, from: part.basis)
    pool.adoptTangents(of: program)
    guard answer.solution.termination != .infeasible else { return nil }
    guard answer.solution.termination == .optimal else { throw .stopped(answer.solution.termination) }
    let bound = min(part.bound, answer.bound)
    let isPolished =
      pool.gainRates.isEmpty || number < Self.polishedParts.first || number % Self.polishedParts.oneOf == 0
    if isPolished { try polish(answer.solution, pool, &found) }
    if let stop = answer.stop ?? method.clock.stop { throw .stopped(stop) }
    if let found, bound <= found.figure + pool.gapAllowed(at: found.figure) { return ([], bound) }
    let limits = program.division(at: answer.solution, distance: bound - (found?.figure ?? -.infinity))
    if limits.isEmpty, !isPolished { try polish(answer.solution, pool, &found) }
    return (limits.map { Part(limits: part.limits + [$0], bound: bound, basis: answer.solution.basis) }, bound)
  }

  /// Looks for a plan near `solution`, which takes the place of `found` where it is better.
  private func polish(
    _ solution: Solution, _ pool: Formulation, _ found: inout Polish.Found?
  ) throws(PlanningError) {
    let known = found?.figure
    let plan =
      pool.gainRates.isEmpty
      ? try Polish(method: method, pool: pool).plan(near: solution, betterThan: known)
      : try RatePolish(method: method, pool: pool).plan(near: solution, betterThan: known)
    if let plan, plan.figure > known ?? -.infinity { found = plan }
  }

  /// The candidate of `found`, with what is settled once its program is known.
  private func candidate(
    _ found: Polish.Found, _ pool: Formulation, bound: Double, stop: Termination? = nil
  ) throws(PlanningError) -> DirectionSearch.Candidate {
    var afterwards = method
    afterwards.clock = method.clock.afterwards
    var candidate =
      pool.gainRates.isEmpty
      ? try Polish(method: afterwards, pool: pool).settled(found)
      : try RatePolish(method: afterwards, pool: pool).settled(found)
    candidate.bound = max(bound, candidate.best.solution.objective)
    candidate.stop = stop
    return candidate
  }
}

extension Formulation {
  /// Whether a curve bends upwards somewhere, so that one program does not tell the best plan.
  var isBent: Bool { curvedTerms.contains { $0.bent != nil } }

  fileprivate mutating func apply(_ limit: BendSearch.Limit) {
    switch limit {
    case .range(let term, let range): narrow(term: term, to: range)
    case .summand(let term, let summand, let range): narrow(term: term, summand: summand, to: range)
    case .closed(let variable): program.setBounds(of: variable, to: .exactly(0))
    case .rate(let position, let least, let greatest): narrow(position, least: least, greatest: greatest)
    }
  }

  /// How to divide the program so that neither part keeps what `solution` promises beyond the curves, or both directions
  /// of a lever that it uses; none where it does neither. `distance` is how far the objective may be from a plan's.
  fileprivate func division(at solution: Solution, distance: Double) -> [BendSearch.Limit] {
    let worst = worstExcess(at: solution)
    let pair = mostOpposed(at: solution)
    if let pair, worst == nil || (worst?.total ?? 0) < 0.5 * distance {
      return [pair.raise, pair.lowering].filter { program.bounds(of: $0).lower <= 0 }.map { .closed($0) }
    }
    if let division = rateDivision(at: solution) { return division }
    guard let worst else { return [] }
    let term = curvedTerms[worst.term]
    if let division = term.division(at: solution), let box = term.box {
      return halves(of: box.ranges[division.summand], near: division.point).map {
        .summand(term: worst.term, division.summand, $0)
      }
    }
    return halves(of: term.range, near: term.argument(at: solution)).map { .range(term: worst.term, $0) }
  }

  /// The parts of `range` on both sides of `point`, each at least a tenth of it.
  private func halves(of range: ClosedRange<Double>, near point: Double) -> [ClosedRange<Double>] {
    let margin = 0.1 * (range.upperBound - range.lowerBound)
    let middle = min(max(point, range.lowerBound + margin), range.upperBound - margin)
    return [range.lowerBound...middle, middle...range.upperBound]
  }

  /// The bent term whose promise beyond its curve raises the objective most, by the price of its line, and what all of
  /// them raise it by; nil where every range is too narrow to divide or nothing is promised.
  private func worstExcess(at solution: Solution) -> (term: Int, total: Double)? {
    var worst: (term: Int, score: Double)?
    var total = 0.0
    let floor = 1e-6 * sizes.objective / sizes.gain
    for (position, term) in curvedTerms.enumerated() {
      guard let bent = term.bent else { continue }
      let width = term.range.upperBound - term.range.lowerBound
      let excess = term.miss(at: solution)
      guard excess > 0, width > 1e-9 * (term.widest.upperBound - term.widest.lowerBound) else { continue }
      let lines = [bent.line] + bent.floors + (tangentPositions[position] ?? []).map { tangents[$0].row }
      let price = lines.reduce(0) { $0 + abs(solution.dual(of: $1)) }
      total += price * excess
      // A term without a price counts too where no other is left.
      let score = max(price, floor) * excess
      if score > worst?.score ?? 1e-13 * sizes.objective { worst = (position, score) }
    }
    return worst.map { ($0.term, total) }
  }

  /// How to divide the interval of the rate that serves `solution` worst, where that is farther from serving it than gains
  /// are from their curves; nil else.
  private func rateDivision(at solution: Solution) -> [BendSearch.Limit]? {
    var worst: (position: Int, rate: Double, crossing: Double)?
    for (position, rate) in gainRates.enumerated() {
      guard let division = rate.division(at: solution, sizes: sizes) else { continue }
      if division.crossing > worst?.crossing ?? 0 { worst = (position, division.rate, division.crossing) }
    }
    guard let worst else { return nil }
    let missed = curvedTerms.reduce(0) { $0 + weight(of: $1, at: solution) * max(0, $1.miss(at: solution)) }
    guard worst.crossing - 1 > missed / gainScale(at: solution) else { return nil }
    return [
      .rate(worst.position, least: 0, greatest: worst.rate),
      .rate(worst.position, least: worst.rate, greatest: .infinity),
    ]
  }
}
