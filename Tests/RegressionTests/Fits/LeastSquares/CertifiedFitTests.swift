import Foundation
import Testing

@testable import Regression
@testable import Statistics

@Suite("Least squares against certified values")
struct CertifiedFitTests {
  @Test(
    "NIST's certified digits are reached",
    arguments: [(CertifiedFit.longley, 10.0), (.norris, 11), (.noIntercept, 13)])
  func certified(reference: CertifiedFit, floor: Double) throws {
    let fit = try LeastSquaresFit(Dataset(fixture(reference.file), formula: Formula(reference.formula)))
    for (value, certified) in zip(fit.coefficients, reference.coefficients) {
      #expect(digits(value, certified) >= floor)
    }
    for (value, certified) in zip(fit.standardErrors, reference.standardErrors) {
      #expect(digits(value, certified) >= floor)
    }
    #expect(digits(fit.residualStandardError, reference.residualStandardDeviation) >= floor)
    #expect(digits(fit.rSquared, reference.rSquared) >= floor)
    #expect(try digits(#require(fit.fTest).statistic, reference.fStatistic) >= floor)
    #expect(fit.warnings.isEmpty)
  }

  @Test(
    "they are reached as well when the rows are factorized a few at a time",
    arguments: [(CertifiedFit.longley, 10.0), (.norris, 11), (.noIntercept, 13), (.wampler, 8)], [1, 2, 3, 5, 16])
  func byBlocks(_ certified: (reference: CertifiedFit, floor: Double), blockHeight: Int) throws {
    let reference = certified.reference
    let data = try Dataset(fixture(reference.file), formula: Formula(reference.formula))
    let factorization = try QRFactorization(DesignMatrix(data).matrix, blockHeight: blockHeight)
    let (coefficients, residuals) = factorization.leastSquares(data.response)
    for (value, exact) in zip(coefficients, reference.coefficients) {
      #expect(digits(value, exact) >= certified.floor)
    }
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    let variance = squares / Double(residuals.count - coefficients.count)
    let inverse = factorization.inverseRoot().timesOwnTranspose()
    for (element, exact) in zip(inverse.diagonal, reference.standardErrors) where exact > 0 {
      #expect(digits((element * variance).squareRoot(), exact) >= certified.floor)
    }
  }

  @Test("an exact polynomial of degree 5 is recovered to eight digits and called a perfect fit")
  func wampler() throws {
    let reference = CertifiedFit.wampler
    let fit = try LeastSquaresFit(Dataset(fixture(reference.file), formula: Formula(reference.formula)))
    for value in fit.coefficients { #expect(digits(value, 1) >= 8) }
    for error in fit.standardErrors { #expect(error < 1e-8) }
    #expect(fit.residualStandardError < 1e-8)
    #expect(digits(fit.rSquared, 1) >= 14)
    #expect(fit.warnings == [.perfectFit])
    let model = InnovationModel(fit)
    #expect(model.fit?.rSquared == fit.rSquared)
  }

  @Test("patents of US industries in 2015: 45 complete rows, R² 0.797")
  func patents() throws {
    let formula = try Formula("patent_applications ~ sqrt(rd_domestic_musd) + rd_employees_domestic_thousand")
    let data = try Dataset(fixture("us-industries.csv"), formula: formula)
    let fit = try LeastSquaresFit(data)
    #expect(data.missing.rowCount == 60)
    #expect(fit.n == 45)
    #expect(data.missing.droppedCount == 15)
    #expect(fit.coefficientNames == ["(Intercept)", "sqrt(rd_domestic_musd)", "rd_employees_domestic_thousand"])
    // The normal equations solved in 40-digit arithmetic with mpmath 1.3.
    for (value, exact) in zip(fit.coefficients, [-1036.46634809726, 34.6155999756136, 37.5298233329159]) {
      #expect(digits(value, exact) > 12)
    }
    for (value, exact) in zip(fit.standardErrors, [432.55512982527, 11.7199225335894, 17.6648214649898]) {
      #expect(digits(value, exact) > 12)
    }
    #expect(digits(fit.rSquared, 0.797430073764484) > 13)
  }
}

/// Speed and stopping distance of 50 cars (Ezekiel 1930), R's data set `cars`; the expected numbers are those that R 4
/// prints for `lm(dist ~ speed)`.
@Suite("Least squares against R")
struct CarsTests {
  private let fitted: LeastSquaresFit

  init() throws {
    let speed = [
      4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16, 17, 17,
      17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25,
    ]
    let distance = [
      2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32, 40, 32,
      40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85,
    ]
    let rows = zip(speed, distance).map { "\($0),\($1)\n" }.joined()
    fitted = try fit("dist ~ speed", to: "speed,dist\n" + rows)
  }

  @Test("coefficients, errors, t and p")
  func estimates() {
    let printed = fitted.estimates.map {
      String(format: "%.4f %.4f %.3f %.3g", $0.estimate, $0.standardError, $0.statistic, $0.pValue)
    }
    #expect(printed == ["-17.5791 6.7584 -2.601 0.0123", "3.9324 0.4155 9.464 1.49e-12"])
  }

  @Test("residual error, R², F and their degrees of freedom")
  func summary() throws {
    #expect(String(format: "%.2f", fitted.residualStandardError) == "15.38")
    #expect(fitted.sample.residualDegreesOfFreedom == 48)
    #expect(String(format: "%.4f %.4f", fitted.rSquared, fitted.adjustedRSquared) == "0.6511 0.6438")
    let test = try #require(fitted.fTest)
    #expect(String(format: "%.2f %.3g", test.statistic, test.pValue) == "89.57 1.49e-12")
    #expect(test.numerator == 1)
    #expect(test.denominator == 48)
  }

  @Test("log-likelihood, AIC and BIC count sigma as a parameter")
  func likelihood() {
    #expect(String(format: "%.4f", fitted.logLikelihood) == "-206.5784")
    #expect(String(format: "%.4f %.4f", fitted.aic, fitted.bic) == "419.1569 424.8929")
  }

  @Test("confidence intervals")
  func intervals() {
    let printed = fitted.confidenceIntervals(level: 0.95).map { String(format: "%.5f %.5f", $0.lower, $0.upper) }
    #expect(printed == ["-31.16785 -3.99034", "3.09696 4.76785"])
  }
}
