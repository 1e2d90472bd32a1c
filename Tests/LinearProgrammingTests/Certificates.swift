import LinearProgramming
import TestSupport
import Testing

@Suite("Certificates")
struct Certificates {
  /// Maximise 3x + 2y subject to x + y <= 4 and 0 <= x <= 1, y >= 0: (1, 3) worth 9, with the prices 2 and (1, 0).
  private func example(unit: Double = 1, rowUnit: Double = 1) -> LinearProgram {
    var program = LinearProgram(.maximise)
    let (x, y) = (program.addVariable("x", in: 0...1), program.addVariable("y", in: 0...))
    program.require(rowUnit * x + rowUnit * y <= 4 * rowUnit, named: "budget")
    program.objective = 3 * unit * x + 2 * unit * y
    return program
  }

  @Test("the optimum of a small program is proved by hand-made prices, with or without reduced costs")
  func holds() {
    let certificate = Certificate(of: example(), values: [1, 3], rowDuals: [2], reducedCosts: [1, 0])
    #expect(certificate.holds)
    #expect(certificate.primalObjective == 9 && certificate.dualObjective == 9 && certificate.gap == 0)
    #expect(certificate.worstResidual == 0)
    #expect(Certificate(of: example(), values: [1, 3], rowDuals: [2]) == certificate)
  }

  @Test("each kind of fault is measured where it is")
  func faults() throws {
    let program = example()
    func certificate(_ values: [Double], _ dual: Double, _ reducedCosts: [Double]? = nil) -> Certificate {
      Certificate(of: program, values: values, rowDuals: [dual], reducedCosts: reducedCosts)
    }
    #expect(certificate([1.5, 2.5], 2).boundViolation == 0.5)
    #expect(certificate([1, 3.5], 2).rowViolation == 0.125)
    // A price of the wrong sign leaves y a reduced cost of 4, where the scale is 2; an equation that does not add up.
    #expect(try #require(certificate([1, 3], -2).dualInfeasibility) == 2)
    #expect(try #require(certificate([1, 3], 2, [1.3, 0]).dualInfeasibility).isApproximatelyEqual(to: 0.1))
    // A price on a bound where the variable is not: worth 1 × 1 of 8.
    #expect(try #require(certificate([0, 4], 2).complementarity).isApproximatelyEqual(to: 1 / 8))
    #expect(certificate([0, 4], 2).gap.isApproximatelyEqual(to: 1 / 9))
    for wrong in [certificate([1.5, 2.5], 2), certificate([1, 3.5], 2), certificate([0, 4], 2)] {
      #expect(!wrong.holds)
    }
  }

  @Test("the units of the objective and of a row do not matter", arguments: [1e-9, 1e-3, 1, 1e9])
  func units(unit: Double) {
    #expect(Certificate(of: example(unit: unit), values: [1, 3], rowDuals: [2 * unit]).holds)
    #expect(!Certificate(of: example(unit: unit), values: [1, 3], rowDuals: [2.001 * unit]).holds)
    #expect(!Certificate(of: example(unit: unit), values: [0.999, 3], rowDuals: [2 * unit]).holds)
    #expect(Certificate(of: example(rowUnit: unit), values: [1, 3], rowDuals: [2 / unit]).holds)
    #expect(!Certificate(of: example(rowUnit: unit), values: [1, 3.001], rowDuals: [2 / unit]).holds)
  }

  @Test("feasible values without prices prove nothing, and undefined numbers never hold")
  func incomplete() {
    let bare = Certificate(of: example(), values: [1, 3])
    #expect(bare.isFeasible && !bare.holds && bare.gap == .infinity)
    #expect(!Certificate(of: example(), values: [.nan, 3], rowDuals: [2]).isFeasible)
    #expect(!Certificate(of: example(), values: [1, 3], rowDuals: [.nan]).holds)
    #expect(!Certificate(of: example(), values: [1, 3], rowDuals: [2], reducedCosts: [.nan, 0]).holds)
  }

  @Test("with integers the bound takes the place of the prices, within the allowed gap")
  func integers() {
    var program = LinearProgram(.maximise)
    let x = program.addVariable("x", in: 0...10, integer: true)
    program.objective = x.expression
    #expect(Certificate(of: program, values: [10], bound: 10).holds)
    #expect(!Certificate(of: program, values: [9], bound: 10).holds)
    #expect(Certificate(of: program, values: [9], bound: 10, allowedGap: 0.12).holds)
    let fractional = Certificate(of: program, values: [9.75], bound: 9.75)
    #expect(!fractional.holds && fractional.integralityViolation == 0.25)
    #expect(!Certificate(of: program, values: [10], bound: .infinity).holds)
  }

  @Test("the optimal face fixes what has a price and frees the objective")
  func face() {
    let program = example()
    let solution = Solution(
      of: program, termination: .optimal, objective: 9, bound: 9, values: [1, 3], activities: [4], rowDuals: [2],
      reducedCosts: [1, 1e-14])
    let face = program.restrictedToOptimalFace(of: solution)
    #expect(face.bounds(of: face.variables[0]) == .exactly(1))
    #expect(face.bounds(of: face.variables[1]) == .atLeast(0))
    #expect(face.bounds(of: face.rows[0]) == .exactly(4))
    #expect(face.objectiveCoefficients == [0, 0])
    #expect(face.owns(program.variables[1]))
  }

  @Test("an upper bound priced in a minimisation has a negative price")
  func minimisationFace() {
    var program = LinearProgram(.minimise)
    let x = program.addVariable("x", in: 0...5)
    program.objective = -2 * x
    let solution = Solution(
      of: program, termination: .optimal, objective: -10, bound: -10, values: [5], reducedCosts: [-2])
    #expect(Certificate(of: program, solution).holds)
    #expect(program.restrictedToOptimalFace(of: solution).bounds(of: x) == .exactly(5))
  }

  @Test("a last digit of what steep prices multiply is no gap, but a thousand of them are")
  func rounding() {
    var program = LinearProgram(.maximise)
    let (x, y) = (program.addVariable("x", in: .atMost(4114.432)), program.addVariable("y", in: .atLeast(4114.432)))
    program.objective = 1e10 * x - 1e10 * y
    func holds(_ value: Double) -> Bool { Certificate(of: program, values: [value, 4114.432], rowDuals: []).holds }
    #expect(holds(4114.432))
    #expect(holds((4114.432).nextDown))
    #expect(!holds(4114.432 - 1000 * (4114.432).ulp))
  }
}
