import Alliances
@testable import Planning
import TestSupport
import Testing

@Suite("Talent")
struct TalentTests {
  /// Two firms with 10 heads each; a head yields 3 at Acme and 1 at Bolt.
  private func description(
    budget: Budget, hireMaximum: Double?, secondment: Lever.Secondment? = nil, periods: [String] = ["plan"]
  ) throws -> AllianceDescription {
    AllianceDescription(
      name: "talent", model: try sampleModel("output ~ 0 + talent:skill", ["talent:skill": 1]),
      firms: sampleFirms(["acme", "bolt"], ["talent": [10, 10], "skill": [3, 1]]), periods: periods, budget: budget,
      levers: [
        Lever(
          "talent", .talent(hireMaximum: hireMaximum, secondment: secondment), unitCost: 2, maximumIncrease: .amount(8))
      ])
  }

  @Test("heads are hired up to the yearly limit and stay, so that an early hire pays and costs every year")
  func hiresForGood() throws {
    let plan = try plan(
      description(budget: .horizon(100), hireMaximum: 3, periods: ["2026", "2027", "2028", "2029"]))
    #expect((0..<4).map { plan.level(0, $0) } == [13, 16, 18, 18])
    #expect((0..<4).map { plan.level(1, $0) } == [13, 16, 18, 18])
    #expect(plan.firms[0].periods.map { $0.levers[0].hired } == [3, 3, 2, 0])
    #expect(plan.firms[0].periods.map(\.spending) == [6, 12, 16, 16])
    #expect(plan.totals.gain.isApproximatelyEqual(to: (3 + 6 + 8 + 8) * 4))
  }

  @Test("a hire that could not be paid in the next year is not made")
  func paysForGood() throws {
    var description = try description(budget: .perPeriod([12, 4]), hireMaximum: nil, periods: ["2026", "2027"])
    description.carryOver = false
    let plan = try plan(description)
    // Two heads cost 4 in each year; the 8 left in 2026 could only hire heads that 2027 cannot pay.
    #expect(plan.level(0, 0).isApproximatelyEqual(to: 12))
    #expect(plan.level(0, 1).isApproximatelyEqual(to: 12))
    #expect(plan.totals.spending.isApproximatelyEqual(to: 8))
    #expect((try #require(plan.idleMoney).amount).isApproximatelyEqual(to: 8))
  }

  @Test("heads move to where they yield more, as far as their firm may lend")
  func lends() throws {
    let plan = try plan(
      description(budget: .horizon(1), hireMaximum: 0, secondment: .init(maximumShareOut: 0.2, unitCost: 0.25)))
    // Two heads move for 0.5; there is nothing else to buy.
    #expect(plan.level(0).isApproximatelyEqual(to: 12))
    #expect(plan.level(1).isApproximatelyEqual(to: 8))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 2 * 3 - 2 * 1))
    #expect(plan.totals.spending.isApproximatelyEqual(to: 0.5))
    #expect(plan.firms[0].periods[0].levers[0].seconded.isApproximatelyEqual(to: 2))
    #expect(plan.firms[1].periods[0].levers[0].seconded.isApproximatelyEqual(to: -2))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 0))
  }

  @Test("a firm that receives heads keeps to its greatest level")
  func boundsWorkingHeads() throws {
    var description = try description(
      budget: .horizon(100), hireMaximum: nil, secondment: .init(maximumShareOut: 1, unitCost: 0))
    description.levers[0].maximumIncrease = .amount(3)
    let plan = try plan(description)
    #expect(plan.level(0).isApproximatelyEqual(to: 13))
    #expect(plan.level(1).isApproximatelyEqual(to: 13))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 12))
  }
}

@Suite("Periods")
struct PeriodTests {
  @Test("money is carried to where it yields most only if it may be carried")
  func carriesOver() throws {
    var description = try AllianceDescription.twoFirms(budget: 0)
    description.periods = ["2026", "2027"]
    description.budget = .perPeriod([15, 1])
    let carrying = try plan(description)
    #expect(carrying.totals.gain.isApproximatelyEqual(to: 2 * 10 + 2 * 6))
    // Two plans are best: 10 and 6 units for Acme, or 6 and 10. In both everything is spent.
    #expect((carrying.money[0].carried + 1).isApproximatelyEqual(to: carrying.money[1].spending))
    #expect(carrying.totals.spending.isApproximatelyEqual(to: 16))
    description.carryOver = false
    let held = try plan(description)
    #expect(held.totals.gain.isApproximatelyEqual(to: 2 * 10 + 5 + 2))
    #expect(held.money.map(\.carried) == [0, 0])
    #expect(held.prices.map(\.period) == ["2026", "2027"])
    #expect(held.prices[0].price.price.isApproximatelyEqual(to: 1))
    #expect(held.prices[1].price.price.isApproximatelyEqual(to: 2))
  }

  @Test("later gains count less, and the horizon's budget is spent early")
  func discounts() throws {
    var description = try AllianceDescription.twoFirms(budget: 15)
    description.periods = ["2026", "2027"]
    description.discountRate = 0.25
    let plan = try plan(description)
    #expect(plan.level(0, 0).isApproximatelyEqual(to: 10))
    #expect(plan.level(0, 1).isApproximatelyEqual(to: 5))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 20 + 0.8 * 10))
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 1.6))
    #expect(plan.totals.netValue.isApproximatelyEqual(to: 28 - (10 + 0.8 * 5)))
  }

  @Test("attributes grow from the first period on")
  func grows() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.periods = ["2026", "2027", "2028"]
    description.budget = .perPeriod([12, 12, 12])
    description.carryOver = false
    description.attributeGrowth = ["skill": 0.5]
    let plan = try plan(description)
    #expect(plan.totals.gain.isApproximatelyEqual(to: 22 * (1 + 1.5 + 2.25)))
  }
}
