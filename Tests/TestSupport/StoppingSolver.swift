import GLPKSolver
import LinearProgramming
import Synchronization

/// A solver that asks for an interruption once it has solved a number of programs, so that a search stops at the same
/// place on every machine.
public final class StoppingSolver: SolverOnGLPK {
  /// What plans call it.
  public let name = "GLPK that stops"
  /// What the search has to heed.
  public let interruption = Interruption()
  /// Who solves.
  public let glpk = GLPKSolver()
  private let count = Atomic<Int>(0)
  private let limit: Int

  /// A solver that asks for an interruption when it is given program number `limit`.
  public init(after limit: Int) { self.limit = limit }

  /// What GLPK finds.
  public func solve(
    _ program: LinearProgram, from basis: Basis?, limits: SolverLimits
  ) throws(SolverError) -> Solution {
    if count.add(1, ordering: .relaxed).newValue == limit { interruption.request() }
    return try glpk.solve(program, from: basis, limits: limits)
  }
}
