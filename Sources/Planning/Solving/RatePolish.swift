import LinearProgramming

/// Makes a plan of an answer that keeps rules of shares in proportion to gains only as a program counts gains, and improves
/// it as far as small steps lead.
///
/// Such a rule holds a gain on both sides, so no program that promises less than there is will do. Each step puts tangents
/// at the levels reached into the place of all curves, and the first-order change of κ·g into the place of the product, for
/// levels and rates not far away; what a rule is broken by is paid for in the objective. A step is taken where the model
/// itself confirms that it helps; else the next one is shorter (sequential linear programming with a trust region, Fletcher
/// & Sainz de la Maza 1989). At the end the rates are held, and the last program has the plan as its optimum.
///
/// Source: R. Fletcher & E. Sainz de la Maza, Nonlinear programming and nonsmooth optimization by successive linear
/// programming, Mathematical Programming 43 (1989), 235–256.
struct RatePolish {
  let method: TangentMethod
  /// The program with every range as wide as it is, and with the tangents found so far.
  let pool: Formulation
  /// The demands in which gains count, other than those on rates.
  private let rowsOfGains: [RowOfGains]

  /// A way to polish answers of `pool`.
  init(method: TangentMethod, pool: Formulation) {
    self.method = method
    self.pool = pool
    rowsOfGains = pool.rowsOfGains
  }

  /// The most steps.
  private static let stepLimit = 60
  /// The part of the size of figures by which a rule may be broken at the end.
  private static let rounding = 1e-9

  /// Levels, the rates that go with them and what both are worth.
  private struct Point {
    var solution: Solution
    var modelled: ModelledGains
    var rates: [Double]
    /// The objective by the model.
    var figure: Double
    /// By how much rules are broken, relative to the sizes of what they count.
    var breach: Double

    /// What is made large: breaking a rule costs `penalty` times the size of the objective per size of what it counts.
    func merit(_ penalty: Double, _ size: Double) -> Double { figure - penalty * size * breach }
  }

  /// A plan that starts at `solution`, of the pool's program with some ranges narrowed; nil where there is none near, or
  /// where it does not seem to come to be better than `known`.
  func plan(near solution: Solution, betterThan known: Double? = nil) throws(PlanningError) -> Polish.Found? {
    var base = pool.deciding(as: solution)
    var isBranched = base.closeOpposites(at: solution)
    var point = self.point(at: solution, rates: nil)
    for penalty in [10, 1e3, 1e5] {
      guard let reached = try polished(from: point, base, penalty: penalty) else { return nil }
      point = reached
      if point.breach <= Self.rounding { break }
      if let known, point.figure <= known { return nil }
    }
    guard point.breach <= 1e3 * Self.rounding else { return nil }
    if base.closeOpposites(at: point.solution) { isBranched = true }
    return try held(at: point, base, isBranched: isBranched)
  }

  /// The candidate of `found`, polished once more where the choice among equally good plans leads away from the curves.
  func settled(_ found: Polish.Found) throws(PlanningError) -> DirectionSearch.Candidate {
    var found = found
    let search = DirectionSearch(method: method)
    var reach = 1.0
    while true {
      var candidate = try search.settled(found.formulation, at: found.answer, undecided: found.formulation)
      (candidate.isBranched, candidate.holdsRates) = (found.isBranched, true)
      let plan = candidate.thrifty.solution
      reach *= 0.1
      let rates = found.formulation.gainRates.map(\.least)
      guard reach > 1e-7, point(at: plan, rates: rates).breach > 10 * Self.rounding else { return candidate }
      for (position, term) in found.formulation.curvedTerms.enumerated() {
        let middle = found.formulation.arguments(
          at: found.answer.solution, pool.modelledGains(at: found.answer.solution))[position]
        guard term.bent != nil else { continue }
        found.formulation.hold(term: position, at: middle, reach: 0.01 * reach)
      }
      let answer = try method.solve(&found.formulation, from: found.answer.solution.basis)
      guard answer.solution.termination == .optimal else { return candidate }
      found.answer = answer
    }
  }

  // MARK: Steps

  private func polished(
    from start: Point, _ base: Formulation, penalty: Double
  ) throws(PlanningError) -> Point? {
    let size = pool.sizes.objective
    var point = start
    var (reach, basis) = (0.25, Basis?.none)
    for _ in 0..<Self.stepLimit where reach > 1e-10 {
      guard let step = try step(from: point, base, penalty: penalty, reach: reach, basis) else {
        reach *= 0.25
        continue
      }
      basis = step.promise.basis
      let next = self.point(at: step.promise, rates: step.rates)
      let promised = step.promise.objective - point.merit(penalty, size)
      let gained = next.merit(penalty, size) - point.merit(penalty, size)
      if gained > 0 { point = next }
      reach = gained > 0.75 * promised ? min(2 * reach, 0.5) : gained > 0.25 * promised ? reach : 0.25 * reach
      guard promised > 1e-11 * max(abs(point.figure), 1e-3 * size) else { break }
    }
    return point
  }

  /// The optimum of the program with tangents at `point`, and the rates there; nil where it has none.
  private func step(
    from point: Point, _ base: Formulation, penalty: Double, reach: Double, _ basis: Basis?
  ) throws(PlanningError) -> (promise: Solution, rates: [Double])? {
    var program = base
    program.hold(at: point.solution, point.modelled, reach: reach)
    let variables = program.gainRates.enumerated().map { position, rate in
      program.require(
        rate, near: point.rates[position], reach: min(0.9, 4 * reach),
        gained: pool.gains(over: rate.span, point.modelled))
    }
    let weight = penalty * pool.sizes.objective / pool.sizes.money
    for variable in variables { program.program.objective += -weight * variable.breach }
    let solution = try method.solved(program, from: basis)
    if let stop = method.clock.stop { throw .stopped(stop) }
    guard solution.termination == .optimal else { return nil }
    return (solution, variables.map { solution[$0.rate] })
  }

