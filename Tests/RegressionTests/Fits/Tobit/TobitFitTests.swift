import Foundation
import SourceText
import Statistics
import Testing

@testable import Regression

/// Numbers from 0 to below `modulus` without a pattern that a line would follow.
func cycle(_ row: Int, _ factor: Int, _ modulus: Int) -> Double { Double((row * factor) % modulus) }

@Suite("Tobit")
struct TobitFitTests {
  @Test("the gradient and the information are the finite differences of the log-likelihood, far out too")
  func derivatives() throws {
    let fit = try TobitFit(
      Sample(Dataset(fixture("R/Affairs.csv"), formula: Formula("affairs ~ age + rating + C(gender)"))),
      lower: 0, upper: 4)
    for shift in [0.0, 0.5, 6] {
      let parameters = fit.maximum.map { $0 * (1 + shift) + shift }
      let here = fit.problem.likelihood.evaluated(at: parameters)
      for position in parameters.indices {
        let step = 1e-4 * max(1, abs(parameters[position]))
        let (above, below) = (at(parameters, position, step), at(parameters, position, -step))
        let scale = here.information.diagonal[position].squareRoot()
        #expect(abs((above.value - below.value) / (2 * step) - here.gradient[position]) < 1e-4 * scale)
        for other in parameters.indices {
          let difference = -(above.gradient[other] - below.gradient[other]) / (2 * step)
          let unit = scale * here.information.diagonal[other].squareRoot()
          #expect(abs(difference - here.information[position, other]) < 1e-6 * unit)
        }
      }
    }
    func at(_ parameters: [Double], _ position: Int, _ step: Double) -> TobitLikelihood.Evaluation {
      var moved = parameters
      moved[position] += step
      return fit.problem.likelihood.evaluated(at: moved)
    }
  }

  @Test("many rows, summed on several cores: the sums of their parts, and the same digits every time")
  func manyRows() {
    let count = 70_000
    let elements = (0..<count).map { cycle($0, 37, 41) / 20 - 1 } + (0..<count).map { 0.4 - cycle($0, 7, 23) / 20 }
    let states: [CensoringState] = (0..<count).map { $0 % 3 == 0 ? .left : $0 % 7 == 0 ? .right : .uncensored }
    let whole = TobitLikelihood(
      regressors: Matrix(rowCount: count, columnCount: 2, elements: elements), states: states)
    let parameters = [0.3, 1.7]
    let sums = whole.evaluated(at: parameters)
    #expect(whole.evaluated(at: parameters).information == sums.information)
    let parts = [0..<100, 100..<40_000, 40_000..<count].map { rows in
      TobitLikelihood(regressors: whole.regressors.selecting(rows: Array(rows)), states: Array(states[rows]))
        .evaluated(at: parameters)
    }
    #expect(digits(parts.reduce(0) { $0 + $1.value }, sums.value) > 12)
    #expect(digits(parts.reduce(0) { $0 + $1.gradient[1] }, sums.gradient[1]) > 10)
    for element in 0..<4 {
      let total = parts.reduce(0) { $0 + $1.information.elements[element] }
      #expect(digits(total, sums.information.elements[element]) > 11)
    }
  }

