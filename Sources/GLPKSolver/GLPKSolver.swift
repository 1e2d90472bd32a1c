import CGLPK
import LinearProgramming

/// The GNU Linear Programming Kit: simplex method, branch and bound, and sensitivity analysis.
///
/// Everything that can be wrong with a program is found before GLPK sees it; its own fatal errors are caught as a second
/// net. Each call is self-contained, so any number may run at once, on any threads.
public struct GLPKSolver: Solver {
  /// "GLPK" and its version.
  public let name: String

  /// The code with which GLPK says that the iterations are used up.
  static let iterationLimitCode = 8

  /// The solver.
  public init() { name = "GLPK \(String(cString: cglpk_version()))" }

  /// Solves `program`.
  ///
  /// A continuous program is solved by the dual simplex method, or from a `basis` by whichever method suits it. The
  /// result is checked against the program's data (`Certificate`, `InfeasibilityProof`, `UnboundednessProof`); where it
  /// does not hold, other methods and scalings are tried, for small programs in rational arithmetic too, and the best
  /// result is given. The same program takes the same path each time; time limits and interruption only end it. For programs with integers `basis` is not used; their `optimal` is proved
  /// to 1e-9 of the objective's magnitude, and duals and basis are those of the program with the integers fixed.
  public func solve(
    _ program: LinearProgram, from basis: Basis?, limits: SolverLimits
  ) throws(SolverError) -> Solution {
    try check(program)
    try check(limits)
    if let basis { try check(basis, of: program) }
    let deadline = Deadline(limits)
    return if program.hasIntegers {
      try IntegerSolve(program: program, deadline: deadline).solution()
    } else {
      try continuousSolution(of: program, from: basis, until: deadline)
    }
  }

  /// Over which right-hand sides the duals of `rows` hold; see `RightHandSideRange`.
  ///
  /// One factorization serves all rows. If `basis` is not quite optimal, the optimal basis that the simplex method
  /// reaches from it is used; each range states the dual that it belongs to.
  public func ranges(
    of rows: [Row], in program: LinearProgram, at basis: Basis
  ) throws(SolverError) -> [RightHandSideRange] {
    try check(rows, of: program, at: basis)
    return try Ranging(program: program).ranges(of: rows, at: basis)
  }

  /// How far each of `moves` can go while its price stays the same; see `PriceReach`.
  ///
  /// The program is loaded, scaled and factorized once. A price is followed as long as it is the same, to a hair.
  public func reaches(
    of moves: [RightHandSideMove], in program: LinearProgram, at basis: Basis, limits: SolverLimits
  ) throws(SolverError) -> [PriceReach?] {
    try check(moves.flatMap { $0.rows.map(\.row) }, of: program, at: basis)
    try check(limits)
    return try Ranging(program: program).reaches(of: moves, at: basis, until: Deadline(limits))
  }

  private func check(_ rows: [Row], of program: LinearProgram, at basis: Basis) throws(SolverError) {
    try check(program)
    try check(basis, of: program)
    if program.hasIntegers { throw .rangesNeedContinuousProgram(integers: program.integerCount) }
    for row in rows where !program.owns(row) { throw .foreignRow(index: row.index) }
  }

  private func continuousSolution(
    of program: LinearProgram, from basis: Basis?, until deadline: Deadline
  ) throws(SolverError) -> Solution {
    var solve = ContinuousSolve(program: program, deadline: deadline)
    return try solve.solution(from: basis)
  }

  private func check(_ program: LinearProgram) throws(SolverError) {
    let defects = program.defects()
    if !defects.isEmpty { throw .defects(defects) }
  }

  private func check(_ limits: SolverLimits) throws(SolverError) {
    if let time = limits.time, time < .zero { throw .limitInvalid(.time, value: time / .seconds(1)) }
    if let iterations = limits.iterations, iterations < 0 {
      throw .limitInvalid(.iterations, value: Double(iterations))
    }
    if !(limits.relativeGap >= 0) { throw .limitInvalid(.relativeGap, value: limits.relativeGap) }
  }

  private func check(_ basis: Basis, of program: LinearProgram) throws(SolverError) {
    if !basis.fits(program) {
      throw .basisDoesNotFit(basicEntries: basis.basicEntries(in: program), rows: program.rowCount)
    }
  }
}
