import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@Suite("Random programs")
struct RandomProgramProperties {
  let solver = GLPKSolver()

  @Test("strong duality: 240 optima are proved by a certificate computed without the solver")
  func certificates() throws {
    for seed in 0..<240 as Range<UInt64> {
      let size = 3 + Int(seed % 40)
      let random = RandomProgram(seed: seed, variables: size, rows: size * 2 / 3 + 1, whole: seed.isMultiple(of: 3))
      let solution = try solver.solve(random.program)
      let certificate = Certificate(of: random.program, solution)
      #expect(solution.termination == .optimal, "seed \(seed)")
      #expect(certificate.holds, "seed \(seed): \(certificate)")
      #expect(certificate.gap < 1e-9, "seed \(seed): \(certificate)")
      #expect(Certificate(of: random.program, values: random.point).isFeasible)
    }
  }

  @Test("a certificate fails as soon as values, duals or reduced costs are disturbed")
  func disturbedCertificates() throws {
    var generator = SeededGenerator(seed: 7)
    for seed in 0..<60 as Range<UInt64> {
      let program = RandomProgram(seed: seed, variables: 12, rows: 8).program
      let solution = try solver.solve(program)
      func holds(_ values: [Double], _ duals: [Double], _ reducedCosts: [Double]?) -> Bool {
        Certificate(of: program, values: values, rowDuals: duals, reducedCosts: reducedCosts).holds
      }
      #expect(holds(solution.values, solution.rowDuals, nil))
      var values = solution.values
      var duals = solution.rowDuals
      var reducedCosts = solution.reducedCosts
      let priced = try #require(reducedCosts.indices.max { abs(reducedCosts[$0]) < abs(reducedCosts[$1]) })
      values[priced] += Bool.random(using: &generator) ? 1e-3 : -1e-3
      #expect(!holds(values, duals, reducedCosts), "seed \(seed): value")
      reducedCosts[priced] += 1e-3
      #expect(!holds(solution.values, duals, reducedCosts), "seed \(seed): reduced cost")
      duals[Int.random(in: duals.indices, using: &generator)] += 1e-3
      #expect(!holds(solution.values, duals, solution.reducedCosts), "seed \(seed): dual")
      #expect(!Certificate(of: program, values: solution.values).holds, "without duals nothing is proved")
      values = solution.values
      values[0] = .nan
      #expect(!holds(values, solution.rowDuals, solution.reducedCosts))
    }
  }

  @Test("a row's dual is the change of the optimum per unit of its right-hand side, and holds over its range")
  func dualsAndRanges() throws {
    var examined = 0
    for seed in 0..<40 as Range<UInt64> {
      let program = RandomProgram(seed: 1000 + seed, variables: 10, rows: 7, density: 0.8).program
      let solution = try solver.solve(program)
      let basis = try #require(solution.basis)
      for range in try solver.ranges(of: program.rows, in: program, at: basis) {
        #expect(range.dual.isApproximatelyEqual(to: solution.dual(of: range.row), relativeTolerance: 1e-8))
        examined += try examine(range, of: program, optimum: solution)
      }
    }
    #expect(examined > 150)
  }

  /// Moves the bound that `range` is about to places within and beyond the range; gives how many places were examined.
  private func examine(_ range: RightHandSideRange, of program: LinearProgram, optimum: Solution) throws -> Int {
    let bounds = program.bounds(of: range.row)
    let activity = optimum.activity(of: range.row)
    let movesUpper = abs(bounds.upper - activity) <= abs(activity - bounds.lower)
    let now = movesUpper ? bounds.upper : bounds.lower
    #expect(range.lower <= now + 1e-7 && now - 1e-7 <= range.upper)
    let isLessCramped = range.upper - range.lower > 1e-3
    guard isLessCramped else { return 0 }

    func change(at place: Double) throws -> Double? {
      var moved = program
      let other = bounds.isFixed ? place : movesUpper ? bounds.lower : bounds.upper
      moved.setBounds(of: range.row, to: Bounds(min(place, other), max(place, other)))
      let solution = try solver.solve(moved)
      return solution.termination == .optimal ? solution.objective - optimum.objective : nil
    }
    var places = 0
    for end in [max(range.lower, now - 5), min(range.upper, now + 5)] where abs(end - now) > 1e-6 {
      if range.dual == 0 && !bounds.isFixed && abs(end - now) > 0 && activity == end { continue }
      let predicted = range.dual * (end - now)
      let actual = try #require(try change(at: end))
      #expect(actual.isApproximatelyEqual(to: predicted, relativeTolerance: 1e-6), "\(range) in \(program.name)")
      places += 1
    }
    return places
  }

