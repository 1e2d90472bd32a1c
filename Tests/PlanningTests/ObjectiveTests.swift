import Alliances
import TestSupport
import Testing

@testable import Planning

/// Two firms of which a unit of money yields 2 and 1, each taking 10 at most in a period.
private func twoFirms(
  _ objective: Objective, budget: Double, periods: Int = 1, outputValue: Double = 1
) throws -> AllianceDescription {
  var description = try AllianceDescription.twoFirms(budget: budget)
  description.objective = objective
  description.outputValue = outputValue
  if periods > 1 {
    description.periods = (0..<periods).map { "\(2026 + $0)" }
    description.discountRate = 1
  }
  return description
}

@Suite("Net value")
struct NetValueTests {
  @Test("money goes where output is worth more than it costs, and no further")
  func stopsAtTheMargin() throws {
    // At 0.8 a unit Acme's 2 are worth 1.6, Bolt's 1 is worth 0.8.
    let plan = try plan(twoFirms(.netValue, budget: 12, outputValue: 0.8))
    #expect(plan.level(0).isApproximatelyEqual(to: 10))
    #expect(plan.level(1) == 0)
    #expect(plan.objective.value.isApproximatelyEqual(to: 0.8 * 20 - 10))
    #expect(plan.objective.value == plan.totals.netValue)
    #expect(abs(plan.prices[0].price.price) < 1e-12)
    #expect(plan.idleMoney?.reasons.map(\.obstacle) == [.bound(.lever(key: "max_increase")), .notWorthIt])
  }

  @Test("where money is short its price is what it brings less what it costs")
  func pricesMoney() throws {
    let price = try plan(twoFirms(.netValue, budget: 6, outputValue: 0.8)).prices[0].price
    #expect(price.price.isApproximatelyEqual(to: 0.6))
    #expect(abs(price.from) < 1e-6 && price.to.isApproximatelyEqual(to: 10, relativeTolerance: 1e-6))
  }

  @Test("gains and spending of later periods are discounted alike")
  func discounts() throws {
    let plan = try plan(twoFirms(.netValue, budget: 12, periods: 2, outputValue: 0.8))
    #expect(plan.objective.value.isApproximatelyEqual(to: 10 * 0.6 + 2 * 0.5 * 0.6))
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 0.3))
  }

  @Test("a floor under the gain costs net value once it asks for more than pays")
  func pricesFloor() throws {
    let floor = Rule("floor", .gainFloor(GainFloor(minimum: 22)))
    let plan = try plan(twoFirms(.netValue, budget: 15, outputValue: 0.8).adding(floor))
    #expect(plan.objective.value.isApproximatelyEqual(to: 0.8 * 22 - 12))
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: -0.2))
  }
}

@Suite("Least cost of a target")
struct CostTests {
  @Test("the cheapest output comes first, and one more unit costs what the next firm charges")
  func fillsTheCheapest() throws {
    let plan = try plan(twoFirms(.cost(targetGain: 22), budget: 100))
    #expect(plan.level(0).isApproximatelyEqual(to: 10) && plan.level(1).isApproximatelyEqual(to: 2))
    #expect(plan.objective.value.isApproximatelyEqual(to: 12))
    #expect(plan.objective.bound.isApproximatelyEqual(to: 12))
    let target = try #require(plan.target)
    #expect(target.price.price.isApproximatelyEqual(to: 1))
    #expect(target.price.from.isApproximatelyEqual(to: 20, relativeTolerance: 1e-6))
    #expect(target.price.to.isApproximatelyEqual(to: 30, relativeTolerance: 1e-6))
    #expect(plan.prices[0].price.price == 0)
    #expect(plan.idleMoney == nil)
  }

  @Test("a target of nothing costs nothing")
  func nothing() throws {
    let plan = try plan(twoFirms(.cost(targetGain: 0), budget: 100))
    #expect(plan.objective.value == 0 && plan.totals.spending == 0 && plan.objective.gap == 0)
  }

