import Alliances
@testable import Planning
import TestSupport
import Testing

@Suite("A cap on spending")
struct SpendingCapTests {
  @Test("money beyond the cap stays, and a unit of the cap is worth what it would buy")
  func capsSpending() throws {
    let plan = try plan(.twoFirms(budget: 15).adding(Rule("cap", .spendingCap(SpendingCap(maximum: 12)))))
    // Acme's 10 units yield 2 each, Bolt's last 2 yield 1 each.
    #expect(plan.totals.spending.isApproximatelyEqual(to: 12))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 22))
    let cap = try #require(plan.rules.first)
    #expect(cap.limit == RulePrice.Limit(key: "spend.max", value: 12, unit: .currency))
    #expect(cap.price.price.isApproximatelyEqual(to: 1))
    // Below 10 a unit less is one of Acme's; beyond 15 the money is gone.
    #expect(cap.price.from.isApproximatelyEqual(to: 10))
    #expect(cap.price.to.isApproximatelyEqual(to: 15))
    #expect(cap.price.limitAbove == .budget(period: 0))
    #expect(cap.slack.isApproximatelyEqual(to: 0))
    #expect(plan.prices[0].price.price == 0)
  }

  @Test("a cap in each period moves every one of them")
  func capsEachPeriod() throws {
    var description = try AllianceDescription.twoFirms(budget: 100)
    description.periods = ["2026", "2027"]
    let each = Rule("cap", .spendingCap(SpendingCap(maximum: 6, eachPeriod: true)))
    let plan = try plan(description.adding(each))
    #expect(plan.money.map(\.spending).allSatisfy { $0.isApproximatelyEqual(to: 6) })
    #expect(plan.totals.gain.isApproximatelyEqual(to: 24))
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: 4))
    #expect(plan.rules[0].price.to.isApproximatelyEqual(to: 10, relativeTolerance: 1e-5))
  }

  @Test("a cap that does not bind says how much room there is")
  func reportsSlack() throws {
    let plan = try plan(.twoFirms(budget: 12).adding(Rule("cap", .spendingCap(SpendingCap(maximum: 18)))))
    #expect(plan.rules[0].slack.isApproximatelyEqual(to: 6))
    #expect(plan.rules[0].price.price == 0)
  }

  @Test("a cap clashes with a gain that costs more")
  func clashes() throws {
    let conflict = try conflict(
      .twoFirms(budget: 15).adding(Rule("cap", .spendingCap(SpendingCap(maximum: 5))))
        .adding(Rule("gain", .gainFloor(GainFloor(minimum: 15)))))
    #expect(Set(conflict.demands) == [.rule(0), .rule(1)])
    #expect(Set(conflict.removable) == [.rule(0), .rule(1)])
  }
}

@Suite("A limit on risk")
struct RiskLimitTests {
  /// Acme's unit yields 2 at a risk of 0.5, Bolt's 1 at a risk of 0.1.
  private func description(budget: Double) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "leak": [0.5, 0.1]])
    return description
  }

  @Test("risk is allocation times a column; a unit of it moves money to the riskier firm")
  func limitsRisk() throws {
    let rule = Rule("leakage", .risk(RiskLimit(column: "leak", maximum: 3)))
    let plan = try plan(description(budget: 12).adding(rule))
    // a + b = 12 and 0.5a + 0.1b = 3: a = 4.5, b = 7.5.
    #expect(plan.firms[0].spending.isApproximatelyEqual(to: 4.5))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 7.5))
    // A unit of risk moves 1/0.4 of money from Bolt to Acme.
    #expect(plan.rules[0].limit == RulePrice.Limit(key: "max", value: 3, unit: .risk))
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: 2.5))
    // Down to where Bolt holds 10 and Acme 2, up to where Acme holds 10 and Bolt 2.
    #expect(plan.rules[0].price.from.isApproximatelyEqual(to: 2))
    #expect(plan.rules[0].price.to.isApproximatelyEqual(to: 5.2))
  }

  @Test("a limit in each period holds in each, and its price is for moving all of them")
  func limitsEachPeriod() throws {
    var description = try description(budget: 24)
    description.periods = ["2026", "2027"]
    let rule = Rule("leakage", .risk(RiskLimit(column: "leak", maximum: 3, eachPeriod: true)))
    let plan = try plan(description.adding(rule))
    for period in 0..<2 { #expect((0.5 * plan.level(0, period) + 0.1 * plan.level(1, period)) <= 3 + 1e-9) }
    #expect(plan.totals.gain.isApproximatelyEqual(to: 2 * (2 * 4.5 + 7.5)))
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: 5))
  }

  @Test("risk clashes with levels that must be reached")
  func clashes() throws {
    var description = try description(budget: 20)
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "leak": [0.5, 0.1], "rd_min": [8, 0]])
    let conflict = try conflict(description.adding(Rule("leakage", .risk(RiskLimit(column: "leak", maximum: 3)))))
    #expect(Set(conflict.demands) == [.rule(0), .minimum(lever: 0)])
  }
}

