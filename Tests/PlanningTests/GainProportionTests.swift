import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

@Suite("Allocations in proportion to gains")
struct GainProportionTests {
  /// A unit yields 2 at Acme and 1 at Bolt, so a unit of gain costs 1/2 there and 1 here.
  private func plan(tolerance: Double) throws -> Plan {
    let rule = Rule("fair", .proportion(Proportion(to: .gain, tolerance: tolerance)))
    return try PlanningTests.plan(.twoFirms(budget: 12).adding(rule))
  }

  @Test("a tolerance that holds the two costs of gain apart changes nothing")
  func wideEnough() throws {
    // A rate serves both if (1 + τ)/(1 − τ) ≥ 2, from a third on.
    let plan = try plan(tolerance: 0.4)
    #expect(plan.totals.gain.isApproximatelyEqual(to: 22))
    #expect(plan.rules[0].slack.isApproximatelyEqual(to: 0.4 - 1.0 / 3))
    #expect(plan.rules[0].price.price == 0)
  }

  @Test("a narrower one leaves room for one firm only, and the better one is found")
  func tooNarrow() throws {
    let plan = try plan(tolerance: 0.2)
    #expect(plan.firms[0].spending.isApproximatelyEqual(to: 10))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 0))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 20))
    #expect(plan.objective.gap <= 2e-6)
    #expect(plan.warnings.contains(.pricesHoldRates))
    #expect(plan.certificate.holds)
  }

  @Test("a third is the least tolerance with both, and a point more below it is worth the second firm")
  func pricesTheTolerance() throws {
    let below = try plan(tolerance: 1.0 / 3 - 0.005)
    #expect(below.totals.gain.isApproximatelyEqual(to: 20))
    #expect(below.rules[0].price.price.isApproximatelyEqual(to: 2, relativeTolerance: 1e-5))
    #expect(below.rules[0].price.basis == .difference)
  }

  @Test("with levels that must be reached there may be no rate, and the rule is named")
  func clashes() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "rd_min": [4, 4]])
    let conflict = try conflict(
      description.adding(Rule("fair", .proportion(Proportion(to: .gain, tolerance: 0.2)))))
    #expect(Set(conflict.demands) == [.rule(0), .minimum(lever: 0)])
    #expect(conflict.removable.contains(.rule(0)))
  }

  @Test("plans of random alliances keep it by the printed amounts, in any unit of money", arguments: UInt64(1)...8)
  func keepsTheRule(seed: UInt64) throws {
    var description = try AllianceDescription.random(seed: seed, curved: false)
    let proportion = Proportion(to: .gain, tolerance: 0.5)
    description.rules = [Rule("fair", .proportion(proportion))]
    let plan = try PlanningTests.plan(description)
    #expect(plan.certificate.holds)
    #expect(plan.objective.gap <= 2e-6)
    let scale = max(1, plan.totals.spending)
    var rates = (least: 0.0, greatest: Double.infinity)
    for firm in plan.firms {
      #expect(firm.gain >= -1e-6)
      rates.least = max(rates.least, (firm.spending - 1e-5 * scale) / (1.5 * max(firm.gain, 1e-6)))
      if firm.gain > 1e-6 { rates.greatest = min(rates.greatest, (firm.spending + 1e-5 * scale) / (0.5 * firm.gain)) }
    }
    #expect(rates.least <= rates.greatest * (1 + 1e-5))
    var free = description
    free.rules = []
    #expect(try PlanningTests.plan(free).totals.gain >= plan.totals.gain * (1 - 1e-6))
    let scaled = try PlanningTests.plan(description.inUnits(1000))
    #expect(scaled.totals.gain.isApproximatelyEqual(to: plan.totals.gain, relativeTolerance: 4e-6))
  }

  @Test("no rate of a fine grid has a better plan", arguments: UInt64(1)...8, [false, true])
  func beatsTheGrid(seed: UInt64, eachPeriod: Bool) throws {
    var generator = SeededGenerator(seed: seed)
    func column(_ range: ClosedRange<Double>) -> [Double] {
      (0..<3).map { _ in Double.random(in: range, using: &generator) }
    }
    let tolerance = Double.random(in: 0.05...0.3, using: &generator)
    let rule = Rule("fair", .proportion(Proportion(to: .gain, tolerance: tolerance, eachPeriod: eachPeriod)))
    let description = AllianceDescription(
      name: "two levers", model: try sampleModel("output ~ 0 + rd:skill + tools", ["rd:skill": 1, "tools": 1]),
      firms: sampleFirms(
        ["a", "b", "c"],
        ["rd": [0, 0, 0], "tools": [0, 0, 0], "skill": column(0.5...3), "tools_unit_cost": column(0.3...2)]),
      budget: .horizon(20),
      levers: [Lever("rd", maximumIncrease: .amount(6)), Lever("tools", maximumIncrease: .amount(6))], rules: [rule])
    let plan = try PlanningTests.plan(description)
    #expect(plan.objective.gap <= 2e-6)
    let formulation = Formulation(try Alliance(description))
    var best = 0.0
    for step in 0...400 {
      var held = formulation
      let rate = 0.1 + Double(step) * 0.01
      held.narrow(0, least: rate, greatest: rate)
      let solution = try GLPKSolver().solve(held.program)
      if solution.termination == .optimal { best = max(best, solution.objective) }
    }
    #expect(plan.totals.gain >= best * (1 - 2e-6))
    #expect(plan.totals.gain <= best * 1.05, "the grid is fine enough to come near")
  }
}

