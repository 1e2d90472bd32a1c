import Foundation
import Testing

@testable import Regression

@Suite("Poisson pseudo-maximum likelihood")
struct PoissonFitTests {
  @Test("with indicators alone the fitted values are the means of the groups")
  func groups() throws {
    let fit = try poisson("y ~ C(g)", to: "y,g\n0,a\n1,a\n5,a\n2.5,b\n0.5,b\n")
    #expect(digits(exp(fit.coefficients[0]), 2) > 14)
    #expect(digits(exp(fit.coefficients[0] + fit.coefficients[1]), 1.5) > 14)
  }

  @Test("fitted values add up to the response, and errors are orthogonal to the regressors")
  func firstOrderConditions() throws {
    let rows = (0..<25).map { "\($0 * $0 % 13),\(Double($0) / 7),\($0 % 4)\n" }.joined()
    let fit = try poisson("y ~ a + sqrt(b)", to: "y,a,b\n" + rows)
    for score in 0..<3 { #expect(abs(fit.scores().column(score).reduce(0, +)) < 1e-11) }
  }

  @Test("the units of the response shift the intercept and nothing else", arguments: [1e-9, 1e9])
  func units(_ unit: Double) throws {
    let rows = (0..<25).map { (Double($0 * $0 % 13), Double($0) / 7) }
    let one = try poisson("y ~ a", to: "y,a\n" + rows.map { "\($0),\($1)\n" }.joined())
    let other = try poisson("y ~ a", to: "y,a\n" + rows.map { "\($0 * unit),\($1)\n" }.joined())
    #expect(digits(other.coefficients[1], one.coefficients[1]) > 10)
    #expect(abs(other.coefficients[0] - one.coefficients[0] - log(unit)) < 1e-10)
  }

  @Test("scores are the derivatives of the likelihood")
  func scores() throws {
    let rows = (0..<12).map { (Double($0 * $0 % 5), Double($0) / 7) }
    let fit = try poisson("y ~ a", to: "y,a\n" + rows.map { "\($0),\($1)\n" }.joined())
    func likelihood(_ row: Int, _ slope: Double) -> Double {
      let index = fit.coefficients[0] + slope * rows[row].1
      return rows[row].0 * index - exp(index)
    }
    let scores = fit.scores()
    for row in rows.indices {
      let difference =
        (likelihood(row, fit.coefficients[1] + 1e-5) - likelihood(row, fit.coefficients[1] - 1e-5)) / 2e-5
      #expect(abs(scores[row, 1] - difference) < 1e-7)
    }
  }

  @Test("a regressor that is positive only where the output is 0 has no estimate and is named")
  func separation() throws {
    let text = "y,a,d\n1,1,0\n2,2,0\n3,1,0\n0,2,1\n0,1,1\n4,3,0\n"
    let found = problems { _ = try poisson("y ~ a + d", to: text) }
    #expect(found.count == 1)
    #expect(found[0].contains("separatedZeros"))
    #expect(found[0].contains("label: \"d\", rises: false"))
    #expect(found[0].contains("rows: 2"))
  }

  @Test("negative output, output of 0 throughout and logarithms are refused")
  func refusals() throws {
    #expect(
      problems { _ = try poisson("y ~ a", to: "id,y,a\nx,1,1\nz,-2,2\nw,3,4\n") }.first?.contains(
        "negativeResponse(name: \"y\", row: \"z\", value: -2.0, count: 1)") == true)
    #expect(
      problems { _ = try poisson("y ~ a", to: "y,a\n0,1\n0,2\n0,4\n") }.first?.contains("constantResponse") == true)
    #expect(
      problems { _ = try poisson("log(y) ~ a", to: "y,a\n1,1\n2,2\n3,4\n") }.first?.contains("logarithmInPoisson")
        == true)
  }
}
