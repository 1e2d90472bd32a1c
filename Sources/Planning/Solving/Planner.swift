import Alliances
import LinearProgramming

/// Plans alliances: formulates the program, solves it, and turns the answer into a plan with its evidence.
public struct Planner: Sendable {
  let solver: any Solver

  /// A planner that solves its programs with `solver`.
  public init(solver: any Solver) { self.solver = solver }

  /// The best plan of `alliance`, or the demands that rule every plan out.
  ///
  /// Among plans of the greatest gain it is one of least spending, so the answer is the same on every run and no money
  /// moves for nothing. Prices are those of the gain.
  ///
  /// - Throws: `PlanningError` when the solver fails, or when its answer does not stand up to the check without it.
  public func plan(_ alliance: Alliance) throws(PlanningError) -> PlanningOutcome {
    try plan(Formulation(alliance))
  }

  /// The best plan of an alliance whose program is already formulated.
  ///
  /// - Throws: as `plan(_:)` of the alliance.
  public func plan(_ formulation: Formulation) throws(PlanningError) -> PlanningOutcome {
    let method = TangentMethod(solver: solver)
    var formulation = formulation
    let best = try method.solve(&formulation)
    switch best.solution.termination {
    case .optimal: break
    case .infeasible: return .infeasible(try ConflictFinder(method: method).conflict(in: formulation.alliance))
    default: throw .stopped(best.solution.termination)
    }
    let thrifty = try leastSpending(among: best, of: &formulation, method)
    let certificate = Certificate(
      of: formulation.program, values: thrifty.solution.values,
      rowDuals: best.solution.rowDuals.padded(to: formulation.program.rowCount),
      reducedCosts: best.solution.reducedCosts)
    guard certificate.holds else { throw .notProved(certificate) }
    let finder = PriceFinder(method: method, formulation: formulation, best: best.solution)
    let prices = try finder.prices(at: thrifty.solution)
    let reading = PlanReading(
      formulation: formulation, solution: thrifty.solution, bound: best.solution.objective,
      tangentError: max(best.error, thrifty.error))
    return .plan(reading.plan(prices: prices, certificate: certificate, solver: solver.name))
  }

  /// The program of `alliance` as another solver may have it: for a curved response with the tangents at the optimum.
  ///
  /// - Throws: `PlanningError` when the solver fails.
  public func program(of alliance: Alliance) throws(PlanningError) -> LinearProgram {
    var formulation = Formulation(alliance)
    if !formulation.curvedGains.isEmpty { _ = try TangentMethod(solver: solver).solve(&formulation) }
    return formulation.program
  }

  /// Of the plans that gain as much as `best`, one that spends least.
  ///
  /// On the optimal face, where every variable with a reduced cost and every row with a price is held, spending is
  /// minimised; the gain cannot change there. Tangents that this needs are added to `formulation` too.
  private func leastSpending(
    among best: TangentMethod.Answer, of formulation: inout Formulation, _ method: TangentMethod
  ) throws(PlanningError) -> TangentMethod.Answer {
    var face = formulation
    face.program = formulation.program.restrictedToOptimalFace(of: best.solution)
    face.program.objective = -1 * formulation.totalSpending
    let thrifty = try method.solve(&face, from: best.solution.basis)
    // Held values are rounded, so the face may be empty by a hair; the first answer is optimal all the same.
    guard thrifty.solution.termination == .optimal else { return best }
    formulation.adoptTangents(of: face)
    return thrifty
  }
}

extension [Double] {
  /// The same numbers with zeros behind them up to `count`: rows that were added later have no price.
  fileprivate func padded(to count: Int) -> [Double] {
    self + [Double](repeating: 0, count: Swift.max(0, count - self.count))
  }
}
