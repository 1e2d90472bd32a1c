import Foundation
import SourceText
import Statistics
import Testing

@testable import Regression

@Suite("Poisson regressions of difficult data")
struct PoissonHardCaseTests {
  @Test(
    "groups whose outputs are of very different size each have their mean", arguments: [1e-3, 1e-6, 1e-9, 1e-12, 1e-60])
  func sizes(_ small: Double) throws {
    var text = "y,g\n"
    for row in 0..<20 { text += "\(row % 7 + 1),large\n\(Double(row % 5) * small),small\n" }
    let fit = try poisson("y ~ C(g)", to: text)
    // Twice 1 to 7, once 1 to 6; four times 0 to 4.
    let (large, difference) = (log(77.0 / 20), log(2 * small) - log(77.0 / 20))
    #expect(digits(fit.coefficients[0], large) > 12)
    #expect(digits(fit.coefficients[1], difference) > 12)
    // The other way round what the small group tells is a small difference of sums.
    if small > 1e-20 {
      let reversed = try poisson("y ~ C(g, ref = small)", to: text)
      #expect(digits(reversed.coefficients[0], log(2 * small)) > 9)
      #expect(digits(reversed.coefficients[1], -difference) > 9)
    }
    // The information of a group is its sum, and the slope is the difference of two logarithms of means.
    #expect(digits(fit.standardErrors[1], (1 / 77.0 + 1 / (40 * small)).squareRoot()) > 10)
  }

  @Test("output in huge units without an intercept to take them up")
  func hugeUnits() throws {
    var text = "y,x\n"
    for row in 0..<30 {
      let output = Double(row * row % 13 + 1) * 1e100
      text += "\(output),\(row == 29 ? 40 : 1)\n"
    }
    let fit = try poisson("y ~ x - 1", to: text)
    let scores = fit.scores().column(0)
    #expect(abs(scores.reduce(0, +)) < 1e-12 * scores.reduce(0) { $0 + abs($1) })
    #expect(fit.standardErrors[0] > 0)
  }

  @Test("an output that follows one regressor exactly has fitted values equal to it and a deviance of 0")
  func exact() throws {
    var text = "y,x\n"
    for row in 0..<10 { text += "\(exp(0.5 * Double(row) - 2)),\(row)\n" }
    let fit = try poisson("y ~ x", to: text)
    #expect(digits(fit.coefficients[0], -2) > 13)
    #expect(digits(fit.coefficients[1], 0.5) > 13)
    #expect(abs(fit.deviance) < 1e-13)
    #expect(fit.warnings == [.perfectFit])
  }

  @Test("nearly collinear regressors: fitted values stay exact, and the warning is handed on")
  func nearlyCollinear() throws {
    var text = "y,a,b\n"
    for row in 0..<40 {
      let first = Double(row % 8)
      text += "\(row * row % 11),\(first),\(first + Double(row % 3) * 1e-7)\n"
    }
    let fit = try poisson("y ~ a + b", to: text)
    let scores = fit.scores()
    for column in 0..<3 {
      #expect(abs(scores.column(column).reduce(0, +)) < 1e-7)
    }
    #expect(
      fit.warnings.contains { if case .nearlyCollinear = $0 { true } else { false } })
  }

  @Test("separation is found just where exact arithmetic on the rows finds it, with all its rows")
  func separation() throws {
    var (separated, estimated) = (0, 0)
    for seed in 0..<400 {
      let rows = SmallRows(seed: UInt64(seed))
      guard let sample = try? Sample(Dataset(table(rows.text), formula: Formula("y ~ a + b")), strict: true),
        rows.outputs.contains(where: { $0 != rows.outputs[0] })
      else { continue }
      let expected = rows.separatedRows
      do throws(InputProblems) {
        let fit = try PoissonFit(sample)
        estimated += 1
        #expect(expected.isEmpty, "\(rows.text)")
        for column in 0..<3 { #expect(abs(fit.scores().column(column).reduce(0, +)) < 1e-10, "\(rows.text)") }
      } catch {
        separated += 1
        guard case FitFact.separatedZeros(_, let count, "y")? = error.problems.first?.fact as? FitFact else {
          Issue.record("\(error)")
          continue
        }
        #expect(count == expected.count, "\(rows.text)")
      }
    }
    #expect(separated > 50 && estimated > 50)
  }
}

/// Twelve rows of an output, mostly 0, and two regressors between 0 and 2.
private struct SmallRows {
  let outputs: [Int]
  /// 1, a, b.
  let regressors: [[Int]]

  init(seed: UInt64) {
    var draws = RandomDraws(seed: seed)
    var (outputs, regressors) = ([Int](), [[Int]]())
    for _ in 0..<12 {
      outputs.append(max(0, draws.whole(below: 9) - 5))
      regressors.append([1, draws.whole(below: 3), draws.whole(below: 3)])
    }
    self.outputs = outputs
    self.regressors = regressors
  }

  var text: String {
    "y,a,b\n" + zip(outputs, regressors).map { "\($0),\($1[1]),\($1[2])\n" }.joined()
  }

  /// The rows in which x′d < 0 for a direction d with x′d = 0 where the output is above 0 and x′d ≤ 0 elsewhere.
  ///
  /// Such directions are a cone, and with regressors of full rank every ray on its edge is orthogonal to two independent
  /// rows; the cross products of all pairs of rows are tried.
  var separatedRows: Set<Int> {
    var found = Set<Int>()
    for first in regressors.indices {
      for second in 0..<first {
        let (a, b) = (regressors[first], regressors[second])
        let normal = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
        for sign in [-1, 1] {
          let products = regressors.map { row in sign * zip(row, normal).reduce(0) { $0 + $1.0 * $1.1 } }
          guard zip(products, outputs).allSatisfy({ $0 == 0 || ($0 < 0 && $1 == 0) }) else { continue }
          found.formUnion(products.indices.filter { products[$0] < 0 })
        }
      }
    }
    return found
  }
}
