import LinearProgramming
import TestSupport
import Testing

@Suite("Expressions and constraints")
struct Expressions {
  var program = LinearProgram(.minimise)
  let x: Variable
  let y: Variable

  init() {
    x = program.addVariable("x", in: 0...)
    y = program.addVariable("y", in: .free)
  }

  private func coefficients(_ expression: LinearExpression) -> [Double] {
    var copy = program
    copy.objective = expression
    return copy.objectiveCoefficients + [expression.constant]
  }

  @Test("sums, differences, multiples and quotients read as in algebra")
  func arithmetic() {
    #expect(coefficients(2 * x + y * 3 - 4) == [2, 3, -4])
    #expect(coefficients(x - y) == [1, -1, 0])
    #expect(coefficients(x + 1) == [1, 0, 1])
    #expect(coefficients(1 + x) == [1, 0, 1])
    #expect(coefficients(1 - x) == [-1, 0, 1])
    #expect(coefficients(x - 1) == [1, 0, -1])
    #expect(coefficients(-(x + 2 * y - 3)) == [-1, -2, 3])
    #expect(coefficients((x + y + 2) / 4) == [0.25, 0.25, 0.5])
    #expect(coefficients(2 * (x + 1) - 3 * (y - x)) == [5, -3, 2])
    #expect(coefficients(x / 2) == [0.5, 0, 0])
  }

  @Test("in-place changes")
  func inPlace() {
    var expression = x.expression
    expression += y
    expression += 2 * x + 1
    expression -= y
    expression -= 3 * y + 4
    expression += 10
    expression -= 1
    expression *= 2
    #expect(coefficients(expression) == [6, -6, 12])
  }

  @Test("sums over collections")
  func sums() {
    #expect(coefficients(sum([x, y, x])) == [2, 1, 0])
    #expect(coefficients(sum(over: [(x, 3.0), (y, 5.0)]) { $0.1 * $0.0 }) == [3, 5, 0])
    #expect(coefficients(sum([LinearExpression]())) == [0, 0, 0])
  }

  @Test("constants of both sides of a constraint end up in its bounds")
  func constraints() {
    #expect((x + 3 <= 2 * y + 5).bounds == .atMost(2))
    #expect((x + 3 >= 5).bounds == .atLeast(2))
    #expect((x - y == 4).bounds == .exactly(4))
    #expect((7 <= x + 3).bounds == .atLeast(4))
    #expect((7 >= x + 3).bounds == .atMost(4))
    #expect((x + y + 1).within(0...5).bounds == Bounds(-1, 4))
    #expect((x <= y).expression.terms.map(\.coefficient) == [1, -1])
    #expect((x <= .infinity).bounds == .free)
  }

  @Test("a sum of 200,000 terms is built in linear time")
  func longSums() {
    let started = ContinuousClock.now
    var expression = LinearExpression()
    for _ in 0..<100_000 {
      expression += 2 * x
      expression += y
    }
    let chained = expression + x + y - 3 * x
    #expect(coefficients(chained) == [199_998, 100_001, 0])
    #expect(ContinuousClock.now - started < .seconds(5))
  }
}

@Suite("Programs")
struct Programs {
  @Test("names, bounds and kinds can be read back and changed")
  func reading() {
    var program = LinearProgram(.maximise, name: "trial")
    let x = program.addVariable("x", in: -1...4)
    let n = program.addVariable("n", in: 0..., integer: true)
    let row = program.require((x + 2 * n).within(1...9), named: "both")
    #expect(program.variables == [x, n] && program.rows == [row])
    #expect(program.name(of: x) == "x" && program.name(of: row) == "both")
    #expect(program.bounds(of: x) == Bounds(-1, 4) && program.bounds(of: row) == Bounds(1, 9))
    #expect(program.isInteger(n) && !program.isInteger(x))
    #expect(program.hasIntegers && program.integerCount == 1 && program.variableCount == 2 && program.rowCount == 1)
    program.setBounds(of: x, to: .free)
    program.setBounds(of: row, to: 2...3)
    #expect(program.bounds(of: x) == .free && program.bounds(of: row) == Bounds(2, 3))
    let fixed = program.fixingIntegers(at: [0.5, 2.0000001])
    #expect(fixed.bounds(of: n) == .exactly(2) && !fixed.hasIntegers)
  }