@Suite("Allocations in proportion")
struct ProportionTests {
  private func description(_ proportion: Proportion, budget: Double = 12) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "revenue": [1, 3]])
    return description.adding(Rule("fair", .proportion(proportion)))
  }

  @Test("equal parts within 20 %: Acme gets 1.2 parts of 6, Bolt 0.8")
  func equalParts() throws {
    let plan = try plan(description(Proportion(to: .equal, tolerance: 0.2)))
    #expect(plan.firms[0].spending.isApproximatelyEqual(to: 7.2))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 4.8))
    // The gain is 18 + 6τ until Acme holds 10.
    #expect(plan.totals.gain.isApproximatelyEqual(to: 19.2))
    #expect(plan.rules[0].limit == RulePrice.Limit(key: "tolerance", value: 0.2, unit: .percentagePoint))
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: 0.06))
    #expect(plan.rules[0].price.to.isApproximatelyEqual(to: 2.0 / 3, relativeTolerance: 1e-5))
    #expect(abs(plan.rules[0].price.from) < 1e-5)
    #expect(plan.rules[0].slack < 1e-9)
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 1.6))
  }

  @Test("exactly in proportion to a column, without a tolerance")
  func exactly() throws {
    let plan = try plan(description(Proportion(to: .column("revenue"))))
    #expect(plan.firms[0].spending.isApproximatelyEqual(to: 3))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 9))
  }

  @Test("the price of a tolerance is the derivative, though the rate moves with it")
  func pricesTheTolerance() throws {
    func plan(_ tolerance: Double) throws -> Plan {
      try PlanningTests.plan(description(Proportion(to: .column("revenue"), tolerance: tolerance)))
    }
    let here = try plan(0.1)
    // a : b = 1.1 : 2.7 of 12, and a = 12(1 + τ)/(4 − 2τ) has the slope 72/(4 − 2τ)².
    #expect(here.firms[0].spending.isApproximatelyEqual(to: 12 * 1.1 / 3.8))
    #expect(here.rules[0].price.price.isApproximatelyEqual(to: 0.01 * 72 / (3.8 * 3.8)))
    let slope = (try plan(0.1 + 1e-4).totals.gain - (try plan(0.1 - 1e-4).totals.gain)) / 2e-4
    #expect((0.01 * slope).isApproximatelyEqual(to: here.rules[0].price.price, relativeTolerance: 1e-6))
  }

  @Test("each period has its own rate, and may have another one")
  func eachPeriod() throws {
    var description = try description(Proportion(to: .equal, eachPeriod: true))
    description.periods = ["2026", "2027"]
    description.budget = .perPeriod([4, 12])
    description.carryOver = false
    let plan = try plan(description)
    #expect([plan.level(0, 0), plan.level(1, 0)].allSatisfy { $0.isApproximatelyEqual(to: 2) })
    #expect([plan.level(0, 1), plan.level(1, 1)].allSatisfy { $0.isApproximatelyEqual(to: 6) })
  }

  @Test("what does not bind says how much tighter it could be")
  func reportsSlack() throws {
    // Both firms are full at 10 each: rates 10 and 10/3, which a tolerance of one half allows.
    let plan = try plan(description(Proportion(to: .column("revenue"), tolerance: 0.8), budget: 30))
    #expect(plan.rules[0].price.price == 0)
    #expect(plan.rules[0].slack.isApproximatelyEqual(to: 0.3))
  }

  @Test("a firm with the figure 0 gets nothing, and the plan says so")
  func nothingForNothing() throws {
    var description = try description(Proportion(to: .column("revenue"), tolerance: 0.5))
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "revenue": [0, 3]])
    let plan = try plan(description)
    #expect(plan.firms[0].spending == 0)
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 10))
    #expect(plan.warnings.contains(.nothingInProportion(rule: "fair", of: .allocation, firms: ["acme"])))
  }

  @Test("a firm that can take nothing leaves nothing to all, and the rule is named")
  func forbidsSpending() throws {
    var description = try description(Proportion(to: .equal, tolerance: 0.5))
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "rd_max": [10, 0]])
    #expect(try plan(description).warnings.contains(.rulesForbidSpending(["fair"])))
  }

  @Test("it clashes with levels that must be reached, and leaving it out helps")
  func clashes() throws {
    var description = try description(Proportion(to: .column("revenue"), tolerance: 0.1))
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "revenue": [1, 0], "rd_min": [4, 4]])
    let conflict = try conflict(description)
    #expect(Set(conflict.demands) == [.rule(0), .minimum(lever: 0)])
    #expect(conflict.removable.contains(.rule(0)))
  }

  @Test("no firm burns money to look better served")
  func burnsNothing() throws {
    let description = AllianceDescription(
      name: "floor", model: try sampleModel("output ~ 0 + rd:skill", ["rd:skill": 1]),
      firms: sampleFirms(["acme", "bolt"], ["rd": [20, 20], "skill": [2, -1]]), budget: .horizon(100),
      levers: [Lever("rd", .investment(refund: 0.5), minimum: 0, maximum: 50)],
      rules: [Rule("fair", .proportion(Proportion(to: .equal, tolerance: 0.2)))])
    let plan = try plan(description)
    // Acme takes 30 and Bolt two thirds of it, by a real rise that costs 20 of output.
    #expect(plan.firms[0].spending.isApproximatelyEqual(to: 30))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 20))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 40))
    #expect(plan.warnings.contains(.pricesHoldDirections))
  }
}

