import Alliances
import TestSupport
import Testing

@testable import Planning

@Suite("Contributions")
struct ContributionTests {
  /// Acme gains 2 per unit and Bolt 1, each up to 10 units; Acme may put in 4 a period and Bolt 3.
  private func description(budget: Double, own: [Double] = [4, 3]) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": own])
    description.contributions = Contributions(maximum: "own_funds")
    return description
  }

  @Test("what firms put in buys what the budget cannot: 5 of 12 units are paid by 7 in all")
  func addsToTheBudget() throws {
    let plan = try plan(description(budget: 5))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 2 * 10 + 2))
    #expect(plan.totals.contributions.isApproximatelyEqual(to: 7))
    #expect(plan.firms.map(\.contribution) == [4, 3])
    #expect(plan.firms[0].periods[0].contribution == 4)
    #expect(plan.money[0].budget == 5)
    #expect(plan.money[0].contributions.isApproximatelyEqual(to: 7))
    #expect(plan.money[0].unspent == 0)
    #expect(plan.totals.netValue.isApproximatelyEqual(to: 22 - 12))
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 1))
    // With 3 of the budget and 7 contributed Acme is full; with 13 of it Bolt is full, too.
    #expect(plan.prices[0].price.from.isApproximatelyEqual(to: 3))
    #expect(plan.prices[0].price.to.isApproximatelyEqual(to: 13))
  }

  @Test("nobody puts in money that the plan does not need")
  func asksForNoMoreThanNeeded() throws {
    let plan = try plan(description(budget: 18))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 30))
    #expect(plan.totals.contributions.isApproximatelyEqual(to: 2))
    #expect(plan.money[0].unspent == 0)
    #expect(try PlanningTests.plan(description(budget: 25)).totals.contributions == 0)
  }

  @Test("a plan needs no budget where firms pay")
  func needsNoBudget() throws {
    let plan = try plan(description(budget: 0))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 14))
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 2))
  }

  @Test("each period has its own contributions, put in when they are needed and carried where they pay more later")
  func carriesContributions() throws {
    var description = try description(budget: 0, own: [4, 4])
    description.periods = ["2026", "2027"]
    let even = try plan(description)
    #expect(even.money.map(\.contributions) == [8, 8])
    #expect(even.money.map(\.carried) == [0, 0])
    description.model = try sampleModel("output ~ 0 + rd:skill + rd:year", ["rd:skill": 1, "rd:year": 1])
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": [4, 4], "year": [1, 1]])
    description.attributeGrowth = ["year": 1]
    let later = try plan(description)
    // Effects per unit: Acme 3, then 4; Bolt 2, then 3. So 2027 gets 10 at Acme and 6 at Bolt at most.
    #expect(later.money.map(\.contributions) == [8, 8])
    #expect(later.totals.gain.isApproximatelyEqual(to: 4 * 10 + 3 * 6))
    description.carryOver = false
    #expect((try plan(description).totals.gain).isApproximatelyEqual(to: 3 * 8 + 4 * 8))
  }

  @Test("least levels that neither budget nor firms can pay are told with both")
  func namesContributionsInConflicts() throws {
    var poor = try description(budget: 5)
    poor.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": [1, 1], "rd_min": [4, 4]])
    let conflict = try conflict(poor)
    #expect(Set(conflict.demands) == [.budget(period: nil), .contributions, .minimum(lever: 0)])
    #expect(Set(conflict.removable) == [.budget(period: nil), .contributions, .minimum(lever: 0)])
  }
}
