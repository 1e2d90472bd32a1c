import Foundation
import Statistics
import Testing

@testable import Regression

/// Least squares by R's `lm`, with `sandwich` and `lmtest`: Fixtures/R/least-squares.R and log-response.R.
@Suite("Least squares agree with R")
struct LeastSquaresReferenceTests {
  struct Errors: Decodable {
    struct Wald: Decodable {
      let statistic: Double
      let p_value: Double
    }
    let std_error: [Double]
    let wald: Wald?
    let column: String?
  }

  struct Test: Decodable {
    let statistic: Double
    let df: Double
    let p_value: Double
  }

  struct Fit: Decodable {
    let name: String
    let data: String
    let formula: String
    let weights: String?
    let terms: [String]
    let estimate: [Double]
    let std_error: [Double]
    let sigma: Double
    let r_squared: Double
    let adjusted_r_squared: Double
    let f: Test?
    let log_likelihood: Double
    let aic: Double
    let bic: Double
    let hc0: Errors
    let hc1: Errors
    let hc2: Errors
    let hc3: Errors
    let cluster: Errors?
    let breusch_pagan: Test?
    let jarque_bera: Test?
    let condition_number: Double?
    let hat_values: [Double]?
    let cooks_distances: [Double]?
    let duan_smearing: Double?
    let normal_smearing: Double?

    func fitted(cluster: String? = nil) throws -> LeastSquaresFit {
      let data = try Dataset(
        fixture("R/\(data)"), formula: Formula(formula), weights: weights, cluster: cluster)
      return try LeastSquaresFit(Sample(data))
    }
  }

  struct File: Decodable { let fits: [Fit] }

  private func fits() throws -> [Fit] {
    try decoded(File.self, "R/least-squares.json").fits + decoded(File.self, "R/log-response.json").fits
  }

  @Test("estimates, errors and measures of fit")
  func summaries() throws {
    let references = try fits()
    #expect(references.count == 9)
    for reference in references {
      let fit = try reference.fitted()
      #expect(fit.coefficientNames == reference.terms)
      expectAgreement(fit.coefficients, reference.estimate, digits: 11, "\(reference.name) coefficients")
      expectAgreement(fit.standardErrors, reference.std_error, digits: 11, "\(reference.name) errors")
      let figures = [
        (fit.residualStandardError, reference.sigma), (fit.rSquared, reference.r_squared),
        (fit.adjustedRSquared, reference.adjusted_r_squared), (fit.logLikelihood, reference.log_likelihood),
        (fit.aic, reference.aic), (fit.bic, reference.bic),
      ]
      expectAgreement(figures.map(\.0), figures.map(\.1), digits: 11, "\(reference.name) measures")
      guard let test = reference.f else { continue }
      expectAgreement([fit.fTest?.statistic ?? .nan], [test.statistic], digits: 11, "\(reference.name) F")
    }
  }

  @Test("heteroscedasticity-consistent errors and their Wald F")
  func robustErrors() throws {
    for reference in try fits() {
      let fit = try reference.fitted()
      for (correction, errors) in [
        (HeteroscedasticityCorrection.hc0, reference.hc0), (.hc1, reference.hc1), (.hc2, reference.hc2),
        (.hc3, reference.hc3),
      ] {
        let robust = try fit.applying(.heteroscedasticityConsistent(correction))
        let name = "\(reference.name) \(correction.rawValue)"
        expectAgreement(robust.standardErrors, errors.std_error, digits: 9, name)
        guard let wald = errors.wald else { continue }
        expectAgreement([robust.overallTest?.statistic ?? .nan], [wald.statistic], digits: 9, "\(name) Wald")
      }
    }
  }

  @Test("clustered errors")
  func clusteredErrors() throws {
    var count = 0
    for reference in try fits() {
      guard let errors = reference.cluster, let column = errors.column else { continue }
      count += 1
      let fit = try reference.fitted(cluster: column).applying(.clustered(column: column))
      expectAgreement(fit.standardErrors, errors.std_error, digits: 9, "\(reference.name) by \(column)")
    }
    #expect(count >= 2)
  }

  @Test("tests of the assumptions, leverages and Cook's distances")
  func specification() throws {
    for reference in try decoded(File.self, "R/least-squares.json").fits {
      let specification = LeastSquaresSpecification(try reference.fitted())
      let name = reference.name
      for (ours, test) in [
        (specification.homoscedasticity, reference.breusch_pagan), (specification.normality, reference.jarque_bera),
      ] {
        #expect((ours == nil) == (test == nil), "\(name)")
        guard let ours, let test else { continue }
        expectAgreement([ours.statistic], [test.statistic], digits: 9, name)
        #expect(Double(ours.degrees) == test.df)
        #expect(abs(ours.pValue - test.p_value) <= 1e-9 * test.p_value)
      }
      if let condition = reference.condition_number {
        expectAgreement([specification.conditionNumber], [condition], digits: 9, "\(name) condition number")
      }
      expectAgreement(specification.leverages, try #require(reference.hat_values), digits: 9, "\(name) leverages")
      expectAgreement(
        specification.cooksDistances.compactMap(\.self), try #require(reference.cooks_distances), digits: 8,
        "\(name) Cook's distances")
    }
  }

  @Test("smearing factors of a log response")
  func smearing() throws {
    for reference in try decoded(File.self, "R/log-response.json").fits {
      let fit = try reference.fitted()
      let normal = try LeastSquaresFit(fit.sample, smearing: .normal)
      expectAgreement(
        [fit.smearingFactor ?? .nan, normal.smearingFactor ?? .nan],
        [try #require(reference.duan_smearing), try #require(reference.normal_smearing)], digits: 12, reference.name)
    }
  }
}