@Suite("No one worse off")
struct WinWinTests {
  /// A head yields 2 at Acme and 1 at Bolt, which may lend five of its ten; a unit of `rd` yields 1 anywhere. Output is
  /// worth 2.
  private func description(budget: Double) throws -> AllianceDescription {
    AllianceDescription(
      name: "lending", model: try sampleModel("output ~ 0 + rd + heads:skill", ["rd": 1, "heads:skill": 1]),
      firms: sampleFirms(["acme", "bolt"], ["rd": [0, 0], "heads": [10, 10], "skill": [2, 1]]), outputValue: 2,
      budget: .horizon(budget),
      levers: [
        Lever("rd", maximumIncrease: .amount(10)),
        Lever(
          "heads", .talent(hireMaximum: 0, secondment: .init(maximumShareOut: 0.5, unitCost: 0)),
          maximumIncrease: .amount(10)),
      ])
  }

  @Test("a firm lends no more heads than are made up to it")
  func compensates() throws {
    let free = try plan(description(budget: 3))
    #expect(free.totals.gain.isApproximatelyEqual(to: 8))
    let plan = try plan(description(budget: 3).adding(Rule("no one loses", .winWin(WinWin()))))
    // All money goes to Bolt, which lends three heads for it.
    #expect(plan.totals.gain.isApproximatelyEqual(to: 6))
    #expect(plan.firms[1].gain.isApproximatelyEqual(to: 0))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 3))
    // A unit of currency more for everyone is half a head less lent; at -4 five are, at 4 Acme is at its own floor.
    let rule = try #require(plan.rules.first)
    #expect(rule.limit == RulePrice.Limit(key: "win_win", value: 0, unit: .currency))
    #expect(rule.price.price.isApproximatelyEqual(to: -0.5))
    #expect(rule.price.from.isApproximatelyEqual(to: -4, relativeTolerance: 1e-5))
    #expect(rule.price.to.isApproximatelyEqual(to: 4, relativeTolerance: 1e-5))
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 2))
  }

  @Test("where everyone gains anyway it costs nothing and says how much room there is")
  func reportsSlack() throws {
    let plan = try plan(.twoFirms(budget: 12).adding(Rule("no one loses", .winWin(WinWin()))))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 22))
    #expect(plan.rules[0].price.price == 0)
    #expect(plan.rules[0].slack.isApproximatelyEqual(to: 2))
  }

  @Test("it clashes with levels that make a firm lose")
  func clashes() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, -1], "rd_min": [0, 4]])
    let conflict = try conflict(description.adding(Rule("no one loses", .winWin(WinWin()))))
    #expect(Set(conflict.demands) == [.rule(0), .minimum(lever: 0)])
  }
}
