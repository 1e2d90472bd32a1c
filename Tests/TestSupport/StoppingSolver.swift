import GLPKSolver
import LinearProgramming
import Synchronization

/// A solver that asks for an interruption once it has solved a number of programs, so that a search stops at the same
/// place on every machine.
public final class StoppingSolver: Solver {
  /// What plans call it.
  public let name = "GLPK that stops"
  /// What the search has to heed.
  public let interruption = Interruption()
  private let solver = GLPKSolver()
  private let count = Atomic<Int>(0)
  private let limit: Int

  /// A solver that asks for an interruption when it is given program number `limit`.
  public init(after limit: Int) { self.limit = limit }

  /// What GLPK finds.
  public func solve(
    _ program: LinearProgram, from basis: Basis?, limits: SolverLimits
  ) throws(SolverError) -> Solution {
    if count.add(1, ordering: .relaxed).newValue == limit { interruption.request() }
    return try solver.solve(program, from: basis, limits: limits)
  }

  /// What GLPK finds.
  public func ranges(
    of rows: [Row], in program: LinearProgram, at basis: Basis
  ) throws(SolverError) -> [RightHandSideRange] {
    try solver.ranges(of: rows, in: program, at: basis)
  }

  /// What GLPK finds.
  public func reaches(
    of moves: [RightHandSideMove], in program: LinearProgram, at basis: Basis, limits: SolverLimits
  ) throws(SolverError) -> [PriceReach?] {
    try solver.reaches(of: moves, in: program, at: basis, limits: limits)
  }
}
