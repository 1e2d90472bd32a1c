import Foundation
import SourceText
import Testing

@testable import Regression

@Suite("Least squares")
struct LeastSquaresFitTests {
  @Test("the coefficients of a category are the differences of group means from the reference")
  func groupMeans() throws {
    let fitted = try fit("y ~ C(g)", to: "y,g\n1,n\n3,n\n10,s\n14,s\n5,w\n7,w\n")
    #expect(fitted.coefficientNames == ["(Intercept)", "C(g)s", "C(g)w"])
    for (value, expected) in zip(fitted.coefficients, [2.0, 10, 4]) { #expect(digits(value, expected) > 14) }
    #expect(fitted.categories == [CategoryLevels(name: "g", levels: ["n", "s", "w"])])
  }

  @Test("a mean alone: no F test, R² 0, the standard error of the mean")
  func meanOnly() throws {
    let fitted = try fit("y ~ 1", to: "y\n1\n2\n3\n6\n")
    #expect(digits(fitted.coefficients[0], 3) > 14)
    // s² = (4 + 1 + 0 + 9)/3, divided by 4 rows.
    #expect(digits(fitted.standardErrors[0], (14.0 / 12).squareRoot()) > 14)
    #expect(fitted.fTest == nil)
    #expect(fitted.rSquared < 1e-30)
  }

  @Test("residuals are orthogonal to every column, and sums of squares add up")
  func orthogonality() throws {
    let text = "y,a,b\n" + (0..<20).map { "\($0 * 7 % 11),\($0),\($0 * $0 % 13)\n" }.joined()
    let fitted = try fit("y ~ a*b", to: text)
    let design = try DesignMatrix(Dataset(table(text), formula: Formula("y ~ a*b")))
    for column in 0..<4 {
      #expect(abs(zip(design.matrix.column(column), fitted.residuals).map(*).reduce(0, +)) < 1e-9)
    }
    let response = (0..<20).map { Double($0 * 7 % 11) }
    let mean = response.reduce(0, +) / 20
    let total = response.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    #expect(digits(fitted.modelSumOfSquares + fitted.residualSumOfSquares, total) > 13)
    #expect(digits(fitted.adjustedRSquared, 1 - (fitted.residualSumOfSquares / 16) / (total / 19)) > 12)
  }

  @Test("a column in thousandths has a thousandfold coefficient with the same t")
  func units() throws {
    let rows = (0..<15).map { ($0 * 7 % 11, $0) }
    let whole = try fit("y ~ a", to: "y,a\n" + rows.map { "\($0),\($1)\n" }.joined())
    let small = try fit("y ~ a", to: "y,a\n" + rows.map { "\($0),\(Double($1) / 1000)\n" }.joined())
    #expect(digits(small.coefficients[1], 1000 * whole.coefficients[1]) > 12)
    #expect(digits(small.estimates[1].statistic, whole.estimates[1].statistic) > 12)
  }

  @Test("the smearing factor is the mean of the exponentials of the residuals")
  func smearing() throws {
    let fitted = try fit("log(y) ~ 1", to: "y\n1\n4\n16\n")
    #expect(digits(fitted.smearingFactor ?? .nan, (0.25 + 1 + 4) / 3) > 14)
  }
}

@Suite("What stands in the way of a fit")
struct FitProblemTests {
  @Test("collinear columns are named with what they are made of")
  func collinear() throws {
    let text =
      "y,a,b,total,zero\n" + (0..<9).map { "\($0 * 5 % 7),\($0),\($0 * $0 % 5),\($0 + $0 * $0 % 5),0\n" }.joined()
    #expect(
      problems { _ = try fit("y ~ total + zero + a + b", to: text) } == [
        "--formula:0:13 collinear(column: \"zero\", combinationOf: [])",
        "--formula:0:24 collinear(column: \"b\", combinationOf: [\"total\", \"a\"])",
      ])
    #expect(
      problems { _ = try fit("y ~ a + C(zero2)", to: text.replacing("zero", with: "zero2")) } == [
        "firms.csv:1:5 oneLevel(column: \"zero2\", level: \"0\")"
      ])
  }

  @Test("every level of every category beside an intercept is collinear")
  func fullCoding() throws {
    let text = "y,g,h\n1,a,p\n2,a,q\n4,b,p\n9,b,q\n2,a,p\n7,b,q\n"
    let found = problems { _ = try fit("y ~ C(g):C(h)", to: text) }
    #expect(
      found == [
        "--formula:0:12 collinear(column: \"C(g)b:C(h)q\", combinationOf: "
          + "[\"(Intercept)\", \"C(g)a:C(h)p\", \"C(g)b:C(h)p\", \"C(g)a:C(h)q\"])"
      ])
  }

  @Test("too few rows, and just as many rows as coefficients")
  func tooFewRows() throws {
    #expect(
      problems { _ = try fit("y ~ a + b", to: "y,a,b\n1,2,3\n2,4,5\n") } == [
        "firms.csv:0:0 moreCoefficientsThanRows(coefficients: 3, rows: 2)"
      ])
    #expect(
      problems { _ = try fit("y ~ a", to: "y,a\n1,2\n2,4\n") } == ["firms.csv:0:0 noDegreesOfFreedom(rows: 2)"])
  }

  @Test("a response without variation is refused beside an intercept, and allowed without one unless it is zero")
  func constantResponse() throws {
    #expect(
      problems { _ = try fit("y ~ a", to: "y,a\n5,2\n5,4\n5,7\n") } == [
        "--formula:0:1 constantResponse(name: \"y\", value: 5.0)"
      ])
    #expect(problems { _ = try fit("y ~ a - 1", to: "y,a\n5,2\n5,4\n5,7\n") }.isEmpty)
    #expect(
      problems { _ = try fit("y ~ a - 1", to: "y,a\n0,2\n0,4\n0,7\n") } == [
        "--formula:0:1 constantResponse(name: \"y\", value: 0.0)"
      ])
  }

  @Test("numbers whose squares are no doubles are refused by name")
  func tooLarge() throws {
    #expect(
      problems { _ = try fit("y ~ a", to: "y,a\n1e200,2\n2,1e170\n5,7\n") } == [
        "--formula:0:1 tooLarge(column: \"y\")", "--formula:0:5 tooLarge(column: \"a\")",
      ])
  }

  @Test("numbers so small that variances would be no doubles are refused by name; one small number among others is not")
  func tooSmall() throws {
    #expect(
      problems { _ = try fit("y ~ a", to: "y,a\n1e-200,2e-300\n2e-200,1e-300\n5e-200,7e-300\n") } == [
        "--formula:0:1 tooSmall(column: \"y\")", "--formula:0:5 tooSmall(column: \"a\")",
      ])
    #expect(problems { _ = try fit("y ~ a", to: "y,a\n1,2e-300\n2,1\n5e-200,7\n3,4\n") }.isEmpty)
  }

  @Test("a perfect fit is a warning; its model stays free of numbers that are not finite")
  func perfectFit() throws {
    let fitted = try fit("y ~ a", to: "y,a\n0,0\n0,0\n1,1\n1,1\n")
    #expect(fitted.warnings == [.perfectFit])
    let model = InnovationModel(fitted)
    #expect(model.fit?.fStatistic.map(\.isFinite) ?? true)
    #expect(model.fit?.logLikelihood.map(\.isFinite) ?? true)
    #expect(model.sigma.map { $0 > 0 } ?? true)
  }
}
