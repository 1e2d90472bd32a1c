import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@Suite("Programs with integers")
struct IntegerPrograms {
  let solver = GLPKSolver()

  /// The best objective over all whole points of a program whose variables are all integers, by enumeration.
  private func bruteForce(_ program: LinearProgram) -> Double? {
    let ranges = program.variables.map { Int(program.bounds(of: $0).lower)...Int(program.bounds(of: $0).upper) }
    var best: Double?
    var values = ranges.map { Double($0.lowerBound) }
    func visit(_ position: Int) {
      guard position < ranges.count else {
        guard Certificate(of: program, values: values).isFeasible else { return }
        let value = program.objectiveValue(at: values)
        best = best.map { program.sense == .minimise ? min($0, value) : max($0, value) } ?? value
        return
      }
      for candidate in ranges[position] {
        values[position] = Double(candidate)
        visit(position + 1)
      }
    }
    visit(0)
    return best
  }

  @Test("a knapsack of four: 8, 11, 6, 4 weighing 5, 7, 4, 3 within 14 is worth 21")
  func knapsack() throws {
    // Wolsey, Integer Programming (1998), section 1.6, gives this instance; the optimum takes all but the first.
    var program = LinearProgram(.maximise)
    let take = (1...4).map { program.addVariable("take \($0)", in: 0...1, integer: true) }
    let capacity = program.require(
      sum(over: zip([5.0, 7, 4, 3], take)) { $0.0 * $0.1 } <= 14, named: "capacity")
    program.objective = sum(over: zip([8.0, 11, 6, 4], take)) { $0.0 * $0.1 }
    let solution = try solver.solve(program)
    #expect(solution.termination == .optimal)
    #expect(solution.objective == 21)
    #expect(solution.bound == 21)
    #expect(solution.values == [0, 1, 1, 1])
    #expect(solution.dual(of: capacity) == 0)
    #expect(Certificate(of: program, solution).holds)
  }

  @Test("60 random programs with whole variables agree with enumeration")
  func enumeration() throws {
    for seed in 0..<60 as Range<UInt64> {
      let program = RandomProgram(seed: 100 + seed, variables: 4, rows: 3, integers: 4, whole: true).program
      let solution = try solver.solve(program)
      let expected = try #require(bruteForce(program))
      #expect(solution.objective.isApproximatelyEqual(to: expected), "seed \(seed)")
      #expect(Certificate(of: program, solution).holds, "seed \(seed)")
    }
  }

  @Test("programs with fractional coefficients that have no whole solution are infeasible, the others agree")
  func fractionalEnumeration() throws {
    var terminations: [Termination: Int] = [:]
    for seed in 0..<60 as Range<UInt64> {
      let program = RandomProgram(seed: 500 + seed, variables: 4, rows: 3, integers: 4, isRelaxed: true).program
      let solution = try solver.solve(program)
      if let expected = bruteForce(program) {
        #expect(solution.objective.isApproximatelyEqual(to: expected), "seed \(seed)")
      } else {
        #expect(solution.termination == .infeasible, "seed \(seed)")
      }
      terminations[solution.termination, default: 0] += 1
    }
    #expect((terminations[.optimal] ?? 0) > 10 && (terminations[.infeasible] ?? 0) > 10)
  }

  @Test("mixed programs: integers are whole, and the duals prove the rest optimal with the integers fixed")
  func mixed() throws {
    for seed in 0..<40 as Range<UInt64> {
      let program = RandomProgram(seed: 900 + seed, variables: 14, rows: 8, integers: 6).program
      let solution = try solver.solve(program)
      #expect(solution.termination == .optimal, "seed \(seed)")
      #expect(Certificate(of: program, solution).holds, "seed \(seed)")
      let fixed = program.fixingIntegers(at: solution.values)
      let certificate = Certificate(
        of: fixed, values: solution.values, rowDuals: solution.rowDuals, reducedCosts: solution.reducedCosts)
      #expect(certificate.holds, "seed \(seed): \(certificate)")
      #expect(solution.values.prefix(6).allSatisfy { $0 == $0.rounded() })
    }
  }

  @Test("an indicator with a coefficient of a million does not leak through the integer tolerance")
  func largeIndicator() throws {
    var program = LinearProgram(.minimise)
    let amount = program.addVariable("amount", in: 0...1e6)
    let opened = program.addVariable("opened", in: 0...1, integer: true)
    program.require(amount <= 1e6 * opened, named: "only when opened")
    program.require(amount >= 0.5, named: "demand")
    program.objective = 0.001 * amount + 10 * opened
    let solution = try solver.solve(program)
    #expect(solution[opened] == 1)
    #expect(solution.objective.isApproximatelyEqual(to: 10.0005))
  }

  @Test(
    "fractional bounds of integer variables are moved inward; without a whole number between them nothing is feasible")
  func fractionalBounds() throws {
    var program = LinearProgram(.maximise)
    let x = program.addVariable("x", in: 0.3...3.7, integer: true)
    program.objective = x.expression
    #expect(try solver.solve(program).values == [3])
    program.setBounds(of: x, to: 0.2...0.8)
    #expect(try solver.solve(program).termination == .infeasible)
  }

  @Test("with an endless relaxation, a program is unbounded or, without a whole solution, infeasible")
  func unbounded() throws {
    var program = LinearProgram(.maximise)
    let x = program.addVariable("x", in: 0..., integer: true)
    let y = program.addVariable("y", in: 0...)
    program.require(x - y <= 2, named: "difference")
    program.objective = x + y
    #expect(try solver.solve(program).termination == .unbounded)
    program.require((4 * x - 2 * program.addVariable("z", in: 0..., integer: true)) == 1, named: "odd")
    program.setBounds(of: x, to: 0...10)
    #expect(try solver.solve(program).termination == .infeasible)
  }

  @Test("an allowed gap ends the search early with a bound within that gap")
  func gap() throws {
    let program = Self.manyKnapsacks(items: 40, rows: 5, seed: 3)
    let exact = try solver.solve(program)
    let near = try solver.solve(program, limits: SolverLimits(relativeGap: 0.05))
    #expect(near.termination == .gapLimit)
    #expect(near.relativeGap <= 0.05)
    #expect(near.bound >= exact.objective - 1e-6 && near.objective <= exact.objective + 1e-6)
    #expect(Certificate(of: program, near, allowedGap: 0.05).holds)
    #expect(!Certificate(of: program, near).holds || near.objective == near.bound)
  }

  /// A multidimensional knapsack, hard enough that branch and bound takes a while.
  static func manyKnapsacks(items: Int, rows: Int, seed: UInt64) -> LinearProgram {
    var generator = SeededGenerator(seed: seed)
    var program = LinearProgram(.maximise)
    let take = (0..<items).map { program.addVariable("item \($0)", in: 0...1, integer: true) }
    for row in 0..<rows {
      let weights = take.map { _ in Double(Int.random(in: 5...60, using: &generator)) }
      program.require(
        sum(over: zip(weights, take)) { $0.0 * $0.1 } <= (weights.reduce(0, +) / 2).rounded(), named: "row \(row)")
    }
    program.objective = sum(over: take) { Double(Int.random(in: 20...60, using: &generator)) * $0 }
    return program
  }
}