/// Two levers at three firms, with a rule that shares what is spent in proportion to gains.
private func twoLevers(_ objective: Objective, seed: UInt64) throws -> AllianceDescription {
  var generator = SeededGenerator(seed: seed)
  func column(_ range: ClosedRange<Double>) -> [Double] {
    (0..<3).map { _ in Double.random(in: range, using: &generator) }
  }
  let tolerance = Double.random(in: 0.05...0.3, using: &generator)
  var description = AllianceDescription(
    name: "two levers", model: try sampleModel("output ~ 0 + rd:skill + tools", ["rd:skill": 1, "tools": 1]),
    firms: sampleFirms(
      ["a", "b", "c"],
      ["rd": [0, 0, 0], "tools": [0, 0, 0], "skill": column(0.5...3), "tools_unit_cost": column(0.3...2)]),
    budget: .horizon(20),
    levers: [Lever("rd", maximumIncrease: .amount(6)), Lever("tools", maximumIncrease: .amount(6))],
    rules: [Rule("fair", .proportion(Proportion(to: .gain, tolerance: tolerance)))])
  description.outputValue = 1.2
  description.objective = objective
  return description
}

@Suite("Allocations in proportion to gains, for every objective")
struct GainProportionObjectiveTests {
  @Test(
    "no rate of a fine grid has a plan with a better figure", arguments: UInt64(1)...6,
    [Objective.netValue, .cost(targetGain: 12)])
  func beatsTheGrid(seed: UInt64, objective: Objective) throws {
    let description = try twoLevers(objective, seed: seed)
    let plan = try PlanningTests.plan(description)
    #expect(plan.certificate.holds)
    #expect(plan.objective.gap <= 2e-6)
    let formulation = Formulation(try Alliance(description))
    var best = -Double.infinity
    for step in 0...400 {
      var held = formulation
      let rate = 0.1 + Double(step) * 0.01
      held.narrow(0, least: rate, greatest: rate)
      let solution = try GLPKSolver().solve(held.program)
      if solution.termination == .optimal { best = max(best, solution.objective) }
    }
    let found = formulation.figure(plan.objective.value)
    #expect(found >= best - 2e-6 * max(1, abs(best)))
    #expect(found <= best + 0.05 * abs(best), "the grid is fine enough to come near")
  }

  @Test("the smallest gains are not searched for, and the rule is named")
  func refusesSmallestGains() throws {
    let description = try twoLevers(.worstGain, seed: 1)
    let problem = #expect(throws: AllianceProblems.self) { try Alliance(description) }
    #expect(problem?.problems == [AllianceProblem(.smallestGainsInProportion(rule: "fair"), at: .key(["maximise"]))])
  }

  @Test("the price of a tolerance is in the unit of the figure, and never makes it worse", arguments: UInt64(1)...4)
  func pricesTheTolerance(seed: UInt64) throws {
    let cost = try PlanningTests.plan(twoLevers(.cost(targetGain: 12), seed: seed))
    #expect(cost.rules[0].price.price <= 0)
    let value = try PlanningTests.plan(twoLevers(.netValue, seed: seed))
    #expect(value.rules[0].price.price >= 0)
  }
}
