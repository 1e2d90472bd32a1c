import Alliances
import TestSupport
import Testing

@testable import Planning

@Suite("Grants")
struct GrantTests {
  /// Acme gains 2 per unit and Bolt 1, each up to 10 units; they may put in `own` a period.
  private func description(budget: Double, own: [Double]? = nil, _ grants: Grant...) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": own ?? [0, 0], "year": [1, 1]],
      texts: ["region": ["east", "west"]])
    if own != nil { description.contributions = Contributions(maximum: "own_funds") }
    description.grants = grants
    return description
  }

  private let east = FirmFilter([.init("region", in: ["east"])])

  @Test("a grant adds to the budget, and a unit of it is worth what a unit of the budget is")
  func addsToTheBudget() throws {
    let plan = try plan(description(budget: 5, Grant("fund", amount: .horizon(4))))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 18))
    #expect(plan.totals.grants.isApproximatelyEqual(to: 4))
    #expect(plan.money[0].grants.isApproximatelyEqual(to: 4))
    #expect(plan.prices.map(\.fund) == [.budget, .grant("fund")])
    let price = plan.prices[1]
    #expect(price.amount == 4)
    #expect(price.price.price.isApproximatelyEqual(to: 2))
    #expect(price.price.from == 0)
    #expect(price.price.to.isApproximatelyEqual(to: 5))
    #expect(plan.grants[0].undrawn == 0)
  }

  @Test("no more is drawn than the plan needs, and what stops the rest is told")
  func drawsNoMoreThanNeeded() throws {
    let plan = try plan(description(budget: 18, Grant("fund", amount: .horizon(5))))
    #expect(plan.totals.grants.isApproximatelyEqual(to: 2))
    #expect(plan.money[0].unspent == 0)
    #expect(plan.grants[0].undrawn.isApproximatelyEqual(to: 3))
    #expect(!plan.grants[0].isMatchExhausted)
    #expect(plan.grants[0].reasons.map(\.obstacle) == [.bound(.lever(key: "max_increase"))])
    #expect(plan.prices[1].price.price == 0)
    #expect(try PlanningTests.plan(description(budget: 25, Grant("fund", amount: .horizon(5)))).totals.grants == 0)
  }

  @Test("firms put in their own only after budget and grants")
  func asksFirmsLast() throws {
    let plan = try plan(description(budget: 15, own: [50, 50], Grant("fund", amount: .horizon(3))))
    #expect(plan.totals.grants.isApproximatelyEqual(to: 3))
    #expect(plan.totals.contributions.isApproximatelyEqual(to: 2))
  }

  @Test("a match of one half for the east adds 2 to Acme's 4; the rest stays undrawn for want of contributions")
  func matchesContributions() throws {
    let fund = Grant("fund", amount: .horizon(10), match: 0.5, eligible: east)
    let plan = try plan(description(budget: 2, own: [4, 3], fund))
    #expect(plan.totals.contributions.isApproximatelyEqual(to: 7))
    #expect(plan.totals.grants.isApproximatelyEqual(to: 2))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 20 + 1))
    #expect(plan.grants[0].undrawn.isApproximatelyEqual(to: 8))
    #expect(plan.grants[0].isMatchExhausted)
    #expect(plan.prices[1].price.price == 0)
  }

  @Test("a match spares contributions: of 20 firms put in two thirds, in no more than is needed")
  func sparesContributions() throws {
    let plan = try plan(description(budget: 0, own: [50, 50], Grant("fund", amount: .horizon(10), match: 0.5)))
    #expect(plan.totals.contributions.isApproximatelyEqual(to: 40.0 / 3))
    #expect(plan.totals.grants.isApproximatelyEqual(to: 20.0 / 3))
    #expect(plan.grants[0].undrawn.isApproximatelyEqual(to: 10.0 / 3))
    #expect(!plan.grants[0].isMatchExhausted)
  }

  @Test("an amount of each period is drawn in it")
  func drawsByPeriod() throws {
    var description = try description(budget: 0, Grant("fund", amount: .perPeriod([4, 12])))
    description.periods = ["2026", "2027"]
    let plan = try plan(description)
    #expect(plan.grants[0].drawn.isApproximatelyEqual(to: [4, 12]))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 8 + 20 + 2))
    #expect(plan.prices.map(\.period) == [nil, "2026", "2027"])
    #expect(plan.prices[1].price.price.isApproximatelyEqual(to: 2))
    #expect(plan.prices[2].price.price.isApproximatelyEqual(to: 1))
  }

  @Test("an amount of the horizon is drawn when it is worth most, carry-over or not")
  func drawsWhenItPays() throws {
    var description = try description(budget: 0, Grant("fund", amount: .horizon(12)))
    description.periods = ["2026", "2027"]
    description.carryOver = false
    description.model = try sampleModel("output ~ 0 + rd:skill + rd:year", ["rd:skill": 1, "rd:year": 1])
    description.attributeGrowth = ["year": 1]
    // Effects per unit: Acme 3, then 4; Bolt 2, then 3.
    let plan = try plan(description)
    #expect(plan.totals.gain.isApproximatelyEqual(to: 4 * 10 + 3 * 2))
    #expect(plan.totals.grants.isApproximatelyEqual(to: 12))
    description.carryOver = true
    let carried = try PlanningTests.plan(description)
    #expect(carried.totals.gain.isApproximatelyEqual(to: 46))
    #expect(carried.money.map(\.carried) == [0, 0])
  }

  @Test("least levels that no fund can pay are told with every fund of which more would help")
  func namesGrantsInConflicts() throws {
    func poor(_ description: AllianceDescription) -> AllianceDescription {
      var poor = description
      poor.levers[0].minimum = 4
      return poor
    }
    let alone = try conflict(poor(description(budget: 2, Grant("fund", amount: .horizon(1)))))
    #expect(Set(alone.demands) == [.budget(period: nil), .grant(0, period: nil), .minimum(lever: 0)])
    let fund = Grant("fund", amount: .horizon(1), match: 1)
    let matched = try conflict(poor(description(budget: 2, own: [1, 1], fund)))
    #expect(Set(matched.demands) == [.budget(period: nil), .match(grant: 0), .contributions, .minimum(lever: 0)])
    #expect(Set(matched.removable) == [.budget(period: nil), .contributions, .minimum(lever: 0)])
  }

  @Test("a grant adds no variable a firm: what firms draw among them is left open")
  func addsFewVariables() throws {
    let without = Formulation(try Alliance(description(budget: 5, own: [1, 1])))
    let fund = Grant("fund", amount: .horizon(1), match: 1, eligible: east)
    let with = Formulation(try Alliance(description(budget: 5, own: [1, 1], fund)))
    #expect(with.program.variableCount == without.program.variableCount + 1)
    #expect(with.program.rowCount == without.program.rowCount + 2)
  }
}
