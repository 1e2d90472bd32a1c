import GLPKSolver
import LinearProgramming

/// GLPK that gives up at once on some programs, so that searches end early in the same way on every machine.
public struct SolverWithoutTime: SolverOnGLPK {
  /// What plans call it.
  public let name: String
  private let hasNoTime: @Sendable (LinearProgram) -> Bool
  /// Who solves.
  public let glpk = GLPKSolver()

  /// A solver called `name` that has no time for programs of which `hasNoTime` is true.
  public init(name: String, for hasNoTime: @escaping @Sendable (LinearProgram) -> Bool) {
    self.name = name
    self.hasNoTime = hasNoTime
  }

  /// What GLPK finds, in no time where there is none.
  public func solve(
    _ program: LinearProgram, from basis: Basis?, limits: SolverLimits
  ) throws(SolverError) -> Solution {
    var limits = limits
    if hasNoTime(program) { limits.time = .zero }
    return try glpk.solve(program, from: basis, limits: limits)
  }
}
