import LinearProgramming
import Testing

@Suite("Programs stated in other units")
struct Units {
  @Test("stating a program in units and back changes no bit of it")
  func roundTrip() {
    var program = LinearProgram(.maximise)
    var units = ProgramUnits(objective: 3e5)
    let x = program.addVariable("x", in: 0...1.1e9)
    units.addColumn(1e9)
    let y = program.addVariable("y", in: Bounds(-0.3, .infinity))
    units.addColumn(7e-6)
    let row = program.require(0.1 * x + 3.3 * y <= 2e8, named: "row")
    units.addRow(1e8)
    program.objective = 0.7 * x + 0.01 * y + 5
    let stated = program.stated(in: units)
    #expect(stated.bounds(of: x).upper < 3 && stated.bounds(of: x).upper > 1)
    #expect(stated.bounds(of: row).upper < 4 && stated.bounds(of: row).upper > 1)
    let back = stated.stated(in: units.inverse)
    #expect(back.matrix == program.matrix)
    #expect(back.bounds(of: x) == program.bounds(of: x) && back.bounds(of: y) == program.bounds(of: y))
    #expect(back.bounds(of: row) == program.bounds(of: row))
    #expect(back.objectiveCoefficients == program.objectiveCoefficients && back.objective.constant == 5)
  }

  @Test("a solution keeps its meaning: values, duals and reduced costs go with their units")
  func solutions() {
    var program = LinearProgram(.minimise)
    var units = ProgramUnits(objective: 8)
    program.addVariable("x", in: 0...1)
    units.addColumn(4)
    program.require(program.variables[0] <= 1, named: "row")
    units.addRow(2)
    let solution = Solution(
      of: program, termination: .optimal, objective: 16, bound: 16, values: [12], activities: [6], rowDuals: [3],
      reducedCosts: [5])
    let stated = solution.stated(in: units)
    #expect(stated.objective == 2 && stated.values == [3] && stated.activities == [3])
    #expect(stated.rowDuals == [3 * 2 / 8.0] && stated.reducedCosts == [5 * 4 / 8.0])
    #expect(stated.stated(in: units.inverse).rowDuals == solution.rowDuals)
  }
}