  @Test("the matrix is stored by columns, with duplicates summed, zeros dropped and rows ascending")
  func matrix() {
    var program = LinearProgram(.minimise)
    let v = (0..<3).map { program.addVariable("v\($0)", in: 0...) }
    program.require(3 * v[2] + v[0] - v[2] <= 1, named: "a")
    program.require(v[1] - v[1] + 0 * v[0] <= 1, named: "b")
    program.require(v[2] + 4 * v[0] <= 1, named: "c")
    let matrix = program.matrix
    #expect(matrix.columnStarts == [0, 2, 2, 4])
    #expect(matrix.rows == [0, 2, 0, 2])
    #expect(matrix.values == [1, 4, 2, 1])
    #expect(matrix.rowCount == 3 && matrix.columnCount == 3)
    #expect(matrix.times([1, 10, 100]) == [201, 0, 104])
    #expect(matrix.transposed().transposed() == matrix)
    #expect(matrix.transposed().columnStarts == [0, 2, 2, 4])
  }

  @Test("variables of another program are reported wherever they appear, and those of a copy's original are not")
  func foreignVariables() {
    var other = LinearProgram(.minimise)
    let stranger = other.addVariable("stranger", in: 0...)
    let strangeRow = other.require(stranger <= 1, named: "strange")
    var program = LinearProgram(.minimise)
    let x = program.addVariable("x", in: 0...)
    var copy = program
    let late = copy.addVariable("late", in: 0...)
    copy.require(x + late <= 3, named: "fine")
    copy.objective = x + late
    #expect(copy.defects().isEmpty)
    program.require(x + stranger <= 3, named: "mixed")
    program.setBounds(of: stranger, to: 0...1)
    program.setBounds(of: strangeRow, to: 0...1)
    program.objective = x + late
    #expect(
      program.defects() == [
        .foreignVariable(index: 0, place: .row("mixed")), .foreignVariable(index: 0, place: .bounds),
        .foreignRow(index: 0), .foreignVariable(index: 1, place: .objective),
      ])
    #expect(!program.owns(stranger) && !program.owns(late) && program.owns(x))
  }

  @Test("every number that is not finite and every bound that makes no sense is a defect with its place")
  func defects() {
    var program = LinearProgram(.minimise)
    let x = program.addVariable("x", in: Bounds(.nan, 1))
    program.addVariable("y", in: Bounds(.infinity, .infinity))
    program.addVariable("z", in: Bounds(-.infinity, -.infinity))
    program.addVariable("fine", in: .free)
    program.require(1e308 * x + 1e308 * x <= 2, named: "overflow")
    program.require(x <= .nan, named: "limit")
    program.require(x + .infinity <= 3, named: "constant")
    program.objective = LinearExpression(.nan)
    #expect(
      program.defects() == [
        .constantNotFinite(.infinity, place: .row("constant")), .constantNotFinite(.nan, place: .objective),
        .boundsInvalid(Bounds(.nan, 1), place: .variable("x")),
        .boundsInvalid(Bounds(.infinity, .infinity), place: .variable("y")),
        .boundsInvalid(Bounds(-.infinity, -.infinity), place: .variable("z")),
        .boundsInvalid(Bounds(-.infinity, .nan), place: .row("limit")),
        .boundsInvalid(Bounds(-.infinity, -.infinity), place: .row("constant")),
        .coefficientNotFinite(.infinity, variable: "x", place: .row("overflow")),
      ])
  }
}
