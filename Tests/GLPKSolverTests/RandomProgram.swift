import LinearProgramming
import TestSupport

/// A seeded program that is feasible, because its rows are drawn around a point, and bounded, because its variables are.
struct RandomProgram {
  var program: LinearProgram
  /// A feasible point.
  let point: [Double]

  /// With `whole` the numbers are small integers, which makes degenerate vertices and ties common.
  /// The point is whole in the integer variables, unless `isRelaxed`: then there may be no whole solution.
  init(
    seed: UInt64, variables: Int, rows: Int, density: Double = 0.5, integers: Int = 0, whole: Bool = false,
    isRelaxed: Bool = false
  ) {
    var generator = SeededGenerator(seed: seed)
    func draw(_ range: ClosedRange<Double>) -> Double {
      let value = Double.random(in: range, using: &generator)
      return whole ? value.rounded() : value
    }
    program = LinearProgram(Bool.random(using: &generator) ? .minimise : .maximise, name: "random \(seed)")
    var columns: [Variable] = []
    var point: [Double] = []
    for index in 0..<variables {
      let lower = draw(-5...5).rounded()
      let upper = lower + abs(draw(0...8)).rounded()
      columns.append(program.addVariable("x\(index)", in: lower...upper, integer: index < integers))
      let inside = Double.random(in: lower...upper, using: &generator)
      point.append((index < integers && !isRelaxed) || whole ? inside.rounded() : inside)
    }
    for index in 0..<rows {
      var expression = LinearExpression()
      var activity = 0.0
      for column in columns where Double.random(in: 0...1, using: &generator) < density {
        let coefficient = draw(-6...6)
        expression += coefficient * column
        activity += coefficient * point[column.index]
      }
      let slack = abs(draw(0...4))
      let bounds: Bounds =
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: .atLeast(activity - slack)
        case 1: .exactly(activity)
        case 2: Bounds(activity - slack, activity + abs(draw(0...4)))
        default: .atMost(activity + slack)
        }
      program.require(expression.within(bounds), named: "row \(index)")
    }
    program.objective = sum(over: columns) { draw(-9...9) * $0 } + draw(-20...20)
    self.point = point
  }
}
