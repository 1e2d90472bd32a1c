import Alliances
import TestSupport
import Testing

@testable import Planning

@Suite("Objectives with money from elsewhere than the budget")
struct ObjectiveFundTests {
  /// Acme gains 2 per unit and Bolt 1, each up to 10 units; the budget gives `budget`, the city 1, the firms 4 and 3.
  private func description(_ objective: Objective, budget: Double = 1) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": [4, 3]])
    description.contributions = Contributions(maximum: "own_funds")
    description.grants = [Grant("city", amount: .horizon(1))]
    description.outputValue = 0.75
    description.objective = objective
    return description
  }

  @Test("a target is reached with no more contributions than the budget and the grant leave open")
  func leastCost() throws {
    // A gain of 10 takes 5 at Acme, and money from elsewhere makes none of it cheaper.
    let plan = try plan(description(.cost(targetGain: 10)))
    #expect(plan.objective.value.isApproximatelyEqual(to: 5))
    #expect(plan.totals.contributions.isApproximatelyEqual(to: 3))
    #expect(plan.totals.grants.isApproximatelyEqual(to: 1))
    #expect(plan.prices.map(\.price.price) == [0, 0])
    #expect(try #require(plan.target).price.price.isApproximatelyEqual(to: 0.5))
  }

  @Test("money is worth what its use adds to the net value, from wherever it comes")
  func netValue() throws {
    let plan = try plan(description(.netValue))
    // All 9 go to Acme, where a unit is worth 1.5; at Bolt 0.75 would not pay.
    #expect(plan.objective.value.isApproximatelyEqual(to: 0.75 * 18 - 9))
    #expect(plan.totals.contributions.isApproximatelyEqual(to: 7))
    #expect(plan.prices.allSatisfy { $0.price.price.isApproximatelyEqual(to: 0.5) })
    #expect(plan.prices.count == 2)
  }

  @Test("the smallest gain is raised by all money alike, and by none when every lever is at its greatest level")
  func worstGain() throws {
    // 2x = y and x + y = 9.
    let short = try plan(description(.worstGain))
    #expect(short.firms.allSatisfy { $0.gain.isApproximatelyEqual(to: 6) })
    #expect(short.prices.allSatisfy { $0.price.price.isApproximatelyEqual(to: 2.0 / 3) })
    let ample = try plan(description(.worstGain, budget: 40))
    #expect(ample.firms[0].gain.isApproximatelyEqual(to: 20) && ample.firms[1].gain.isApproximatelyEqual(to: 10))
    #expect(ample.totals.contributions == 0 && ample.totals.grants == 0)
  }

  @Test("a target out of reach is told with all the money that stops it, and what can be reached")
  func outOfReach() throws {
    let conflict = try conflict(description(.cost(targetGain: 30)))
    #expect(conflict.demands.contains(.target))
    #expect(try #require(conflict.greatestGain).isApproximatelyEqual(to: 18))
  }
}
