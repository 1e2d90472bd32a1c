import Foundation
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@Suite("Limits and errors")
struct LimitsAndErrors {
  let solver = GLPKSolver()

  @Test("without iterations nothing is found, with some a continuous program stops between start and optimum")
  func iterationLimit() throws {
    let program = RandomProgram(seed: 1, variables: 40, rows: 25).program
    let none = try solver.solve(program, limits: SolverLimits(iterations: 0))
    #expect(none.termination == .iterationLimit && none.iterations == 0)
    let some = try solver.solve(program, limits: SolverLimits(iterations: 5))
    #expect(some.termination == .iterationLimit && some.iterations == 5)
    let all = try solver.solve(program, from: some.basis)
    #expect(try all.objective.isApproximatelyEqual(to: solver.solve(program).objective))
  }

  @Test("no time means no answer, for continuous and integer programs")
  func noTime() throws {
    for integers in [0, 10] {
      let program = RandomProgram(seed: 2, variables: 20, rows: 10, integers: integers).program
      let solution = try solver.solve(program, limits: SolverLimits(time: .zero))
      #expect(solution.termination == .timeLimit)
      #expect(!solution.hasValues && solution.rowDuals.isEmpty)
    }
  }

  @Test("a time limit ends branch and bound with the best values and a bound that brackets the optimum")
  func timeLimit() throws {
    let program = IntegerPrograms.manyKnapsacks(items: 250, rows: 30, seed: 5)
    let started = ContinuousClock.now
    let solution = try solver.solve(program, limits: SolverLimits(time: .milliseconds(700)))
    #expect(ContinuousClock.now - started < .seconds(10))
    #expect(solution.termination == .timeLimit)
    #expect(solution.bound.isFinite)
    if solution.hasValues {
      #expect(Certificate(of: program, values: solution.values).isFeasible)
      #expect(solution.objective <= solution.bound)
    }
  }

  @Test("a request from another thread interrupts a search")
  func interruption() async throws {
    let program = IntegerPrograms.manyKnapsacks(items: 250, rows: 30, seed: 6)
    let interruption = Interruption()
    let solver = solver
    let search = Task.detached { try solver.solve(program, limits: SolverLimits(interruption: interruption)) }
    try await Task.sleep(for: .milliseconds(200))
    interruption.request()
    #expect(try await search.value.termination == .interrupted)
  }

  @Test("an interruption requested beforehand stops a continuous program at once")
  func earlyInterruption() throws {
    let interruption = Interruption()
    interruption.request()
    let program = RandomProgram(seed: 2, variables: 20, rows: 10).program
    let solution = try solver.solve(program, limits: SolverLimits(interruption: interruption))
    #expect(solution.termination == .interrupted)
  }

  @Test("a program with defects is refused with all of them")
  func defects() throws {
    var program = LinearProgram(.minimise)
    let x = program.addVariable("x", in: Bounds(3, 1))
    program.require(.nan * x <= 1, named: "undefined")
    program.objective = .infinity * x
    let expected: [ProgramDefect] = [
      .coefficientNotFinite(.infinity, variable: "x", place: .objective),
      .boundsInvalid(Bounds(3, 1), place: .variable("x")),
      .coefficientNotFinite(.nan, variable: "x", place: .row("undefined")),
    ]
    #expect(throws: SolverError.defects(expected)) { try solver.solve(program) }
  }

  @Test("limits without meaning are refused")
  func limits() throws {
    let program = RandomProgram(seed: 2, variables: 3, rows: 2).program
    #expect(throws: SolverError.limitInvalid(.time, value: -1)) {
      try solver.solve(program, limits: SolverLimits(time: .seconds(-1)))
    }
    #expect(throws: SolverError.limitInvalid(.iterations, value: -2)) {
      try solver.solve(program, limits: SolverLimits(iterations: -2))
    }
    #expect(throws: SolverError.limitInvalid(.relativeGap, value: -0.1)) {
      try solver.solve(program, limits: SolverLimits(relativeGap: -0.1))
    }
    #expect(throws: SolverError.self) { try solver.solve(program, limits: SolverLimits(relativeGap: .nan)) }
  }

  @Test("a basis of another size is refused; one that is singular is replaced")
  func bases() throws {
    var program = LinearProgram(.maximise)
    let (x, y) = (program.addVariable("x", in: 0...9), program.addVariable("y", in: 0...9))
    program.require(x + y <= 4, named: "first")
    program.require(2 * x + 2 * y <= 10, named: "second")
    program.objective = x + 2 * y
    let tooMany = Basis(columns: [.basic, .basic], rows: [.basic, .atUpper])
    #expect(throws: SolverError.basisDoesNotFit(basicEntries: 3, rows: 2)) { try solver.solve(program, from: tooMany) }
    let tooLong = Basis(columns: [.basic, .basic, .atLower], rows: [.atUpper, .atUpper])
    #expect(throws: SolverError.basisDoesNotFit(basicEntries: 2, rows: 2)) { try solver.solve(program, from: tooLong) }
    let singular = Basis(columns: [.basic, .basic], rows: [.atUpper, .atUpper])
    #expect(try solver.solve(program, from: singular).objective == 8)
    #expect(throws: SolverError.rangesNeedOptimalBasis) {
      try solver.ranges(of: program.rows, in: program, at: singular)
    }
  }

  @Test("ranges are refused for integers and for rows of another program")
  func rangeErrors() throws {
    let mixed = RandomProgram(seed: 3, variables: 5, rows: 3, integers: 2).program
    let basis = try #require(try solver.solve(mixed).basis)
    #expect(throws: SolverError.rangesNeedContinuousProgram(integers: 2)) {
      try solver.ranges(of: mixed.rows, in: mixed, at: basis)
    }
    let other = RandomProgram(seed: 3, variables: 5, rows: 3).program
    #expect(throws: SolverError.foreignRow(index: 0)) { try solver.ranges(of: mixed.rows, in: other, at: basis) }
    let fixed = try mixed.fixingIntegers(at: solver.solve(mixed).values)
    #expect(try solver.ranges(of: fixed.rows, in: fixed, at: basis).count == 3)
  }

  @Test("the ranges of hand-solved rows name what limits them")
  func rangesByHand() throws {
    var program = LinearProgram(.maximise)
    let (x, y) = (program.addVariable("x", in: 0...6), program.addVariable("y", in: 0...))
    let budget = program.require(x + y <= 4, named: "budget")
    let loose = program.require(x + 2 * y <= 20, named: "loose")
    let ranged = program.require((y - x).within(-3...50), named: "ranged")
    program.objective = 3 * x + 2 * y
    let solution = try solver.solve(program)
    #expect(solution.values == [3.5, 0.5])
    let ranges = try solver.ranges(of: [budget, loose, ranged], in: program, at: #require(solution.basis))
    // y = (budget − 3) / 2 reaches 0 at 3, x = (budget + 3) / 2 reaches 6 at 9.
    #expect(
      ranges[0]
        == RightHandSideRange(row: budget, dual: 2.5, lower: 3, upper: 9, atLower: .variable(y), atUpper: .variable(x)))
    #expect(
      ranges[1] == RightHandSideRange(row: loose, dual: 0, lower: 4.5, upper: .infinity, atLower: nil, atUpper: nil))
    // The lower end −3 can fall to −4, where y is 0, and rise to 4, where x is 0.
    #expect(
      ranges[2]
        == RightHandSideRange(
          row: ranged, dual: -0.5, lower: -4, upper: 4, atLower: .variable(y), atUpper: .variable(x)))
  }
}
