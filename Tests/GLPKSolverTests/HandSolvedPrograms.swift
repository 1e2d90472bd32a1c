import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@Suite("Programs solved by hand")
struct HandSolvedPrograms {
  let solver = GLPKSolver()

  @Test("the solver names itself and its version")
  func naming() { #expect(solver.name == "GLPK 5.0") }

  @Test("a budget's price and a variable's reduced cost have the signs of the worked example")
  func workedExample() throws {
    var program = LinearProgram(.maximise)
    let x = program.addVariable("x", in: 0...1)
    let y = program.addVariable("y", in: 0...)
    let budget = program.require(x + y <= 4, named: "budget")
    program.objective = 3 * x + 2 * y
    let solution = try solver.solve(program)
    #expect(solution.termination == .optimal)
    #expect(solution.values == [1, 3])
    #expect(solution.objective == 9)
    #expect(solution.bound == 9)
    #expect(solution.dual(of: budget) == 2)
    #expect(solution.reducedCost(of: x) == 1)
    #expect(solution.reducedCost(of: y) == 0)
    #expect(solution.activity(of: budget) == 4)
    #expect(solution.value(of: x - y + 10) == 8)
    #expect(Certificate(of: program, solution).holds)
  }

  @Test("a demand's price is positive in a minimisation, and an unused limit's is zero")
  func minimisation() throws {
    var program = LinearProgram(.minimise)
    let x = program.addVariable("x", in: 0...)
    let y = program.addVariable("y", in: 0...)
    let demand = program.require(x + 2 * y >= 10, named: "demand")
    let limit = program.require(x - y <= 100, named: "limit")
    program.objective = 3 * x + 4 * y + 7
    let solution = try solver.solve(program)
    #expect(solution.objective == 27)
    #expect(solution[y] == 5)
    #expect(solution.dual(of: demand) == 2)
    #expect(solution.dual(of: limit) == 0)
    #expect(solution.reducedCost(of: x) == 1)
  }

  @Test("free variables, an equality, a fixed variable and a ranged row")
  func mixedRows() throws {
    var program = LinearProgram(.minimise)
    let x = program.addVariable("x", in: .free)
    let y = program.addVariable("y", in: .free)
    let fixed = program.addVariable("fixed", in: .exactly(2))
    let equality = program.require(x + y == 1, named: "equality")
    let range = program.require((x - y + fixed).within(-3...7), named: "range")
    program.objective = 2 * x + y + fixed
    let solution = try solver.solve(program)
    // x = (1 + (−3 − 2)) / 2 = −2, y = 3; the lower end of the range binds.
    #expect(solution.values.isApproximatelyEqual(to: [-2, 3, 2]))
    #expect(solution.objective.isApproximatelyEqual(to: 1))
    #expect(solution.dual(of: equality).isApproximatelyEqual(to: 1.5))
    #expect(solution.dual(of: range).isApproximatelyEqual(to: 0.5))
    #expect(solution.reducedCost(of: fixed).isApproximatelyEqual(to: 0.5))
    #expect(Certificate(of: program, solution).holds)
  }

  @Test("a degenerate vertex, where three rows meet in a plane, is optimal with a valid certificate")
  func degenerate() throws {
    var program = LinearProgram(.maximise)
    let x = program.addVariable("x", in: 0...)
    let y = program.addVariable("y", in: 0...)
    program.require(x + y <= 2, named: "sum")
    program.require(x <= 1, named: "x")
    program.require(y <= 1, named: "y")
    program.require(x + 2 * y <= 3, named: "weighted")
    program.objective = x + y
    let solution = try solver.solve(program)
    #expect(solution.objective == 2)
    #expect(Certificate(of: program, solution).holds)
  }

  @Test("Beale's example, on which the simplex method with the largest coefficient rule cycles, is solved")
  func beale() throws {
    // E. M. L. Beale, Cycling in the dual simplex algorithm, Naval Research Logistics Quarterly 2 (1955): optimum −1/20.
    var program = LinearProgram(.minimise)
    let x = (4...7).map { program.addVariable("x\($0)", in: 0...) }
    program.require(0.25 * x[0] - 60 * x[1] - x[2] / 25 + 9 * x[3] <= 0, named: "first")
    program.require(0.5 * x[0] - 90 * x[1] - x[2] / 50 + 3 * x[3] <= 0, named: "second")
    program.require(x[2] <= 1, named: "third")
    program.objective = -0.75 * x[0] + 150 * x[1] - 0.02 * x[2] + 6 * x[3]
    #expect(try solver.solve(program).objective.isApproximatelyEqual(to: -0.05))
  }

  @Test("infeasible and unbounded programs are told apart, also where both the program and its dual are infeasible")
  func noOptimum() throws {
    var infeasible = LinearProgram(.maximise)
    let x = infeasible.addVariable("x", in: 0...)
    infeasible.require(x <= -1, named: "impossible")
    infeasible.objective = x.expression
    let none = try solver.solve(infeasible)
    #expect(none.termination == .infeasible)
    #expect(none.objective == -.infinity)
    #expect(!none.hasValues && none.values.isEmpty)

    var unbounded = LinearProgram(.maximise)
    let (y, z) = (unbounded.addVariable("y", in: 0...), unbounded.addVariable("z", in: 0...))
    unbounded.require(y - z <= 3, named: "difference")
    unbounded.objective = y + z
    let endless = try solver.solve(unbounded)
    #expect(endless.termination == .unbounded)
    #expect(endless.objective == .infinity)
    #expect(endless.values.isEmpty)

    var both = LinearProgram(.maximise)
    let (u, v) = (both.addVariable("u", in: 0...), both.addVariable("v", in: 0...))
    both.require(u - v <= -1, named: "below")
    both.require(v - u <= -1, named: "above")
    both.objective = u + v
    #expect(try solver.solve(both).termination == .infeasible)
  }

  @Test("a row without terms is satisfied by zero or makes the program infeasible")
  func emptyRows() throws {
    var program = LinearProgram(.minimise)
    let x = program.addVariable("x", in: 3...8)
    let row = program.require(LinearExpression() <= 5, named: "empty")
    program.objective = x.expression
    #expect(try solver.solve(program).values == [3])
    program.setBounds(of: row, to: 1...5)
    #expect(try solver.solve(program).termination == .infeasible)
  }

  @Test("a program without rows sits at its bounds; one without anything is worth its constant")
  func noRows() throws {
    var program = LinearProgram(.maximise)
    let (x, y) = (program.addVariable("x", in: -2...5), program.addVariable("y", in: -2...5))
    program.objective = x - y + 1
    let solution = try solver.solve(program)
    #expect(solution.values == [5, -2])
    #expect(solution.reducedCosts == [1, -1])
    #expect(solution.objective == 8)

    var empty = LinearProgram(.minimise)
    empty.objective = LinearExpression(4)
    let nothing = try solver.solve(empty)
    #expect(nothing.termination == .optimal && nothing.hasValues && nothing.objective == 4)
    #expect(Certificate(of: empty, nothing).holds)
  }

  @Test("terms that name a variable twice are summed, and those that cancel vanish")
  func repeatedTerms() throws {
    var program = LinearProgram(.maximise)
    let (x, y) = (program.addVariable("x", in: 0...), program.addVariable("y", in: 0...))
    program.require(x + x + y - y <= 6, named: "twice")
    program.require(y <= 1, named: "y")
    program.objective = x + y + x
    #expect(try solver.solve(program).objective == 7)
    #expect(program.matrix.values == [2, 1])
  }

  @Test("prices do not depend on the unit: an objective in billionths gives the same plan and prices in billionths")
  func tinyObjective() throws {
    for unit in [1e-12, 1, 1e12] {
      var program = LinearProgram(.maximise)
      let x = program.addVariable("x", in: 0...1)
      let y = program.addVariable("y", in: 0...)
      let budget = program.require(x + y <= 4, named: "budget")
      program.objective = 3 * unit * x + 2 * unit * y
      let solution = try solver.solve(program)
      #expect(solution.values == [1, 3])
      #expect(solution.dual(of: budget).isApproximatelyEqual(to: 2 * unit, relativeTolerance: 1e-12, floor: 0))
      #expect(Certificate(of: program, solution).holds)
    }
  }
}
