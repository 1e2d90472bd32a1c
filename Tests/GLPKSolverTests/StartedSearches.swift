import LinearProgramming
import TestSupport
import Testing

@testable import GLPKSolver

@Suite("Branch and bound with a start")
struct StartedSearches {
  private static let solver = GLPKSolver()

  @Test(
    "whatever the start, the optimum is the same, and its proof too", arguments: 1...30 as ClosedRange<UInt64>)
  func sameOptimum(seed: UInt64) throws {
    let drawn = RandomProgram(seed: seed, variables: 10, rows: 6, integers: 5, whole: seed.isMultiple(of: 2))
    let program = drawn.program
    let alone = try Self.solver.solve(program)
    try #require(alone.termination == .optimal)
    var generator = SeededGenerator(seed: seed)
    let wild = drawn.point.map { _ in Double.random(in: -20...20, using: &generator) }
    let starts = [drawn.point, alone.values, wild, program.variables.map { program.bounds(of: $0).upper }]
    for start in starts {
      let found = try Self.solver.solve(program, limits: SolverLimits(start: start))
      #expect(found.termination == .optimal)
      #expect(abs(found.objective - alone.objective) <= 1e-8 * max(1, abs(alone.objective)))
      #expect(Certificate(of: program, found).holds)
    }
  }

  @Test("without time to search, a start that suits is what is found, with a bound that no values exceed")
  func noTime() throws {
    let (program, items) = Self.knapsack(seed: 2, items: 30)
    let optimum = try Self.solver.solve(program)
    let start = items.indices.map { $0 < 3 ? 1.0 : 0 }
    let found = try Self.solver.solve(program, limits: SolverLimits(time: .zero, start: start))
    #expect(found.termination == .timeLimit)
    #expect(found.values == start)
    #expect(found.bound >= optimum.objective && found.bound.isFinite)
    let nothing = try Self.solver.solve(
      program, limits: SolverLimits(time: .zero, start: items.map { _ in 1 }))
    #expect(!nothing.hasValues)
  }

  @Test("a search that is stopped gives no worse values than its start, and a bound on all")
  func stoppedSearch() throws {
    let (program, _) = Self.knapsack(seed: 1, items: 150)
    let some = try Self.solver.solve(program, limits: SolverLimits(relativeGap: 0.005))
    let found = try Self.solver.solve(
      program, limits: SolverLimits(time: .milliseconds(20), start: some.values))
    #expect(found.objective >= some.objective - 1e-9)
    #expect(found.bound >= found.objective)
    #expect(found.relativeGap < 0.05)
  }

  @Test("a start need only decide: what else it holds is solved for where it does not suit")
  func decisionsDecide() throws {
    // max 3x + y with y <= 4x, y <= 2.5, x whole in 0...1: x = 1 gives 5.5.
    var program = LinearProgram(.maximise)
    let x = program.addVariable("x", in: 0...1, integer: true)
    let y = program.addVariable("y", in: 0...9)
    program.require(y - 4 * x <= 0, named: "needs x")
    program.require(1 * y <= 2.5, named: "most")
    program.objective = 3 * x + y
    let integers = IntegerSolve(
      program: program, deadline: Deadline(SolverLimits(start: [0.8, 7])))
    #expect(try integers.solution().objective == 5.5)
    #expect(try integers.startingPoint() == [1, 2.5])
    let outside = IntegerSolve(program: program, deadline: Deadline(SolverLimits(start: [2, 0])))
    #expect(try outside.startingPoint() == nil)
    #expect(throws: SolverError.startDoesNotFit(values: 1, variables: 2)) {
      try Self.solver.solve(program, limits: SolverLimits(start: [1]))
    }
  }

  /// A knapsack with five weights whose items are worth about what they weigh, which makes them hard to choose among.
  private static func knapsack(seed: UInt64, items count: Int) -> (program: LinearProgram, items: [Variable]) {
    var generator = SeededGenerator(seed: seed)
    let weights = (0..<5).map { _ in (0..<count).map { _ in Double(Int.random(in: 10...100, using: &generator)) } }
    var program = LinearProgram(.maximise, name: "knapsack")
    let items = (0..<count).map { program.addVariable("x\($0)", in: 0...1, integer: true) }
    for (number, row) in weights.enumerated() {
      let load = zip(row, items).reduce(into: LinearExpression()) { $0 += $1.0 * $1.1 }
      program.require(load <= row.reduce(0, +) / 3, named: "weight \(number)")
    }
    for (index, item) in items.enumerated() {
      let mean = weights.reduce(0) { $0 + $1[index] } / 5
      program.objective += (mean + Double(Int.random(in: 0...30, using: &generator))) * item
    }
    return (program, items)
  }
}
