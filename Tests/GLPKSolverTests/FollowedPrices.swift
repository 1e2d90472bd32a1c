import LinearProgramming
import TestSupport
import Testing

@testable import GLPKSolver

@Suite("Prices followed along moving right-hand sides")
struct FollowedPrices {
  private static let solver = GLPKSolver()
  private static let hair = 1e-6

  @Test(
    "a followed price holds up to its ends, where solving anew says so, and no farther",
    arguments: 1...40 as ClosedRange<UInt64>)
  func endsAgainstSolvingAnew(seed: UInt64) throws {
    let drawn = RandomProgram(seed: seed, variables: 8, rows: 5, whole: seed.isMultiple(of: 2))
    let program = drawn.program
    let optimum = try Self.solver.solve(program)
    guard optimum.termination == .optimal, let basis = optimum.basis else { return }
    let moves = Self.moves(in: program)
    let reaches = try Self.solver.reaches(of: moves, in: program, at: basis, limits: SolverLimits())
    for (move, found) in zip(moves, reaches) {
      let reach = try #require(found)
      #expect(isNear(reach.price, move.price(at: optimum)))
      #expect(reach.up >= 0 && reach.down >= 0)
      for (sign, reached) in [(1.0, reach.up), (-1, reach.down)] {
        let far = sign > 0 ? move.domain.upperBound : -move.domain.lowerBound
        for part in [0.3, 0.7, 1] {
          let place = sign * part * min(reached, far)
          let there = try Self.solver.solve(program.moved(move, by: place))
          #expect(there.termination == .optimal)
          #expect(isNear(there.objective, optimum.objective + reach.price * place, scale: 100))
        }
        guard reached + 3 * Self.hair < far else { continue }
        let beyond = try Self.solver.solve(program.moved(move, by: sign * (reached + 2 * Self.hair)))
        #expect(beyond.termination != .optimal || abs(move.price(at: beyond) - reach.price) > move.priceTolerance)
      }
    }
  }

  @Test("what is found for a move does not depend on the moves before it", arguments: [3, 4, 17] as [UInt64])
  func independence(seed: UInt64) throws {
    let program = RandomProgram(seed: seed, variables: 30, rows: 20).program
    let basis = try #require(try Self.solver.solve(program).basis)
    let moves = Self.moves(in: program)
    let together = try Self.solver.reaches(of: moves, in: program, at: basis, limits: SolverLimits())
    for (move, reach) in zip(moves, together) {
      let alone = try Self.solver.reaches(of: [move], in: program, at: basis, limits: SolverLimits())
      #expect(alone == [reach])
    }
  }

  @Test("rows that move together reach exactly as far as the first of them allows")
  func together() throws {
    // max x + y, x <= a, y <= b, x + 2y <= 10 at a = 2, b = 3: with both moved by t the third row is met at t = 2/3.
    var program = LinearProgram(.maximise)
    let x = program.addVariable("x", in: 0...)
    let y = program.addVariable("y", in: 0...)
    let a = program.require(1 * x <= 2, named: "a")
    let b = program.require(1 * y <= 3, named: "b")
    let both = program.require(x + 2 * y <= 10, named: "both")
    program.objective = x + y
    let basis = try #require(try Self.solver.solve(program).basis)
    let move = RightHandSideMove(rows: [(a, 1), (b, 1)], domain: -5...5, hair: 1e-6, priceTolerance: 1e-9)
    let reach = try #require(
      try Self.solver.reaches(of: [move], in: program, at: basis, limits: SolverLimits()).first.flatMap(\.self))
    #expect(isNear(reach.price, 2))
    #expect(isNear(reach.up, 2.0 / 3))
    #expect(reach.atUpper == .row(both))
    // Downwards x reaches 0 at −2, where moving on finds no values.
    #expect(isNear(reach.down, 2))
    #expect(reach.atLower == .variable(x))
  }

  @Test("without time nothing is found, and programs with integers are refused")
  func limits() throws {
    var program = RandomProgram(seed: 5, variables: 30, rows: 20).program
    let basis = try #require(try Self.solver.solve(program).basis)
    let moves = Self.moves(in: program)
    let none = try Self.solver.reaches(of: moves, in: program, at: basis, limits: SolverLimits(time: .zero))
    #expect(none == moves.map { _ in nil })
    program.addVariable("whole", in: 0...1, integer: true)
    #expect(throws: SolverError.rangesNeedContinuousProgram(integers: 1)) {
      try Self.solver.reaches(of: moves, in: program, at: basis, limits: SolverLimits())
    }
  }

  /// Every row alone, and each with the next at another scale.
  private static func moves(in program: LinearProgram) -> [RightHandSideMove] {
    let rows = program.rows
    let alone = rows.map { [(row: $0, scale: 1.0)] }
    let pairs = zip(rows, rows.dropFirst()).map { [(row: $0, scale: 0.5), (row: $1, scale: 2.0)] }
    return (alone + pairs).map {
      RightHandSideMove(rows: $0, domain: -4...6, hair: hair, priceTolerance: 1e-8)
    }
  }

  private func isNear(_ value: Double, _ expected: Double, scale: Double = 1) -> Bool {
    abs(value - expected) <= 1e-8 * max(scale, abs(expected))
  }
}

extension RightHandSideMove {
  /// The change of the objective per unit at `solution`.
  fileprivate func price(at solution: Solution) -> Double {
    rows.reduce(0) { $0 + solution.dual(of: $1.row) * $1.scale }
  }
}

extension LinearProgram {
  /// The same with `move` made as far as `place`.
  fileprivate func moved(_ move: RightHandSideMove, by place: Double) -> LinearProgram {
    var moved = self
    for (row, scale) in move.rows {
      let bounds = bounds(of: row)
      moved.setBounds(of: row, to: Bounds(bounds.lower + place * scale, bounds.upper + place * scale))
    }
    return moved
  }
}