  @Test("the scores are the rows' derivatives: they sum to zero")
  func scores() throws {
    let fit = try affairs()
    let scores = fit.scores()
    #expect(scores.columnCount == fit.parameters.count)
    for column in 0..<scores.columnCount {
      let values = Array(scores.column(column))
      let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(values.reduce(0, +)) < 1e-9 * length)
    }
    // A row's derivative with respect to β₀ and log σ by differences of its own contribution.
    let row = 17
    let index = fit.sample.design.matrix.times(fit.coefficients)[row]
    let response = min(max(fit.sample.data.response[row], 0), 4)
    func contribution(_ intercept: Double, _ logSigma: Double) -> Double {
      let sigma = exp(fit.parameters[fit.coefficients.count] + logSigma)
      let contribution = TobitContribution(fit.states[row], (response - index - intercept) / sigma)
      return contribution.value - (fit.states[row] == .uncensored ? log(sigma) : 0)
    }
    let slope = (contribution(1e-5, 0) - contribution(-1e-5, 0)) / 2e-5
    #expect(abs(slope - scores[row, 0]) < 1e-8)
    let scaleSlope = (contribution(0, 1e-5) - contribution(0, -1e-5)) / 2e-5
    #expect(abs(scaleSlope - scores[row, fit.coefficients.count]) < 1e-8)
  }

  @Test("other units of the response and the regressors: the same digits", arguments: [1e9, 1e-9, 3e5])
  func units(unit: Double) throws {
    let rows = (0..<60).map { (cycle($0, 37, 41) - 12, cycle($0, $0, 17), cycle($0, 1, 7)) }
    func text(_ response: Double, _ regressor: Double) -> String {
      "y,a,b\n" + rows.map { "\($0.0 * response),\($0.1 * regressor),\($0.2)\n" }.joined()
    }
    let plain = try tobit("y ~ a + b", to: text(1, 1), lower: 0, upper: 15)
    let scaled = try tobit("y ~ a + b", to: text(unit, 1 / unit), lower: 0, upper: 15 * unit)
    let factors = [unit, unit * unit, unit]
    for (position, factor) in factors.enumerated() {
      #expect(digits(scaled.coefficients[position], plain.coefficients[position] * factor) > 11)
      #expect(digits(scaled.standardErrors[position], plain.standardErrors[position] * factor) > 11)
    }
    #expect(digits(scaled.standardErrors[3], plain.standardErrors[3]) > 11)
    #expect(digits(scaled.standardDeviation, plain.standardDeviation * unit) > 12)
    let logUnits = Double(plain.censoring.uncensored) * log(unit)
    #expect(abs(scaled.logLikelihood - (plain.logLikelihood - logUnits)) < 1e-9)
    #expect(abs(scaled.iterations - plain.iterations) <= 1)
  }

  @Test("a large constant in the response or a regressor costs no digits")
  func offsets() throws {
    let rows = (0..<60).map { (cycle($0, 37, 41) - 12, cycle($0, $0, 17)) }
    let near = try tobit("y ~ a", to: "y,a\n" + rows.map { "\($0.0),\($0.1)\n" }.joined())
    let far = try tobit(
      "y ~ a", to: "y,a\n" + rows.map { "\($0.0 + 1e8),\($0.1 + 1e6)\n" }.joined(), lower: 1e8)
    #expect(digits(far.coefficients[1], near.coefficients[1]) > 8)
    #expect(digits(far.standardErrors[1], near.standardErrors[1]) > 8)
    #expect(digits(far.logLikelihood, near.logLikelihood) > 11)
  }

  @Test("a regressor that is nearly a combination of others keeps eight digits")
  func illConditioned() throws {
    // c = a + b + d/2²⁰, exact in binary: the coefficients follow from those of a fit on a, b and d.
    let rows = (0..<80).map { (cycle($0, 37, 41) - 12, cycle($0, $0, 17), cycle($0, 3, 11), cycle($0, 7, 13)) }
    let tiny = 1 / 1_048_576.0
    let text =
      "y,a,b,c,d\n" + rows.map { "\($0.0),\($0.1),\($0.2),\($0.1 + $0.2 + $0.3 * tiny),\($0.3)\n" }.joined()
    let plain = try tobit("y ~ a + b + d", to: text)
    let near = try tobit("y ~ a + b + c", to: text)
    let slope = plain.coefficients[3] / tiny
    #expect(digits(near.coefficients[3], slope) > 8)
    #expect(digits(near.coefficients[1], plain.coefficients[1] - slope) > 8)
    #expect(digits(near.standardErrors[3], plain.standardErrors[3] / tiny) > 8)
    #expect(digits(near.logLikelihood, plain.logLikelihood) > 12)
    guard case .nearlyCollinear(let terms, let condition)? = near.warnings.first else {
      Issue.record("no warning")
      return
    }
    #expect(terms == ["a", "b", "c"])
    #expect(condition > 1e5)
    #expect(plain.warnings.isEmpty)
  }

  @Test("nothing censored: the coefficients of least squares, sigma with n in the denominator, and a warning")
  func nothingCensored() throws {
    let text = "y,a\n" + (0..<12).map { "\(($0 * 7) % 11 + 1),\($0)\n" }.joined()
    let (censored, plain) = (try tobit("y ~ a", to: text), try fit("y ~ a", to: text))
    for (value, expected) in zip(censored.coefficients, plain.coefficients) { #expect(digits(value, expected) > 13) }
    #expect(digits(censored.standardDeviation, (plain.residualSumOfSquares / 12).squareRoot()) > 13)
    #expect(digits(censored.logLikelihood, plain.logLikelihood) > 13)
    #expect(censored.warnings == [.nothingCensored(response: "y")])
  }

  @Test("limits are mirror images: a response with its sign changed, censored above")
  func mirror() throws {
    let rows = (0..<40).map { (cycle($0, 37, 41) - 12, cycle($0, $0, 17)) }
    let below = try tobit("y ~ a", to: "y,a\n" + rows.map { "\($0.0),\($0.1)\n" }.joined())
    let above = try tobit(
      "y ~ a", to: "y,a\n" + rows.map { "\(-$0.0),\($0.1)\n" }.joined(), lower: nil, upper: 0)
    for (value, expected) in zip(above.coefficients, below.coefficients) { #expect(digits(-value, expected) > 12) }
    #expect(digits(above.logLikelihood, below.logLikelihood) > 13)
    #expect(above.censoring.right == below.censoring.left)
    #expect(below.censoring.left == rows.filter { $0.0 <= 0 }.count)
  }

  @Test("rows that count twice are rows that stand there twice")
  func frequencies() throws {
    let rows = (0..<30).map { "\(cycle($0, 37, 41) - 12),\(cycle($0, $0, 17))\n" }
    let counts = rows.indices.map { $0 % 4 }
    let repeated = zip(rows, counts).flatMap { Array(repeating: $0, count: $1) }
    let direct = try tobit("y ~ a", to: "y,a\n" + repeated.joined())
    let fit = try tobit("y ~ a", to: "y,a\n" + rows.joined())
    let parameters = try #require(fit.refitted(frequencies: counts.map(Double.init)))
    for (value, expected) in zip(parameters, direct.parameters) { #expect(digits(value, expected) > 11) }
    // Rows 0 and 1 alone lie on a line.
    #expect(fit.refitted(frequencies: rows.indices.map { $0 < 2 ? 1 : 0 }) == nil)
  }

  @Test("no conditional-moment test whose scores and moments are as many as the rows: its statistic would be n")
  func tooFewRowsForSpecification() throws {
    let rows = ["1,2,p", "3,4,q", "5,7,p", "0,1,q", "2,2.5,r", "4,6,r", "2,1,p", "1,3,q"]
    // Four coefficients and log σ have five scores; normality has two moments.
    let seven = try tobit("y ~ x + C(g)", to: "y,x,g\n" + rows.dropLast().joined(separator: "\n") + "\n", lower: 0)
    #expect(TobitSpecification(seven).normality == nil)
    let eight = try tobit("y ~ x + C(g)", to: "y,x,g\n" + rows.joined(separator: "\n") + "\n", lower: 0)
    #expect(TobitSpecification(eight).normality?.degrees == 2)
  }

  @Test("the intercept alone: no test against itself; without an intercept: none either")
  func interceptOnly() throws {
    let text = "y,a\n" + (0..<30).map { "\(cycle($0, 37, 41) - 12),\(cycle($0, $0, 17))\n" }.joined()
    let alone = try tobit("y ~ 1", to: text)
    #expect(alone.likelihoodRatioTest == nil)
    #expect(alone.waldTest == nil)
    #expect(alone.mcFadden == nil)
    let through = try tobit("y ~ a - 1", to: text)
    #expect(through.interceptOnlyLogLikelihood == nil)
    #expect(through.waldTest?.degrees == 1)
    let full = try tobit("y ~ a", to: text)
    #expect(full.interceptOnlyLogLikelihood == alone.logLikelihood)
  }

  private func affairs() throws -> TobitFit {
    try TobitFit(
      Sample(Dataset(fixture("R/Affairs.csv"), formula: Formula("affairs ~ age + rating + C(gender)"))),
      lower: 0, upper: 4)
  }
}
