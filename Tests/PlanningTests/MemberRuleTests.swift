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
