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
