import Regression
import Statistics
import Testing

@testable import Studies

@Suite("Draws of coefficients")
struct CoefficientDrawTests {
  private func model(covariance: Matrix? = nil, standardErrors: [Double]? = nil) throws -> InnovationModel {
    try InnovationModel(
      formula: Formula("y ~ a + b"), family: .tobit(lower: 0, upper: nil),
      coefficients: [("(Intercept)", 1), ("a", 2), ("b", -1)], sigma: 3, standardErrors: standardErrors,
      covariance: covariance)
  }

  /// A covariance of rank 3 in very different units.
  private var covariance: Matrix {
    let rows = [[2.0, 0.3, 0], [0.1, 1e-4, 2e-5], [500, -200, 30], [0.01, 0.02, 0]]
    return Matrix(rowCount: 4, columnCount: 3, elements: (0..<3).flatMap { c in rows.map { $0[c] } })
      .timesOwnTranspose()
  }

  @Test("the root of a covariance gives the covariance back, whatever the units and the rank")
  func root() {
    let product = covariance.symmetricRoot.timesOwnTranspose()
    for row in 0..<4 {
      for column in 0..<4 {
        let size = (covariance[row, row] * covariance[column, column]).squareRoot()
        #expect(abs(product[row, column] - covariance[row, column]) < 1e-12 * size)
      }
    }
  }

  @Test(
    "the root is the symmetric one of the matrix in units of its standard errors, so that draws are the same everywhere"
  )
  func symmetry() {
    let root = covariance.symmetricRoot
    let scales = covariance.diagonal.map { $0.squareRoot() }
    for row in 0..<4 {
      for column in 0..<4 {
        #expect(abs(root[row, column] / scales[row] - root[column, row] / scales[column]) < 1e-12)
      }
    }
  }

  @Test("the principal axes span the covariance, and are the coordinates where nothing goes together")
  func axes() {
    let axes = covariance.principalAxes
    for row in 0..<4 {
      for column in 0..<4 {
        let sum = axes.reduce(0) { $0 + $1[row] * $1[column] }
        let size = (covariance[row, row] * covariance[column, column]).squareRoot()
        #expect(abs(sum - covariance[row, column]) < 1e-12 * size)
      }
    }
    let diagonal = Matrix(rowCount: 2, columnCount: 2, elements: [4, 0, 0, 9])
    #expect(diagonal.principalAxes == [[2, 0], [0, 3]])
  }

  @Test("draws scatter around the estimates as the covariance says")
  func moments() throws {
    let draws = try #require(CoefficientDraws(try model(covariance: covariance), seed: 7))
    let count = 20_000
    let deviations = (0..<count).map(draws.deviation)
    for row in 0..<4 {
      for column in 0...row {
        let mean = deviations.reduce(0) { $0 + $1[row] * $1[column] } / Double(count)
        let size = (covariance[row, row] * covariance[column, column]).squareRoot()
        #expect(abs(mean - covariance[row, column]) < 0.04 * size, "\(row), \(column)")
      }
    }
  }

  @Test("with standard errors alone each parameter is drawn by itself, and one without an error stays")
  func standardErrors() throws {
    let draws = try #require(CoefficientDraws(try model(standardErrors: [0.5, 0.1, 0]), seed: 1))
    #expect(draws.isIndependent)
    let drawn = draws.model(3)
    #expect(drawn.coefficients[2] == -1)
    #expect(drawn.coefficients[0] != 1)
    #expect(drawn.sigma.map { abs($0 - 3) < 1e-14 } == true)
    #expect(draws.parameters(3) == draws.parameters(3))
    #expect(draws.parameters(3) != draws.parameters(4))
  }

  @Test("a model without errors has nothing to draw from")
  func withoutErrors() throws {
    #expect(CoefficientDraws(try model(), seed: 1) == nil)
  }
}