  @Test("spending is discounted like the gain; among plans of that cost the one that spends least")
  func discounts() throws {
    let plan = try plan(twoFirms(.cost(targetGain: 22), budget: 100, periods: 2))
    #expect(plan.objective.value.isApproximatelyEqual(to: 11))
    #expect(plan.totals.spending.isApproximatelyEqual(to: 12))
  }

  @Test("a cap on shares raises the cost, and a point more saves some of it")
  func pricesRules() throws {
    // Acme 0.6·A and Bolt 0.4·A yield 1.6·A = 15; with a cap s it is A = 15/(1 + s).
    let cap = Rule("cap", .eachMember(EachMember(maximumShare: 0.6)))
    let plan = try plan(twoFirms(.cost(targetGain: 15), budget: 100).adding(cap))
    #expect(plan.objective.value.isApproximatelyEqual(to: 9.375))
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: -0.15 / (1.6 * 1.6)))
  }

  @Test("where the budget of an early period holds work back, a unit more of it saves money")
  func pricesBudgets() throws {
    // Of the early 4 Acme makes 8 for 4, of the late money Acme 10 for 5 and Bolt 3.5 for 3.5, all discounted. One unit more
    // early costs 1 and makes 2, which Bolt would make late for 2.
    var description = try twoFirms(.cost(targetGain: 21.5), budget: 0, periods: 2)
    description.budget = .perPeriod([4, 100])
    let plan = try plan(description)
    #expect(plan.objective.value.isApproximatelyEqual(to: 12.5))
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: -1))
    #expect(plan.prices[1].price.price == 0)
    #expect(try #require(plan.target).price.price.isApproximatelyEqual(to: 1))
  }

  @Test("a target out of reach is told with the greatest gain")
  func unreachable() throws {
    let free = try conflict(twoFirms(.cost(targetGain: 40), budget: 100))
    #expect(free.demands == [.target] && free.removable == [.target])
    #expect(try #require(free.greatestGain).isApproximatelyEqual(to: 30))
    let poor = try conflict(twoFirms(.cost(targetGain: 22), budget: 5))
    #expect(poor.demands == [.budget(period: nil), .target])
    #expect(try #require(poor.greatestGain).isApproximatelyEqual(to: 10))
  }
}

@Suite("Smallest gain")
struct WorstGainTests {
  @Test("two firms are raised alike, though one of them yields more")
  func equalises() throws {
    let plan = try plan(twoFirms(.worstGain, budget: 12))
    #expect(plan.firms.allSatisfy { $0.gain.isApproximatelyEqual(to: 8) })
    #expect(plan.objective.value.isApproximatelyEqual(to: 8))
    // Of one more unit a third goes to Acme and two thirds to Bolt.
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 2.0 / 3))
    #expect(plan.prices[0].price.to.isApproximatelyEqual(to: 15, relativeTolerance: 1e-6))
    #expect(plan.certificate.holds)
  }

  @Test("once the smallest cannot be raised, the next smallest is")
  func goesOn() throws {
    let plan = try plan(twoFirms(.worstGain, budget: 18))
    #expect(plan.objective.value.isApproximatelyEqual(to: 10))
    #expect(plan.firms[0].gain.isApproximatelyEqual(to: 16))
    #expect(plan.totals.spending.isApproximatelyEqual(to: 18))
    #expect(abs(plan.prices[0].price.price) < 1e-12)
  }

  @Test("a firm that nothing helps does not keep the others from their best")
  func passesOver() throws {
    var description = try twoFirms(.worstGain, budget: 9)
    description.firms = sampleFirms(["a", "b", "c", "d"], ["rd": [0, 0, 0, 0], "skill": [0, 2, 1, 1]])
    let plan = try plan(description)
    // b gets x, c and d twice as much: 5x = 9.
    #expect(plan.firms.map(\.gain).map { ($0 * 1e6).rounded() / 1e6 } == [0, 3.6, 3.6, 3.6])
    #expect(plan.objective.value == 0)
    #expect(plan.firms[0].spending == 0)
  }
}