  /// What the levels of `solution` are worth by the model at `rates`, or at rates that serve them best.
  private func point(at solution: Solution, rates given: [Double]?) -> Point {
    let modelled = pool.modelledGains(at: solution)
    var breach = 0.0
    let rates = pool.gainRates.enumerated().map { position, rate in
      let amounts = rate.allocations.map { solution[$0] }
      let gained = pool.gains(over: rate.span, modelled)
      let own =
        given?[position] ?? rate.servingRate(amounts: amounts, gained: gained) ?? pool.sizes.money / pool.sizes.gain
      breach += rate.breach(at: own, amounts: amounts, gained: gained) / pool.sizes.money
      return own
    }
    let values = pool.values(of: solution, with: modelled)
    for row in rowsOfGains {
      let bounds = pool.program.bounds(of: row.row)
      let activity = row.expression.terms.reduce(row.expression.constant) {
        $0 + $1.coefficient * values[$1.variable.index]
      }
      breach += max(0, bounds.lower - activity, activity - bounds.upper) / row.size
    }
    return Point(
      solution: solution, modelled: modelled, rates: rates, figure: pool.program.objectiveValue(at: values),
      breach: breach)
  }

  // MARK: The last program

  /// The program that holds the rates of `point`, with its optimum, over the widest ranges around it over which tangents
  /// stay right.
  private func held(
    at point: Point, _ base: Formulation, isBranched: Bool
  ) throws(PlanningError) -> Polish.Found? {
    var rated = base
    for (position, rate) in point.rates.enumerated() {
      rated.narrow(position, least: rate * (1 - Self.rounding), greatest: rate * (1 + Self.rounding))
    }
    var (point, reach) = (point, 0.05)
    while reach > 1e-9 {
      var program = rated
      program.hold(at: point.solution, point.modelled, reach: reach)
      let answer = try method.solve(&program, from: nil)
      if answer.solution.termination == .optimal, program.mostOpposed(at: answer.solution) == nil {
        let next = self.point(at: answer.solution, rates: point.rates)
        let isPromised =
          answer.solution.objective <= next.figure + 1e-8 * max(abs(next.figure), 1e-3 * pool.sizes.objective)
        if next.breach <= 5 * Self.rounding, isPromised {
          return Polish.Found(formulation: program, answer: answer, isBranched: isBranched)
        }
        if next.breach < point.breach { point = next }
      }
      reach *= 0.1
    }
    return nil
  }
}

/// A row in which gains count, other than those that define them.
struct RowOfGains: Sendable {
  let row: Row
  /// Its left-hand side.
  let expression: LinearExpression
  /// The size of what it counts.
  let size: Double
}

extension Formulation {
  /// The demands in which gains count.
  fileprivate var rowsOfGains: [RowOfGains] {
    zip(program.rows, rowElements).compactMap { row, element in
      switch element {
      case .gainBasis, .targetGain, .objectiveFloor: break
      case .rule where gainRates.allSatisfy({ !$0.leastRows.contains(row) && !$0.greatestRows.contains(row) }): break
      default: return nil
      }
      return RowOfGains(row: row, expression: program.expression(of: row), size: sizes.size(of: element))
    }
  }

  /// Puts tangents at the levels of `solution` into the place of all curves.
  fileprivate mutating func hold(at solution: Solution, _ modelled: ModelledGains, reach: Double) {
    for (position, point) in arguments(at: solution, modelled).enumerated() {
      hold(term: position, at: point, reach: reach)
    }
  }

  /// The rule of `rate` with κ·g as it changes near `known` and `gained`, for rates near `known`; the variables of the rate
  /// and of what the rule is broken by [currency].
  fileprivate mutating func require(
    _ rate: GainRate, near known: Double, reach: Double, gained: [Double]
  ) -> (rate: Variable, breach: Variable) {
    let own = variable(.rate(rate.rule, span: rate.span), in: Bounds(known * (1 - reach), known * (1 + reach)))
    let breach = variable(.rule(rate.rule, side: .least, span: rate.span, firm: nil), in: .atLeast(0))
    for (firm, figure) in gained.enumerated() {
      let product = known * rate.gains[firm] + figure * own - known * figure
      func element(_ side: ProgramElement.RuleSide) -> ProgramElement {
        .rule(rate.rule, side: side, span: rate.span, firm: firm)
      }
      require(rate.allocations[firm] - (1 - rate.tolerance) * product + breach >= 0, element(.least))
      require(rate.allocations[firm] - (1 + rate.tolerance) * product - breach <= 0, element(.greatest))
    }
    return (own, breach)
  }

  /// Keeps every lever that `solution` moves both ways to the direction in which it does on the whole; whether there was one.
  fileprivate mutating func closeOpposites(at solution: Solution) -> Bool {
    var isAny = false
    for pair in opposites where min(solution[pair.raise], solution[pair.lowering]) > 1e-7 * pair.size {
      let closed = solution[pair.raise] >= solution[pair.lowering] ? pair.lowering : pair.raise
      guard program.bounds(of: closed).lower <= 0 else { continue }
      program.setBounds(of: closed, to: .exactly(0))
      isAny = true
    }
    return isAny
  }
}