  @Test("at the end of a range the price changes or the program becomes infeasible, and the limit named is at a bound")
  func rangeEnds() throws {
    var ends = 0
    for seed in 0..<30 as Range<UInt64> {
      let program = RandomProgram(seed: 2000 + seed, variables: 10, rows: 7, density: 0.8).program
      let solution = try solver.solve(program)
      let basis = try #require(solution.basis)
      for range in try solver.ranges(of: program.rows, in: program, at: basis) where abs(range.dual) > 1e-6 {
        let bounds = program.bounds(of: range.row)
        guard bounds.isFixed || bounds.lower == -.infinity || bounds.upper == .infinity else { continue }
        for (end, limit, step) in [(range.lower, range.atLower, -1e-3), (range.upper, range.atUpper, 1e-3)] {
          guard end.isFinite else {
            #expect(limit == nil)
            continue
          }
          var moved = program
          func place(_ value: Double) {
            moved.setBounds(
              of: range.row,
              to: Bounds(bounds.lower.isFinite ? value : -.infinity, bounds.upper.isFinite ? value : .infinity))
          }
          place(end)
          let there = try solver.solve(moved)
          try expectAtBound(#require(limit), in: there, of: moved)
          place(end + step)
          let beyond = try solver.solve(moved)
          let kept = there.objective + range.dual * step
          #expect(beyond.termination == .infeasible || abs(beyond.objective - kept) > 1e-10, "\(range)")
          ends += 1
        }
      }
    }
    #expect(ends > 60)
  }

  private func expectAtBound(_ limit: RightHandSideRange.Limit, in solution: Solution, of program: LinearProgram) throws
  {
    let (value, bounds) =
      switch limit {
      case .variable(let variable): (solution[variable], program.bounds(of: variable))
      case .row(let row): (solution.activity(of: row), program.bounds(of: row))
      }
    #expect(min(abs(value - bounds.lower), abs(value - bounds.upper)) < 1e-6)
  }

  @Test("rows and variables in units that differ by ten orders of magnitude lead to the same optimum")
  func units() throws {
    for seed in 0..<60 as Range<UInt64> {
      let program = RandomProgram(seed: 6000 + seed, variables: 15, rows: 10).program
      var generator = SeededGenerator(seed: seed)
      func unit() -> Double { [1e-5, 1e-3, 1, 1e2, 1e5].randomElement(using: &generator) ?? 1 }
      func scaled(_ bounds: Bounds, by factor: Double) -> Bounds {
        Bounds(bounds.lower * factor, bounds.upper * factor)
      }
      var other = LinearProgram(program.sense)
      let factors = program.variables.map { _ in unit() }
      let variables = program.variables.map {
        other.addVariable("", in: scaled(program.bounds(of: $0), by: factors[$0.index]))
      }
      let rows = program.matrix.transposed()
      for row in program.rows {
        let factor = unit()
        let terms = sum(over: rows.entries(ofColumn: row.index)) {
          let column = Int(rows.rows[$0])
          return rows.values[$0] / factors[column] * factor * variables[column]
        }
        other.require(terms.within(scaled(program.bounds(of: row), by: factor)), named: "")
      }
      let costs = program.objectiveCoefficients
      other.objective = sum(over: variables) { costs[$0.index] / factors[$0.index] * $0 } + program.objective.constant
      let (plain, strange) = (try solver.solve(program), try solver.solve(other))
      #expect(strange.objective.isApproximatelyEqual(to: plain.objective, relativeTolerance: 1e-7), "seed \(seed)")
      #expect(Certificate(of: other, strange).holds, "seed \(seed): \(Certificate(of: other, strange))")
    }
  }

  @Test("after a cutting row is added, a warm start reaches the same optimum in fewer iterations")
  func warmStart() throws {
    var cold = 0
    var warm = 0
    for seed in 0..<20 as Range<UInt64> {
      var program = RandomProgram(seed: 3000 + seed, variables: 40, rows: 25).program
      let first = try solver.solve(program)
      let variables = program.variables
      // Cuts the optimum off, but not the feasible point that it is mixed with.
      let inside = RandomProgram(seed: 3000 + seed, variables: 40, rows: 25).point
      let normal = zip(first.values, inside).map { $0 - $1 }
      let value = zip(normal, zip(first.values, inside)).reduce(0) { $0 + $1.0 * (0.9 * $1.1.0 + 0.1 * $1.1.1) }
      program.require(sum(over: variables) { normal[$0.index] * $0 } <= value, named: "cut")
      let again = try solver.solve(program, from: first.basis)
      let afresh = try solver.solve(program)
      #expect(again.objective.isApproximatelyEqual(to: afresh.objective, relativeTolerance: 1e-8), "seed \(seed)")
      #expect(Certificate(of: program, again).holds)
      cold += afresh.iterations
      warm += again.iterations
    }
    #expect(warm * 3 < cold, "\(warm) against \(cold)")
  }

  @Test("a warm start serves a changed objective, a new variable and changed bounds too")
  func warmStartAfterOtherChanges() throws {
    for seed in 0..<20 as Range<UInt64> {
      var program = RandomProgram(seed: 4000 + seed, variables: 20, rows: 12).program
      let first = try solver.solve(program)
      let new = program.addVariable("new", in: 0...3)
      program.objective = sum(over: program.variables) { Double(1 + $0.index % 5) * $0 } - 2 * new
      let (again, afresh) = (try solver.solve(program, from: first.basis), try solver.solve(program))
      #expect(again.objective.isApproximatelyEqual(to: afresh.objective, relativeTolerance: 1e-8), "seed \(seed)")
      program.setBounds(of: program.variables[3], to: .exactly(program.bounds(of: program.variables[3]).lower))
      let (last, fresh) = (try solver.solve(program, from: again.basis), try solver.solve(program))
      #expect(last.termination == fresh.termination)
      #expect(last.objective.isApproximatelyEqual(to: fresh.objective, relativeTolerance: 1e-8), "seed \(seed)")
    }
  }

  @Test("on the optimal face a second objective is minimised without leaving the optimum of the first")
  func optimalFace() throws {
    var improved = 0
    for seed in 0..<60 as Range<UInt64> {
      var program = RandomProgram(seed: 5000 + seed, variables: 12, rows: 6, whole: true).program
      // Equal coefficients leave many optimal solutions.
      program.objective = sum(program.variables.prefix(6))
      let first = try solver.solve(program)
      let spending = sum(program.variables)
      var face = program.restrictedToOptimalFace(of: first)
      #expect(face.objective.terms.isEmpty)
      face.sense = .minimise
      face.objective = spending
      let second = try solver.solve(face)
      #expect(second.termination == .optimal, "seed \(seed)")
      let value = program.objectiveValue(at: second.values)
      #expect(value.isApproximatelyEqual(to: first.objective, relativeTolerance: 1e-7), "seed \(seed)")
      #expect(Certificate(of: program, values: second.values, rowDuals: first.rowDuals).holds)
      #expect(second.objective <= first.value(of: spending) + 1e-7)
      if second.objective < first.value(of: spending) - 1e-6 { improved += 1 }
    }
    #expect(improved > 5)
  }
}
