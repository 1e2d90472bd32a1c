import Foundation
import Statistics
import Testing

@testable import Regression

/// Poisson regressions by R's `glm` with `sandwich`: Fixtures/R/poisson.R.
@Suite("Poisson regressions agree with R")
struct PoissonReferenceTests {
  struct Errors: Decodable {
    let std_error: [Double]
    let column: String?
  }

  struct Fit: Decodable {
    let name: String
    let data: String
    let formula: String
    let zeros: Int
    let terms: [String]
    let estimate: [Double]
    let std_error: [Double]
    let hc0: Errors
    let hc1: Errors
    let cluster: Errors?
    let dispersion: Double
    let deviance: Double
    let null_deviance: Double
    let log_likelihood: Double

    func fitted(cluster: String? = nil) throws -> PoissonFit {
      try PoissonFit(Sample(Dataset(fixture("R/\(data)"), formula: Formula(formula), cluster: cluster)))
    }
  }

  struct File: Decodable { let fits: [Fit] }

  @Test("estimates, errors of every kind and measures of fit")
  func agreement() throws {
    let references = try decoded(File.self, "R/poisson.json").fits
    #expect(references.count == 3)
    #expect(references.contains { $0.zeros > 100 })
    for reference in references {
      let fit = try reference.fitted()
      let name = reference.name
      #expect(fit.coefficientNames == reference.terms)
      #expect(fit.zeroCount == reference.zeros)
      expectAgreement(fit.coefficients, reference.estimate, digits: 9, "\(name) coefficients")
      expectAgreement(fit.standardErrors, reference.std_error, digits: 9, "\(name) errors")
      let figures = [
        (fit.deviance, reference.deviance), (fit.nullDeviance, reference.null_deviance),
        (fit.logLikelihood, reference.log_likelihood), (fit.dispersion, reference.dispersion),
      ]
      expectAgreement(figures.map(\.0), figures.map(\.1), digits: 11, "\(name) measures")
      for (correction, errors) in [(HeteroscedasticityCorrection.hc0, reference.hc0), (.hc1, reference.hc1)] {
        let robust = try fit.applying(.heteroscedasticityConsistent(correction))
        expectAgreement(robust.standardErrors, errors.std_error, digits: 9, "\(name) \(correction.rawValue)")
      }
      if let errors = reference.cluster, let column = errors.column {
        let clustered = try reference.fitted(cluster: column).applying(.clustered(column: column))
        expectAgreement(clustered.standardErrors, errors.std_error, digits: 9, "\(name) by \(column)")
      }
    }
  }
}
