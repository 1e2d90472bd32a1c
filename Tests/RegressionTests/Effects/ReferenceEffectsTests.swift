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
      let hc1_std_error: Double
    }
    let fits: [Fit]
  }

  private func effects(_ fit: Effects.Fit) throws -> [MarginalEffect] {
    let estimated = try estimatedByR(
      fit.name, data: fit.data, formula: fit.formula, family: fit.family, lower: fit.lower, upper: fit.upper)
    return estimated.effects
  }

  @Test("every effect of every fit, and its standard error")
  func agreement() throws {
    let fits = try decoded(Effects.self, "R/effects.json").fits
    #expect(fits.count == 14)
    for fit in fits {
      let ours = try effects(fit)
      #expect(ours.count == fit.effects.count, "\(fit.name)")
      for reference in fit.effects {
        let effect = ours.first { $0.matches(reference) }
        let name = "\(fit.name): \(reference.variable) on \(reference.outcome), \(reference.at)"
        #expect(agrees(effect?.estimate, reference.estimate), "\(name)")
        #expect(agrees(effect?.standardError, reference.std_error), "\(name)")
      }
    }
  }

  @Test("the same from our own fits, with classical and with robust errors")
  func ownFits() throws {
    for reference in try decoded(Effects.self, "R/effects.json").fits {
      let sample = try Sample(Dataset(fixture("R/\(reference.data)"), formula: Formula(reference.formula)))
      switch reference.family {
      case "tobit": try compare(TobitFit(sample, lower: reference.lower, upper: reference.upper), with: reference)
      case "poisson": try compare(PoissonFit(sample), with: reference)
      default: try compare(LeastSquaresFit(sample), with: reference)
      }
    }
  }

  private func compare(_ fit: some RegressionFit, with reference: Effects.Fit) throws {
    let classical = MarginalEffects(fit).effects
    let robust = try MarginalEffects(fit.applying(.heteroscedasticityConsistent(.hc1))).effects
    for effect in reference.effects {
      let name = "\(reference.name): \(effect.variable) on \(effect.outcome), \(effect.at)"
      let ours = classical.first { $0.matches(effect) }
      #expect(digits(ours?.estimate ?? .nan, effect.estimate) > 7, "\(name)")
      #expect(digits(ours?.standardError ?? .nan, effect.std_error) > 7, "\(name)")
      let robustError = robust.first { $0.matches(effect) }?.standardError
      #expect(digits(robustError ?? .nan, effect.hc1_std_error) > 7, "\(name)")
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
