import Alliances
import Foundation
import Regression
import TestSupport
import Testing

@testable import Planning

@Suite("Expected responses that bend")
struct ExpectedResponseTests {
  /// Firms whose index is −3 + rd, censored from below at 0, and money for `budget`.
  private func censored(firms: Int = 1, budget: Double, sigma: Double = 1) throws -> AllianceDescription {
    AllianceDescription(
      name: "censored",
      model: try sampleModel(
        "output ~ rd", ["(Intercept)": -3, "rd": 1], family: .tobit(lower: 0, upper: nil), sigma: sigma),
      firms: sampleFirms((0..<firms).map { FirmID("f\($0)") }, ["rd": [Double](repeating: 0, count: firms)]),
      budget: .horizon(budget), levers: [Lever("rd", maximum: 6)])
  }

  /// F of an output censored from below at 0 with σ = 1: ηΦ(η) + φ(η).
  private func expected(_ index: Double) -> Double {
    index * 0.5 * erfc(-index / 2.0.squareRoot()) + exp(-0.5 * index * index) / (2 * Double.pi).squareRoot()
  }

  @Test("half of the way up a censored output yields 0.4, not the 1.5 of a straight line between the ends")
  func promisesNoChord() throws {
    let plan = try plan(censored(budget: 3))
    // F(0) = φ(0) = 0.3989; F(3) = 3.0004.
    #expect(plan.totals.gain.isApproximatelyEqual(to: expected(0) - expected(-3), relativeTolerance: 1e-9))
    #expect(plan.totals.gain < 0.4)
    #expect(plan.objective.value == plan.totals.gain)
    #expect(plan.objective.gap <= 1e-4)
    #expect(plan.warnings.contains(.pricesOfLinearisation))
    // The price is the chance of an output above 0.
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 0.5, relativeTolerance: 1e-6))
    #expect(plan.prices[0].price.basis == .linearised)
  }

  @Test("money for one firm goes to one firm whole: a little everywhere lifts nobody above the limit")
  func concentrates() throws {
    let plan = try plan(censored(firms: 3, budget: 6))
    let levels = (0..<3).map { plan.level($0) }.sorted()
    #expect(levels.map { $0.rounded() } == [0, 0, 6])
    #expect(plan.totals.gain.isApproximatelyEqual(to: expected(3) - expected(-3), relativeTolerance: 1e-7))
    // A tangent at the baselines bounds nothing: it promises next to no gain at all.
    #expect(plan.totals.gain > 10 * 6 * 0.00135)
  }

  @Test("far above the limit the expected output is the index, and the plan that of the index")
  func agreesFarAbove() throws {
    var description = try censored(firms: 2, budget: 5)
    description.model = try sampleModel(
      "output ~ rd + rd:skill", ["(Intercept)": 100, "rd": 1, "rd:skill": 1], family: .tobit(lower: 0, upper: nil),
      sigma: 2)
    description.firms = sampleFirms(["a", "b"], ["rd": [0, 0], "skill": [1, 2]])
    let expected = try plan(description)
    description.response = .latent
    let latent = try plan(description)
    #expect(expected.totals.gain.isApproximatelyEqual(to: latent.totals.gain, relativeTolerance: 1e-9))
    #expect(expected.level(1).isApproximatelyEqual(to: latent.level(1), relativeTolerance: 1e-7))
    #expect(latent.warnings.contains(.plannedOnIndex))
  }

  @Test("a square with a positive coefficient gives all to the firm where it yields most")
  func increasingReturns() throws {
    let description = AllianceDescription(
      name: "square", model: try sampleModel("output ~ 0 + I(rd^2):skill", ["I(rd^2):skill": 1]),
      firms: sampleFirms(["a", "b", "c"], ["rd": [0, 1, 0], "skill": [1, 0.9, 0.8]]), budget: .horizon(8),
      levers: [Lever("rd", maximum: 6)])
    let plan = try plan(description)
    // Bolt starts at 1: 5 units lift it to 6 and yield 0.9·35; the other 3 go to the first firm. Six there and two
    // here would yield 36 + 0.9·8.
    #expect(plan.totals.gain.isApproximatelyEqual(to: 36 + 0.9 * 8, relativeTolerance: 1e-4))
    #expect(plan.objective.bound >= plan.objective.value)
    #expect(plan.objective.gap <= 1e-4)
  }

  @Test("the published model: digital zones help a firm only while its talent is below 24")
  func publishedModel() throws {
    // Coefficients of a published Tobit table: npr on talent rc, joint R&D rj, zones dz and their product.
    let model = try sampleModel(
      "npr ~ rc + rj + dz + dz:rc",
      ["(Intercept)": 18.1213, "rc": 1.2176, "rj": 0.2629, "dz": 9.8686, "rc:dz": -0.4110],
      family: .tobit(lower: 0, upper: nil), sigma: 28.3310)
    let turn = 9.8686 / 0.4110
    let description = AllianceDescription(
      name: "zones", model: model,
      firms: sampleFirms(
        ["below", "above"], ["rc": [turn - 0.5, turn + 0.5], "rj": [5, 5], "dz": [0, 0]]), budget: .horizon(10),
      levers: [Lever("dz", maximum: 1)])
    let plan = try plan(description)
    #expect(plan.level(0).isApproximatelyEqual(to: 1))
    #expect(plan.level(1) == 0)
    #expect(plan.warnings.contains(.harmfulLever("dz", firms: ["above"])))
    // The other way about: with a zone a head yields 1.2176 − 0.4110 instead of 1.2176, so heads go where there is none.
    let talent = AllianceDescription(
      name: "heads", model: model,
      firms: sampleFirms(["without", "with"], ["rc": [20, 20], "rj": [5, 5], "dz": [0, 1]]), budget: .horizon(10),
      levers: [Lever("rc", maximumIncrease: .amount(10))])
    let heads = try PlanningTests.plan(talent)
    #expect(heads.level(0).isApproximatelyEqual(to: 30))
    #expect(heads.level(1).isApproximatelyEqual(to: 20))
  }
}

