import Alliances
import Foundation
@testable import Planning
import Regression
import TestSupport
import Testing

@Suite("Diminishing returns")
struct CurvedResponseTests {
  /// Firms with output Σ c·f(rd), baselines `baseline`, and money for `budget`.
  private func description(
    _ term: String, factors: [Double], baseline: [Double], budget: Double, upper: Double
  ) throws -> AllianceDescription {
    AllianceDescription(
      name: "curved", model: try sampleModel("output ~ 0 + \(term):skill", ["\(term):skill": 1]),
      firms: sampleFirms(
        (0..<factors.count).map { FirmID("f\($0)") }, ["rd": baseline, "skill": factors]),
      budget: .horizon(budget), levers: [Lever("rd", maximum: upper)])
  }

  @Test("square roots: money in proportion to the squared factors, the price their common slope")
  func squareRoots() throws {
    let factors = [3.0, 2, 1]
    let plan = try plan(description("sqrt(rd)", factors: factors, baseline: [0, 0, 0], budget: 28, upper: 1000))
    // x ∝ c²: 18, 8, 2. Gain Σ c·√x = √(28·14).
    #expect(plan.totals.gain.isApproximatelyEqual(to: (28.0 * 14).squareRoot(), relativeTolerance: 1e-7))
    for (firm, level) in [18.0, 8, 2].enumerated() {
      #expect(plan.level(firm).isApproximatelyEqual(to: level, relativeTolerance: 1e-3))
    }
    #expect(plan.objective.gap < 1e-7)
    #expect(plan.objective.bound >= plan.objective.value - 1e-9)
    let price = plan.prices[0].price
    #expect(price.price.isApproximatelyEqual(to: (14.0 / 28).squareRoot() / 2, relativeTolerance: 1e-3))
    // The price √(14/B)/2 changes by a hundredth between 28/1.01² and 28/0.99².
    #expect(price.basis == .withinOnePercent)
    #expect(price.from.isApproximatelyEqual(to: 28 / (1.01 * 1.01), relativeTolerance: 5e-3))
    #expect(price.to.isApproximatelyEqual(to: 28 / (0.99 * 0.99), relativeTolerance: 5e-3))
  }

  @Test("logarithms: levels in proportion to the factors, from baselines above 0")
  func logarithms() throws {
    let plan = try plan(description("log(rd)", factors: [3, 1], baseline: [1, 1], budget: 10, upper: 1000))
    // Σx = 12 in the ratio 3:1.
    #expect(plan.level(0).isApproximatelyEqual(to: 9, relativeTolerance: 1e-3))
    #expect(plan.level(1).isApproximatelyEqual(to: 3, relativeTolerance: 1e-3))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 3 * log(9) + log(3), relativeTolerance: 1e-7))
  }

  @Test("log1p: a firm whose first unit yields too little gets nothing")
  func shiftedLogarithms() throws {
    let plan = try plan(description("log1p(rd)", factors: [10, 1], baseline: [0, 0], budget: 5, upper: 1000))
    #expect(plan.level(0).isApproximatelyEqual(to: 5, relativeTolerance: 1e-6))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 10 * log(6), relativeTolerance: 1e-7))
  }

  @Test("a concave square has its best level inside, and money beyond it stays")
  func concaveSquares() throws {
    let description = AllianceDescription(
      name: "square", model: try sampleModel("output ~ 0 + rd + I(rd^2)", ["rd": 4, "I(rd^2)": -0.5]),
      firms: sampleFirms(["a"], ["rd": [1]]), budget: .horizon(50), levers: [Lever("rd", maximum: 20)])
    let plan = try plan(description)
    #expect(plan.level(0).isApproximatelyEqual(to: 4, relativeTolerance: 1e-3))
    #expect(plan.totals.gain.isApproximatelyEqual(to: (16 - 8) - (4 - 0.5), relativeTolerance: 1e-7))
    #expect(plan.idleMoney != nil)
  }

  @Test("nothing to spend leaves everything as it is, also at the infinite slope of the root at 0")
  func nothingToSpend() throws {
    let plan = try plan(description("sqrt(rd)", factors: [3, 1], baseline: [0, 4], budget: 0, upper: 10))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 0))
    #expect(plan.level(0) == 0)
    #expect(plan.level(1) == 4)
  }

  @Test("money and heads side by side: both yield the same at the margin")
  func equalisesMargins() throws {
    let model = try sampleModel("output ~ sqrt(rd) + staff", ["(Intercept)": -5, "sqrt(rd)": 4, "staff": 3])
    let description = AllianceDescription(
      name: "margins", model: model,
      firms: sampleFirms(["a", "b"], ["rd": [1, 0.25], "staff": [2, 2]]), budget: .horizon(30),
      levers: [
        Lever("rd", maximum: 100),
        Lever("staff", .talent(hireMaximum: 2, secondment: nil), unitCost: 6, maximum: 100),
      ])
    let plan = try plan(description)
    // A head yields 0.5 a unit of money, the root as much at x = 16: 15 + 15.75 exceed 30, so no head is hired.
    #expect(plan.level(0).isApproximatelyEqual(to: 15.625, relativeTolerance: 1e-3))
    #expect(plan.level(0, lever: 1).isApproximatelyEqual(to: 2))
  }

  @Test("with nothing to spend yet, the price is that of the first unit")
  func pricesTheFirstUnit() throws {
    var description = try description("sqrt(rd)", factors: [4, 4], baseline: [4, 9], budget: 0, upper: 100)
    description.budget = .perPeriod([0, 0])
    description.periods = ["2026", "2027"]
    description.carryOver = false
    let prices = try plan(description).prices
    // The slope of 4√x at 4 is 1; Bolt's at 9 is less.
    for price in prices {
      #expect(price.price.price.isApproximatelyEqual(to: 1, relativeTolerance: 1e-3))
      #expect(price.price.from == 0)
      // 4/(2√x) is a hundredth less at 4/0.99².
      #expect(price.price.to.isApproximatelyEqual(to: 4 / (0.99 * 0.99) - 4, relativeTolerance: 2e-2))
    }
  }
}
