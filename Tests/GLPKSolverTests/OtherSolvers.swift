import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@Suite("Other solvers on exported programs")
struct OtherSolvers {
  let solver = GLPKSolver()

  @Test("CLP reads the exported MPS and finds the same optimum to 1e-8", arguments: 0..<12 as Range<UInt64>)
  func clp(seed: UInt64) throws {
    let program = RandomProgram(seed: 7000 + seed, variables: 25, rows: 15, whole: seed.isMultiple(of: 2)).program
    let solution = try solver.solve(program)
    let other = try OtherSolver(command: "clp").solve(program.mps(), type: "mps")
    let sign: Double = program.sense == .minimise ? 1 : -1
    #expect((sign * other.objective).isApproximatelyEqual(to: solution.objective, relativeTolerance: 1e-8))
    // Its values, with our duals, are proved optimal by the certificate.
    #expect(Certificate(of: program, values: other.values, rowDuals: solution.rowDuals).holds)
    let back = try LinearProgram(mps: program.mps())
    #expect(try (sign * solver.solve(back).objective).isApproximatelyEqual(to: solution.objective))
  }

  @Test(
    "CBC reads the exported MPS with integers and finds the same optimum to 1e-8", arguments: 0..<8 as Range<UInt64>)
  func cbc(seed: UInt64) throws {
    let program = RandomProgram(seed: 8000 + seed, variables: 15, rows: 9, integers: 8).program
    let solution = try solver.solve(program)
    let other = try OtherSolver(command: "cbc").solve(program.mps(), type: "mps")
    let sign: Double = program.sense == .minimise ? 1 : -1
    #expect((sign * other.objective).isApproximatelyEqual(to: solution.objective, relativeTolerance: 1e-8))
    let certificate = Certificate(of: program, values: other.values, bound: solution.bound)
    #expect(certificate.holds, "\(certificate)")
  }

  @Test("CBC and GLPSOL read the exported LP text and find the same optimum", arguments: 0..<8 as Range<UInt64>)
  func lp(seed: UInt64) throws {
    var program = RandomProgram(
      seed: 9000 + seed, variables: 15, rows: 9, integers: seed.isMultiple(of: 2) ? 5 : 0
    ).program
    program.addVariable("free", in: .free)
    program.addVariable("2026 人才", in: .atMost(4))
    program.require(sum(program.variables.suffix(2)).within(-1...8), named: "End")
    program.require(LinearExpression() <= 3, named: "nothing")
    program.objective += (program.sense == .minimise ? 1 : -1) * sum(program.variables.suffix(2))
    let expected = try solver.solve(program).objective
    let text = try program.lp()
    let glpsol = try #require(try OtherSolver(command: "glpsol").solveWithGLPSOL(text))
    #expect(glpsol.isApproximatelyEqual(to: expected, relativeTolerance: 1e-8))
    let cbc = try OtherSolver(command: "cbc").solve(text, type: "lp")
    // CBC saves a maximum with its sign turned, but not if there are integers.
    let value = program.sense == .minimise || program.hasIntegers ? cbc.objective : -cbc.objective
    #expect(value.isApproximatelyEqual(to: expected, relativeTolerance: 1e-8))
  }
}
