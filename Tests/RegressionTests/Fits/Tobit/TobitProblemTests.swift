import Foundation
import SourceText
import Statistics
import Testing

@testable import Regression

@Suite("Data that no tobit fits")
struct TobitProblemTests {
  private func refusal(
    _ formula: String, _ text: String, lower: Double? = 0, upper: Double? = nil
  ) -> [String] {
    problems { _ = try tobit(formula, to: text, lower: lower, upper: upper) }
  }

  private let text = "y,a\n" + (0..<12).map { "\(($0 * 7) % 11 - 3),\($0)\n" }.joined()

  @Test("limits that make no sense are refused where they are given")
  func limits() {
    #expect(refusal("y ~ a", text, lower: nil) == ["--formula:0:1 limitsMissing"])
    #expect(refusal("y ~ a", text, lower: -.infinity) == ["--lower:0:0 limitNotFinite(-inf)"])
    #expect(
      refusal("y ~ a", text, lower: .nan, upper: .infinity) == [
        "--lower:0:0 limitNotFinite(nan)", "--upper:0:0 limitNotFinite(inf)",
      ])
    #expect(
      refusal("y ~ a", text, lower: 2, upper: 2) == ["--upper:0:0 limitsCross(lower: 2.0, upper: 2.0)"])
    #expect(
      refusal("log(y) ~ a", "y,a\n1,1\n2,2\n3,1\n") == ["--formula:0:5 limitedLogarithm(variable: \"y\")"])
  }

  @Test("every row at a limit, at both limits, or all but one")
  func scarce() {
    #expect(
      refusal("y ~ a", text, lower: 20) == [
        "--formula:0:1 everyRowCensored(response: \"y\", limit: 20.0, rows: 12)"
      ])
    #expect(
      refusal("y ~ a", text, lower: nil, upper: -5) == [
        "--formula:0:1 everyRowCensored(response: \"y\", limit: -5.0, rows: 12)"
      ])
    #expect(
      refusal("y ~ a", text, lower: 0.2, upper: 0.8) == [
        "--formula:0:1 nothingBetweenLimits(response: \"y\", lower: 0.2, upper: 0.8, atLower: 5, atUpper: 7)"
      ])
    #expect(
      refusal("y ~ a", text, lower: 6) == ["--formula:0:1 oneUncensoredRow(response: \"y\", rows: 12)"])
  }

  @Test("a constant response is refused as by least squares")
  func constant() {
    #expect(
      refusal("y ~ a", "y,a\n5,1\n5,2\n5,4\n5,5\n") == ["--formula:0:1 constantResponse(name: \"y\", value: 5.0)"])
  }

  @Test("an indicator that is 1 in censored rows only runs to −∞ below, to +∞ above")
  func indicator() {
    let rows = (0..<20).map { row -> (Double, Int, Int) in
      let response = cycle(row, 7, 11) - 3
      return (response, row, row % 3 == 1 && response <= 0 ? 1 : 0)
    }
    let count = rows.count { $0.2 == 1 }
    #expect(count > 1)
    let text = "y,a,d\n" + rows.map { "\($0.0),\($0.1),\($0.2)\n" }.joined()
    let mirrored = "y,a,d\n" + rows.map { "\(-$0.0),\($0.1),\($0.2)\n" }.joined()
    func fact(_ rises: Bool) -> String {
      "--formula:0:9 separated(terms: [Regression.SeparatedTerm(label: \"d\", rises: \(rises))], rows: \(count))"
    }
    #expect(refusal("y ~ a + d", text) == [fact(false)])
    #expect(refusal("y ~ a + d", mirrored, lower: nil, upper: 0) == [fact(true)])
  }

  @Test("an indicator that is 1 in rows at both limits stays finite")
  func indicatorAtBothLimits() throws {
    let rows = (0..<40).map { row -> (Int, Int, Int) in
      let response = (row * 7) % 23 - 8
      return (response, row, row % 3 == 0 && (response <= 0 || response >= 10) ? 1 : 0)
    }
    let text = "y,a,d\n" + rows.map { "\($0.0),\($0.1),\($0.2)\n" }.joined()
    let fit = try tobit("y ~ a + d", to: text, lower: 0, upper: 10)
    #expect(fit.coefficients[2].isFinite)
    #expect(fit.standardErrors.allSatisfy { $0 > 0 && $0 < 1e3 })
  }

  @Test("a reference level that is all censored: the intercept falls and the other levels rise; levels alone are named")
  func categories() {
    let text =
      "y,g\n" + (0..<12).map { "0,\(["n", "n", "n", "s"][$0 % 4])\n" }.joined()
      + (1..<9).map { "\($0),\(["s", "w"][$0 % 2])\n" }.joined()
    let terms = ["(Intercept)", "C(g)s", "C(g)w"].enumerated()
      .map { "Regression.SeparatedTerm(label: \"\($0.element)\", rises: \($0.offset > 0))" }.joined(separator: ", ")
    #expect(refusal("y ~ C(g)", text) == ["--formula:0:7 separated(terms: [\(terms)], rows: 9)"])
    let swapped = text.replacing("n", with: "z")
    #expect(
      refusal("y ~ C(g)", swapped) == [
        "--formula:0:7 separated(terms: [Regression.SeparatedTerm(label: \"C(g)z\", rises: false)], rows: 9)"
      ])
  }

  @Test("uncensored rows on a line that censored rows do not speak against: sigma runs to 0")
  func perfectFit() {
    let text = "y,a\n" + (-4..<8).map { "\(max(0, 2 * $0 + 1)),\($0)\n" }.joined()
    #expect(
      refusal("y ~ a", text) == ["--formula:0:1 uncensoredRowsFitPerfectly(uncensored: 8, coefficients: 2)"])
    #expect(
      refusal("y ~ a", "y,a\n1,1\n2,2\n3,3\n4,4\n") == [
        "--formula:0:1 uncensoredRowsFitPerfectly(uncensored: 4, coefficients: 2)"
      ])
  }

  @Test("errors of a hundred-millionth are a fit; of 10⁻¹¹ they are rounding errors, and refused")
  func nearlyPerfectFit() throws {
    func text(_ error: Double) -> String {
      "y,a\n"
        + (-20..<80).map { "\(max(0, 2 * Double($0) + 1 + error * (cycle($0 + 20, 37, 41) - 20))),\($0)\n" }.joined()
    }
    let fit = try tobit("y ~ a", to: text(1e-8))
    // The errors are evenly spread over 41 numbers.
    #expect(abs(fit.standardDeviation / 1e-8 - (1680.0 / 12).squareRoot()) < 1)
    #expect(abs(fit.coefficients[1] - 2) < 1e-8)
    let found = problems { _ = try tobit("y ~ a", to: text(1e-13)) }
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.contains("uncensoredRowsFitPerfectly") || $0.contains("notConverged") })
  }

  @Test("uncensored rows on a line that a censored row contradicts: a fit")
  func contradicted() throws {
    let text = "y,a\n" + (-4..<8).map { "\($0 == 6 ? 0 : max(0, 2 * $0 + 1)),\($0)\n" }.joined()
    let fit = try tobit("y ~ a", to: text)
    #expect(fit.standardDeviation > 0.1)
    #expect(fit.warnings.isEmpty)
  }

  @Test("as few uncensored rows as coefficients: an error where sigma runs to 0, else a warning")
  func few() throws {
    let contradicted = "y,a\n0,1\n3,2\n0,3\n1,4\n0,5\n0,2.5\n"
    #expect(
      try tobit("y ~ a", to: contradicted).warnings == [.fewUncensoredRows(uncensored: 2, coefficients: 2)])
    #expect(
      refusal("y ~ a", "y,a\n0,1\n1,4\n3,5\n0,2\n0,0\n") == [
        "--formula:0:1 uncensoredRowsFitPerfectly(uncensored: 2, coefficients: 2)"
      ])
  }
}
