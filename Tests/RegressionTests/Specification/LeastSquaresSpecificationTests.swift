import Foundation
import Testing

@testable import Regression

@Suite("What least squares takes for granted")
struct LeastSquaresSpecificationTests {
  private func text(unit: Double = 1) -> String {
    var text = "id,y,x,d\n"
    for row in 0..<30 {
      text += "f\(row),\(Double(row * row * 7 % 31) * unit),\(row),\(row == 3 ? 1 : 0)\n"
    }
    return text
  }

  @Test("tests and distances do not depend on the unit of the response", arguments: [1e-120, 1e-9, 1e9, 1e120])
  func units(_ unit: Double) throws {
    let plain = LeastSquaresSpecification(try fit("y ~ x", to: text()))
    let scaled = LeastSquaresSpecification(try fit("y ~ x", to: text(unit: unit)))
    #expect(try digits(#require(scaled.normality).statistic, #require(plain.normality).statistic) > 9)
    #expect(try digits(#require(scaled.homoscedasticity).statistic, #require(plain.homoscedasticity).statistic) > 9)
    for (value, expected) in zip(scaled.cooksDistances, plain.cooksDistances) {
      #expect(try digits(#require(value), #require(expected)) > 9)
    }
    #expect(scaled.influentialRows.map(\.label) == plain.influentialRows.map(\.label))
  }

  @Test("Cook's distance is how far the coefficients move when the row is left out")
  func leavingOut() throws {
    let whole = try fit("y ~ x", to: text())
    let specification = LeastSquaresSpecification(whole)
    let lines = text().split(separator: "\n").map { "\($0)\n" }
    for row in [0, 7, 29] {
      let rest = try fit("y ~ x", to: lines.enumerated().filter { $0.offset != row + 1 }.map(\.element).joined())
      // (b − b₋ᵢ)′X′X(b − b₋ᵢ)/(k·s²): the squared distance of the fitted values over all rows.
      let moved = (0..<30).reduce(0.0) { sum, value in
        let change =
          whole.coefficients[0] - rest.coefficients[0] + (whole.coefficients[1] - rest.coefficients[1]) * Double(value)
        return sum + change * change
      }
      let variance = whole.residualStandardError * whole.residualStandardError
      #expect(try digits(#require(specification.cooksDistances[row]), moved / (2 * variance)) > 10)
    }
    let largest = specification.cooksDistances.compactMap(\.self).max()
    #expect(specification.influentialRows.first?.distance == largest)
    #expect(specification.influentialRows.count <= 5)
    #expect(specification.influentialRows.allSatisfy { $0.distance > 4.0 / 30 })
  }

  @Test("a row that alone tells a coefficient has no distance; the others keep theirs")
  func leverageOfOne() throws {
    let specification = LeastSquaresSpecification(try fit("y ~ x + d", to: text()))
    #expect(specification.cooksDistances.count == 30)
    #expect(specification.cooksDistances[3] == nil)
    #expect(specification.cooksDistances.count { $0 != nil } == 29)
    #expect(abs(specification.leverages[3] - 1) < 1e-12)
    #expect(!specification.influentialRows.contains { $0.label == "f3" })
  }

  @Test("in a perfect fit nothing is tested and no row is named")
  func perfect() throws {
    let specification = LeastSquaresSpecification(
      try fit("y ~ x", to: "y,x\n" + (0..<9).map { "\(2 * $0 + 1),\($0)\n" }.joined()))
    #expect(specification.normality == nil)
    #expect(specification.homoscedasticity == nil)
    #expect(specification.influentialRows.isEmpty)
  }
}
