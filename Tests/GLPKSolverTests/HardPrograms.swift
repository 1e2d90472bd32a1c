import Foundation
import LinearProgramming
import TestSupport
import Testing

@testable import GLPKSolver

@Suite("Programs that are hard for the simplex method")
struct HardPrograms {
  let solver = GLPKSolver()

  @Test("tangents that rise ten million times as fast as others are no obstacle: HiGHS's optimum, with a certificate")
  func steepTangents() throws {
    let program = SteepPrograms.threePeriods()
    let solution = try solver.solve(program)
    #expect(solution.termination == .optimal)
    #expect(solution.objective.isApproximatelyEqual(to: 9338.07524761, relativeTolerance: 1e-10))
    #expect(Certificate(of: program, solution).holds)
    #expect(solution.iterations < 200)
  }

  @Test("an optimum of nothing, left over from terms of thousands, is proved all the same")
  func nothingToGain() throws {
    let program = SteepPrograms.nothingToGain()
    let solution = try solver.solve(program)
    #expect(solution.termination == .optimal)
    #expect(abs(solution.objective) < 1e-3)
    #expect(Certificate(of: program, solution).holds)
  }

  @Test("a coefficient of 2e-18, zero but for rounding, changes nothing")
  func negligibleCoefficients() throws {
    var program = SteepPrograms.threePeriods()
    for (number, variable) in program.variables.prefix(3).enumerated() {
      program.require(program.variables[6 + 2 * number] - 2e-18 * variable <= 2000, named: "level \(number)")
    }
    let solution = try solver.solve(program)
    #expect(solution.objective.isApproximatelyEqual(to: 9338.07524761, relativeTolerance: 1e-10))
    #expect(Certificate(of: program, solution).holds)
  }

  @Test("rational arithmetic finds the same optimum, to the last digits")
  func exactOptimum() throws {
    for program in [SteepPrograms.threePeriods()]
      + (0..<20).map({ RandomProgram(seed: $0, variables: 12, rows: 8).program })
    {
      let packed = PackedProgram(program, basis: nil)
      let answer = packed.solveExactly(slack: 0, iterations: 1000, until: Deadline(SolverLimits()))
      #expect(answer.outcome == .stopped(.optimal))
      let exact = Solution(of: program, .optimal, answer, iterations: answer.iterations)
      let certificate = Certificate(of: program, exact)
      #expect(certificate.worstResidual < 1e-15 && certificate.gap < 1e-14, "\(certificate)")
      #expect(try exact.objective.isApproximatelyEqual(to: solver.solve(program).objective, relativeTolerance: 1e-12))
    }
  }

  @Test("decimals that do not add up to the last digit are no contradiction: 0.1 + 0.2 = 0.3")
  func decimals() throws {
    var program = LinearProgram(.maximise)
    let (x, y) = (program.addVariable("x", in: 0...1), program.addVariable("y", in: 0...1))
    program.require(1 * x == 0.1, named: "a tenth")
    program.require(1 * y == 0.2, named: "a fifth")
    program.require(x + y == 0.3, named: "together")
    program.objective = 1 * x
    let packed = PackedProgram(program, basis: nil)
    let deadline = Deadline(SolverLimits())
    #expect(packed.solveExactly(slack: 0, iterations: 100, until: deadline).outcome == .stopped(.infeasible))
    let loosened = packed.solveExactly(slack: 2 * .ulpOfOne, iterations: 100, until: deadline)
    #expect(loosened.outcome == .stopped(.optimal))
    #expect(try solver.solve(program).objective.isApproximatelyEqual(to: 0.1))
  }

  @Test(
    "infeasible and unbounded programs are told apart, each with a proof of its own", arguments: 0..<40 as Range<UInt64>
  )
  func proofs(seed: UInt64) throws {
    var program = RandomProgram(seed: seed, variables: 12, rows: 8).program
    let whole = sum(program.variables)
    let isUnbounded = seed.isMultiple(of: 2)
    if isUnbounded {
      let (up, down) = (program.addVariable("up", in: 0...), program.addVariable("down", in: 0...))
      program.require(up - down + program.variables[0] <= 100, named: "apart")
      program.objective += (program.sense == .maximise ? 1 : -1) * (2 * up - down)
    } else {
      program.require(whole >= 1000, named: "more than there is")
    }
    let answer = PackedProgram(program, basis: nil).solveContinuous(
      Strategy(isScaled: true, usesAdvancedBasis: true), iterations: 1000, until: Deadline(SolverLimits()))
    if isUnbounded {
      #expect(answer.outcome == .stopped(.unbounded))
      #expect(try UnboundednessProof(direction: #require(answer.columnProof)).holds(for: program))
      #expect(answer.rowProof == nil)
    } else {
      #expect(answer.outcome == .stopped(.infeasible))
      #expect(try InfeasibilityProof(multipliers: #require(answer.rowProof)).holds(for: program))
      #expect(answer.columnProof == nil)
    }
  }
}
