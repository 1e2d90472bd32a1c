import GLPKSolver
import LinearProgramming

/// A solver for tests that differs from GLPK in how it solves a program, and not in what it tells of a basis.
public protocol SolverOnGLPK: Solver {
  /// Who answers.
  var glpk: GLPKSolver { get }
}

extension SolverOnGLPK {
  /// What GLPK finds.
  public func ranges(
    of rows: [Row], in program: LinearProgram, at basis: Basis
  ) throws(SolverError) -> [RightHandSideRange] {
    try glpk.ranges(of: rows, in: program, at: basis)
  }

  /// What GLPK finds.
  public func reaches(
    of moves: [RightHandSideMove], in program: LinearProgram, at basis: Basis, limits: SolverLimits
  ) throws(SolverError) -> [PriceReach?] {
    try glpk.reaches(of: moves, in: program, at: basis, limits: limits)
  }
}