@Suite("Outputs whose levers' diminishing returns outweigh the bend of the response")
struct ConcaveOutputTests {
  /// Firms with output e^(β·log(rd) + log(skill)), that is skill·rd^β.
  private func description(_ exponent: Double, skills: [Double], budget: Double) throws -> AllianceDescription {
    AllianceDescription(
      name: "powers",
      model: try sampleModel(
        "output ~ 0 + log(rd) + log(skill)", ["log(rd)": exponent, "log(skill)": 1], family: .poisson),
      firms: sampleFirms(
        skills.indices.map { FirmID("f\($0)") },
        ["rd": [Double](repeating: 1, count: skills.count), "skill": skills]),
      budget: .horizon(budget), levers: [Lever("rd", maximum: 1000)])
  }

  @Test("one lever: levels in proportion to skill^(1/(1 − β)), proved like any concave program")
  func oneLever() throws {
    let plan = try plan(description(0.5, skills: [1, 2, 3], budget: 25))
    // Σx = 28 in the ratio 1:4:9.
    for (firm, level) in [2.0, 8, 18].enumerated() {
      #expect(plan.level(firm).isApproximatelyEqual(to: level, relativeTolerance: 1e-3))
    }
    #expect(plan.totals.gain.isApproximatelyEqual(to: (28.0 * 14).squareRoot() - 6, relativeTolerance: 1e-7))
    #expect(plan.objective.gap < 1e-7)
    #expect(!plan.warnings.contains(.pricesOfLinearisation))
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: (14.0 / 28).squareRoot() / 2, relativeTolerance: 1e-3))
  }

  @Test("two levers: a firm divides its money as its exponents, by planes that touch in both at once")
  func twoLevers() throws {
    let description = AllianceDescription(
      name: "powers",
      model: try sampleModel(
        "output ~ log(rd) + log1p(staff)", ["(Intercept)": 1, "log(rd)": 0.6, "log1p(staff)": 0.3], family: .poisson),
      firms: sampleFirms(["a"], ["rd": [1], "staff": [0]]), budget: .horizon(28),
      levers: [Lever("rd", maximum: 100), Lever("staff", unitCost: 2, maximum: 100)])
    let plan = try plan(description)
    // rd + 2(staff + 1) = 31, two thirds and one third of it: 62/3 and 31/6.
    #expect(plan.level(0).isApproximatelyEqual(to: 62.0 / 3, relativeTolerance: 1e-3))
    #expect(plan.level(0, lever: 1).isApproximatelyEqual(to: 31.0 / 6 - 1, relativeTolerance: 1e-2))
    let output = M_E * pow(62.0 / 3, 0.6) * pow(31.0 / 6, 0.3)
    #expect(plan.totals.gain.isApproximatelyEqual(to: output - M_E, relativeTolerance: 1e-7))
    #expect(plan.objective.gap < 1e-7)
  }

  @Test("exponents above 1 in all yield more and more: all goes to one firm, which a search proves")
  func increasingReturns() throws {
    let plan = try plan(description(1.5, skills: [1, 1.01, 0.9], budget: 20))
    #expect(plan.level(1).isApproximatelyEqual(to: 21, relativeTolerance: 1e-6))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 1.01 * (pow(21, 1.5) - 1), relativeTolerance: 1e-7))
    #expect(plan.objective.gap <= 1e-4)
    #expect(plan.warnings.contains(.pricesOfLinearisation))
  }

  @Test("a plane touches its product and lies nowhere below it; its slopes are finite differences")
  func planes() throws {
    let response = try sampleModel("y ~ 0 + x", ["x": 1], family: .poisson).response
    let product = try #require(
      ConcaveOutput(
        response, index: 1.2,
        factors: [
          .init(curve: .effect(factor: 0.6, transform: .logarithm, baseline: 2), range: 0.1...30),
          .init(curve: .effect(factor: 0.4, transform: .log1p, baseline: 0.5), range: 0...30),
        ]))
    var generator = SeededGenerator(seed: 4)
    func point() -> [Double] { (0..<2).map { _ in Double.random(in: 0.1...30, using: &generator) } }
    for _ in 0..<200 {
      let (touched, other) = (point(), point())
      let slopes = product.slopes(at: touched)
      let plane = zip(slopes, zip(other, touched)).reduce(product.value(at: touched)) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
      #expect(plane >= product.value(at: other) - 1e-9)
      for lever in 0..<2 {
        var (up, down) = (touched, touched)
        up[lever] += 1e-5
        down[lever] -= 1e-5
        let difference = (product.value(at: up) - product.value(at: down)) / 2e-5
        #expect(slopes[lever].isApproximatelyEqual(to: difference, relativeTolerance: 1e-5))
      }
    }
  }
}
