import Foundation
import SourceText
import Testing

@testable import Regression

/// Fits by R's AER and survival, brought to the maximum by Newton's method there; `Fixtures/R/tobit.R` makes them.
private struct TobitReference: Decodable, Sendable, CustomTestStringConvertible {
  struct Test: Decodable { let statistic: Double, df: Int, p_value: Double }
  let name: String, data: String, formula: String
  let lower: Double?, upper: Double?
  let n: Int, left: Int, uncensored: Int, right: Int
  let estimate: [Double], log_sigma: Double, sigma: Double
  let covariance: [[Double]]
  let log_likelihood: Double, intercept_only_log_likelihood: Double
  let wald: Test, likelihood_ratio: Test
  let aic: Double, bic: Double
  let terms: [String]
  struct Robust: Decodable { let std_error: [Double] }
  let hc0: Robust

  var testDescription: String { name }

  func fit() throws -> TobitFit {
    try TobitFit(Sample(Dataset(fixture("R/\(data)"), formula: Formula(formula))), lower: lower, upper: upper)
  }

  static func all() throws -> [TobitReference] { try references("R/tobit.json") }
}

private struct SpecificationReference: Decodable, Sendable {
  let name: String, data: String, formula: String
  let lower: Double?, upper: Double?
  let normality: TobitReference.Test, homoscedasticity: TobitReference.Test
}

private struct References<Fit: Decodable>: Decodable { let fits: [Fit] }

private func references<Fit: Decodable>(_ name: String) throws -> [Fit] { try decoded(References<Fit>.self, name).fits }

@Suite("Tobit against R")
struct TobitReferenceTests {
  @Test("coefficients and log(sigma) to 10 digits")
  func coefficients() throws {
    for reference in try TobitReference.all() {
      let fit = try reference.fit()
      for (value, expected) in zip(fit.parameters, reference.estimate + [reference.log_sigma]) {
        #expect(digits(value, expected) > 10, "\(reference.name): \(value), \(expected)")
      }
      #expect(digits(fit.standardDeviation, reference.sigma) > 10)
      #expect(fit.coefficientNames.count == reference.terms.count)
    }
  }

  @Test("every covariance to 8 digits of the standard errors")
  func covariance() throws {
    for reference in try TobitReference.all() {
      let matrix = try reference.fit().covariance.matrix
      for (row, expected) in reference.covariance.enumerated() {
        for (column, value) in expected.enumerated() {
          let scale = (reference.covariance[row][row] * reference.covariance[column][column]).squareRoot()
          #expect(abs(matrix[row, column] - value) < 1e-8 * scale, "\(reference.name) \(row) \(column)")
        }
      }
    }
  }

  @Test("the scores around the information are R's sandwich, to 9 digits")
  func sandwich() throws {
    for reference in try TobitReference.all() {
      let fit = try reference.fit()
      let scores = fit.scores()
      let influences = (0..<fit.n).map { row in
        fit.bread.times((0..<scores.columnCount).map { scores[row, $0] })
      }
      for (position, expected) in reference.hc0.std_error.enumerated() {
        let variance = influences.reduce(0) { $0 + $1[position] * $1[position] }
        #expect(digits(variance.squareRoot(), expected) > 9, "\(reference.name)")
      }
    }
  }

  @Test("log-likelihoods to 12 digits, counts, tests and criteria")
  func likelihoods() throws {
    for reference in try TobitReference.all() {
      let fit = try reference.fit()
      #expect(
        fit.censoring
          == CensoredCounts(left: reference.left, uncensored: reference.uncensored, right: reference.right))
      #expect(digits(fit.logLikelihood, reference.log_likelihood) > 12, "\(reference.name)")
      let restricted = try #require(fit.interceptOnlyLogLikelihood)
      #expect(digits(restricted, reference.intercept_only_log_likelihood) > 12)
      #expect(digits(fit.aic, reference.aic) > 12)
      #expect(digits(fit.bic, reference.bic) > 12)
      let expected = 1 - reference.log_likelihood / reference.intercept_only_log_likelihood
      #expect(try digits(#require(fit.mcFadden), expected) > 9)
      for (test, expected) in [(fit.waldTest, reference.wald), (fit.likelihoodRatioTest, reference.likelihood_ratio)] {
        let test = try #require(test)
        #expect(digits(test.statistic, expected.statistic) > 9)
        #expect(test.degrees == expected.df)
        #expect(digits(test.pValue, expected.p_value) > 7)
      }
    }
  }

  @Test("the tests of normality and of one variance to 8 digits")
  func specification() throws {
    let references: [SpecificationReference] = try references("R/tobit-specification.json")
    #expect(references.count > 4)
    for reference in references {
      let data = try Dataset(fixture("R/\(reference.data)"), formula: Formula(reference.formula))
      let tests = TobitSpecification(
        try TobitFit(Sample(data), lower: reference.lower, upper: reference.upper))
      for (test, expected) in [
        (tests.normality, reference.normality), (tests.homoscedasticity, reference.homoscedasticity),
      ] {
        let test = try #require(test)
        #expect(digits(test.statistic, expected.statistic) > 8, "\(reference.name)")
        #expect(test.degrees == expected.df)
      }
    }
  }
}
