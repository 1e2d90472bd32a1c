import Foundation
import Statistics
import Testing

@testable import Regression

/// Effects by R, with analytic derivatives checked there by numDeriv: Fixtures/R/effects.R.
@Suite("Effects agree with R")
struct ReferenceEffectsTests {
  struct Effects: Decodable {
    struct Fit: Decodable, Sendable {
      let name: String
      let data: String
      let formula: String
      let family: String
      let lower: Double?
      let upper: Double?
      let effects: [Effect]
    }
    struct Effect: Decodable, Sendable {
      let variable: String
      let kind: String
      let level: String?
      let reference: String?
      let outcome: String
      let at: String
      let estimate: Double
      let std_error: Double
    }
    let fits: [Fit]
  }

  struct Estimates: Decodable {
    struct Fit: Decodable {
      let name: String
      let estimate: [Double]
      let sigma: Double?
      let covariance: [[Double]]
    }
    let fits: [Fit]
  }

  /// R's estimates and covariance of the fit `reference`, or ours where least squares are enough.
  private func effects(_ reference: Effects.Fit) throws -> MarginalEffects {
    let sample = try Sample(Dataset(fixture("R/\(reference.data)"), formula: Formula(reference.formula)))
    if reference.family == "gaussian" { return MarginalEffects(try LeastSquaresFit(sample)) }
    let isTobit = reference.family == "tobit"
    let file = try decoded(Estimates.self, isTobit ? "R/tobit.json" : "R/poisson.json")
    let estimates = try #require(file.fits.first { $0.name == reference.name })
    return MarginalEffects(
      GivenFit(
        sample: sample, family: isTobit ? .tobit(lower: reference.lower, upper: reference.upper) : .poisson,
        coefficients: estimates.estimate, sigma: estimates.sigma,
        covariance: Covariance(.classical, Matrix(rows: estimates.covariance))))
  }

  @Test("every effect of every fit, and its standard error")
  func agreement() throws {
    let fits = try decoded(Effects.self, "R/effects.json").fits
    #expect(fits.count == 14)
    for fit in fits {
      let ours = try effects(fit).effects
      #expect(ours.count == fit.effects.count, "\(fit.name)")
      for reference in fit.effects {
        let effect = ours.first { $0.matches(reference) }
        let name = "\(fit.name): \(reference.variable) on \(reference.outcome), \(reference.at)"
        #expect(agrees(effect?.estimate, reference.estimate), "\(name)")
        #expect(agrees(effect?.standardError, reference.std_error), "\(name)")
      }
    }
  }

  private func agrees(_ value: Double?, _ reference: Double) -> Bool {
    value.map { abs($0 - reference) <= 1e-9 * abs(reference) } ?? false
  }
}

extension MarginalEffect {
  fileprivate func matches(_ reference: ReferenceEffectsTests.Effects.Effect) -> Bool {
    let contrast: EffectContrast =
      switch reference.kind {
      case "level": .levels(reference.level ?? "", reference: reference.reference ?? "")
      case "unit": .zeroToOne
      default: .derivative
      }
    let outcomes: [String: Outcome] = [
      "latent": .latent, "expected": .expected, "expected_uncensored": .expectedUncensored,
      "probability_uncensored": .probabilityUncensored,
    ]
    return variable == reference.variable && self.contrast == contrast && at.rawValue == reference.at
      && outcome == outcomes[reference.outcome]
  }
}

/// The content of the JSON file `name` of the fixtures.
func decoded<Content: Decodable>(_ type: Content.Type, _ name: String) throws -> Content {
  let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
  return try JSONDecoder().decode(type, from: Data(contentsOf: url))
}
