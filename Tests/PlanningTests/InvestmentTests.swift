import Alliances
@testable import Planning
import TestSupport
import Testing

@Suite("Investment under a budget")
struct InvestmentTests {
  @Test("money goes where a unit yields most, until it is full")
  func fillsTheBetterFirmFirst() throws {
    let plan = try plan(.twoFirms(budget: 12))
    #expect(plan.level(0) == 10)
    #expect(plan.level(1).isApproximatelyEqual(to: 2))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 22))
    #expect(plan.totals.spending.isApproximatelyEqual(to: 12))
    #expect(plan.firms[0].gain.isApproximatelyEqual(to: 20))
    #expect(plan.certificate.holds)
    #expect(plan.objective.gap == 0)
  }

  @Test("one more unit of money is worth what the next firm makes of it, over the range in which that firm is next")
  func pricesTheBudget() throws {
    let price = try #require(try plan(.twoFirms(budget: 12)).prices.first?.price)
    #expect(price.price.isApproximatelyEqual(to: 1))
    #expect(price.from.isApproximatelyEqual(to: 10))
    #expect(price.to.isApproximatelyEqual(to: 20))
    #expect(price.basis == .exact)
    #expect(price.limitAbove == .raise(lever: 0, firm: 1, period: 0))
  }

  @Test("at the edge of a range the price is that of one more unit, not of one less")
  func pricesOneMore() throws {
    let price = try #require(try plan(.twoFirms(budget: 10)).prices.first?.price)
    #expect(price.price.isApproximatelyEqual(to: 1, relativeTolerance: 1e-6))
    #expect(price.from.isApproximatelyEqual(to: 10))
    #expect(price.to.isApproximatelyEqual(to: 20, relativeTolerance: 1e-6))
  }

  @Test("where firms tie, the range of the price runs over all of them")
  func followsTies() throws {
    var description = try AllianceDescription.twoFirms(budget: 10)
    description.firms = sampleFirms(["acme", "bolt", "core"], ["rd": [0, 0, 0], "skill": [1, 1, 0.5]])
    let price = try #require(try plan(description).prices.first?.price)
    #expect(price.price.isApproximatelyEqual(to: 1))
    #expect(abs(price.from) < 1e-5)
    #expect(price.to.isApproximatelyEqual(to: 20, relativeTolerance: 1e-5))
  }

  @Test("money that nobody can use stays, is worth nothing, and the bounds that stop it are named")
  func leavesIdleMoney() throws {
    let plan = try plan(.twoFirms(budget: 25))
    #expect(plan.totals.spending.isApproximatelyEqual(to: 20))
    #expect(plan.prices[0].price.price == 0)
    #expect(plan.prices[0].price.from.isApproximatelyEqual(to: 20))
    #expect(plan.prices[0].price.to == .infinity)
    let idle = try #require(plan.idleMoney)
    #expect(idle.amount.isApproximatelyEqual(to: 5))
    #expect(
      idle.reasons == [
        .init(lever: "rd", obstacle: .bound(.lever(key: "max_increase")), firms: ["acme", "bolt"])
      ])
  }

  @Test("a firm may be lowered for its refund where the user allows it")
  func lowersForARefund() throws {
    var description = try AllianceDescription.twoFirms(budget: 0)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 8], "skill": [2, 1]])
    description.levers = [
      Lever("rd", .investment(refund: 0.75), unitCost: 1, minimum: 0, maximumIncrease: .amount(10))
    ]
    let plan = try plan(description)
    // Eight units of Bolt bring back 6, which buys 6 units of Acme: 2·6 − 1·8 = 4.
    #expect(plan.level(0).isApproximatelyEqual(to: 6))
    #expect(plan.level(1).isApproximatelyEqual(to: 0))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 4))
    #expect(plan.totals.spending.isApproximatelyEqual(to: 0))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: -6))
  }

  @Test("a level never falls unless a minimum below the baseline says so")
  func keepsBaselines() throws {
    var description = try AllianceDescription.twoFirms(budget: 0)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [3, 8], "skill": [2, -1]])
    let plan = try plan(description)
    #expect(plan.level(0) == 3)
    #expect(plan.level(1) == 8)
    #expect(plan.warnings == [.negativeBaselineOutput(["bolt"]), .harmfulLever("rd", firms: ["bolt"])])
  }

  @Test("a lever that must rise does, though it harms")
  func meetsMinimums() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, -1], "rd_min": [0, 4]])
    let plan = try plan(description)
    #expect(plan.level(0).isApproximatelyEqual(to: 8))
    #expect(plan.level(1).isApproximatelyEqual(to: 4))
  }

  @Test("each firm's own unit cost counts, the lever's where its cell is empty")
  func usesUnitCosts() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "rd_unit_cost": [4, .nan]])
    let plan = try plan(description)
    // A unit of money makes 0.5 at Acme and 1 at Bolt.
    #expect(plan.level(1).isApproximatelyEqual(to: 10))
    #expect(plan.level(0).isApproximatelyEqual(to: 0.5))
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 0.5))
  }

  @Test("the guard stops a level at the largest value that the model was fitted on, unless it may extrapolate")
  func guardsAgainstExtrapolation() throws {
    var description = try AllianceDescription.twoFirms(budget: 100)
    description.model = try sampleModel(
      "output ~ 0 + rd:skill", ["rd:skill": 1], ranges: ["rd": 0...6, "skill": 1...1.5])
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 7], "skill": [2, 1]])
    let guarded = try plan(description)
    #expect(guarded.level(0) == 6)
    #expect(guarded.level(1) == 7)
    #expect(
      guarded.idleMoney?.reasons == [.init(lever: "rd", obstacle: .bound(.fittedRange), firms: ["acme", "bolt"])])
    #expect(
      guarded.outsideFittedRange.map { [$0.firm.description, $0.variable, "\($0.value)", "\($0.isBaseline)"] } == [
        ["bolt", "rd", "7.0", "true"], ["acme", "skill", "2.0", "true"],
      ])

    description.levers[0].extrapolate = true
    let free = try plan(description)
    #expect(free.level(0) == 10)
    #expect(free.level(1) == 17)
    #expect(free.outsideFittedRange.first { $0.firm == "acme" && $0.variable == "rd" }?.isBaseline == false)
  }

  @Test("among plans of equal gain the one that spends least is returned")
  func spendsLeast() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.model = try sampleModel("output ~ 0 + rd:skill + idle", ["rd:skill": 1, "idle": 0])
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 0], "idle": [0, 0]])
    description.levers.append(Lever("idle", maximumIncrease: .amount(5)))
    let plan = try plan(description)
    #expect(plan.level(0) == 10)
    #expect(plan.level(1) == 0)
    #expect(plan.level(0, lever: 1) == 0)
    #expect(plan.totals.spending.isApproximatelyEqual(to: 10))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 20))
  }
}
