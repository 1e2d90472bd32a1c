import Alliances
import GLPKSolver
import TestSupport
import Testing

@testable import Planning

@Suite("What firms reach alone")
struct StandaloneTests {
  @Test("a lever that only others sum is nothing to a firm alone, and takes nothing of its worth")
  func summedLever() throws {
    let description = AllianceDescription(
      name: "summed", model: try sampleModel("y ~ size:rd + near", ["(Intercept)": 1, "size:rd": 1, "near": 0.001]),
      firms: sampleFirms(
        ["a", "b"], ["size": [2, 4], "rd": [1, 1], "lab": [0, 0], "near": [0, 0], "own": [3, 3]],
        texts: ["region": ["east", "east"]]),
      budget: .horizon(0), contributions: Contributions(maximum: "own"),
      levers: [Lever("rd", maximum: 10), Lever("lab", maximum: 10)],
      links: [Link("near", .sums(lever: "lab", weights: .same(column: "region")))],
      rules: [Rule("worth it", .winWin(WinWin(.standalone)))])
    let alliance = try Alliance(description)
    // Three units of its own bring a 6 and b 12.
    let worths = try Planner(solver: GLPKSolver()).standaloneWorths(in: alliance)
    #expect(zip(worths, [3.0, 9]).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(try plan(description).totals.gain.isApproximatelyEqual(to: 18, relativeTolerance: 1e-9))
  }

  private let planner = Planner(solver: GLPKSolver())

  /// Acme gains 2 per unit and Bolt 1, each up to 10 units; a budget of 5, and Acme may put in 4 and Bolt 3.
  private func description(value: Double, _ comparison: WinWin.Comparison?) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: 5)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": [4, 3]])
    description.contributions = Contributions(maximum: "own_funds")
    description.outputValue = value
    return comparison.map { description.adding(Rule("no one loses", .winWin(WinWin($0)))) } ?? description
  }

  @Test("alone each turns its own money into output, at a value of 2: 2·2·4 − 4 and 2·1·3 − 3")
  func worths() throws {
    let alliance = try Alliance(description(value: 2, nil))
    #expect(try planner.standaloneWorths(in: alliance).isApproximatelyEqual(to: [12, 3]))
    // Where output is worth what it costs or less, a firm alone does nothing.
    #expect(try planner.standaloneWorths(in: Alliance(description(value: 0.5, nil))).isApproximatelyEqual(to: [0, 0]))
  }

  @Test("an alliance must leave Bolt 3, so it gets 3 of the 12 units and not 2")
  func holdsMembersAboveTheirWorth() throws {
    #expect(try plan(description(value: 2, nil)).totals.gain.isApproximatelyEqual(to: 22))
    let plan = try plan(description(value: 2, .standalone))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 21))
    #expect([plan.level(0), plan.level(1)].isApproximatelyEqual(to: [9, 3]))
    #expect(try #require(plan.alliance.standaloneWorths).isApproximatelyEqual(to: [12, 3]))
    #expect(plan.rules[0].slack.isApproximatelyEqual(to: 0))
    // A margin of 1 for both is half a unit more for Bolt instead of Acme.
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: -0.5))
  }

  @Test("against no plan at all, contributions count as well: at a value of 1 Bolt must gain the 3 that it puts in")
  func subtractsContributions() throws {
    #expect(try plan(description(value: 2, .baseline)).totals.gain.isApproximatelyEqual(to: 22))
    let plan = try plan(description(value: 1, .baseline))
    #expect(plan.firms[1].gain.isApproximatelyEqual(to: 3))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 21))
    #expect(plan.alliance.standaloneWorths == nil)
  }

  @Test("where output is worth nothing, nobody puts in anything")
  func worthlessOutput() throws {
    let plan = try plan(description(value: 0, .baseline))
    #expect(plan.totals.contributions == 0)
    #expect(plan.totals.gain.isApproximatelyEqual(to: 10))
  }

  @Test("a firm alone saves for a better year, and money put in late costs less: 8·2/1.1 − 4 − 4/1.1")
  func savesAlone() throws {
    let description = AllianceDescription(
      name: "two years", model: try sampleModel("output ~ 0 + rd:year", ["rd:year": 1]),
      firms: sampleFirms(["acme"], ["rd": [0], "year": [1], "own_funds": [4]]), periods: ["2026", "2027"],
      discountRate: 0.1, budget: .horizon(100), contributions: Contributions(maximum: "own_funds"),
      levers: [Lever("rd", maximumIncrease: .amount(10))], attributeGrowth: ["year": 1])
    let worths = try planner.standaloneWorths(in: Alliance(description))
    #expect(worths.isApproximatelyEqual(to: [16 / 1.1 - 4 - 4 / 1.1]))
  }

  @Test("a firm that cannot pay for its own least level has nothing alone")
  func cannotPayAlone() throws {
    var description = try description(value: 2, .standalone)
    description.levers = [Lever("rd", minimum: 3.5, maximumIncrease: .amount(10))]
    let worths = try planner.standaloneWorths(in: Alliance(description))
    #expect(worths.isApproximatelyEqual(to: [12, 0]))
    #expect(try plan(description).firms[1].contribution <= 3)
  }

  @Test("heads that others lend, the budget, grants and rules are not there for a firm alone")
  func countsOwnMeansAlone() throws {
    var description = try description(value: 2, .standalone)
    let worths = try planner.standaloneWorths(in: Alliance(description))
    description.grants = [Grant("fund", amount: .horizon(50))]
    description.rules.append(Rule("cap", .spendingCap(SpendingCap(maximum: 1))))
    description.budget = .horizon(1)
    #expect(try planner.standaloneWorths(in: Alliance(description)) == worths)
  }

  @Test("firms lose nothing by joining, whatever the alliance", arguments: 0..<30)
  func everyAllianceLeavesFirmsTheirWorth(seed: Int) throws {
    var description = try AllianceDescription.random(seed: UInt64(seed), curved: seed % 3 == 0)
    description.rules = []
    description.outputValue = 2
    let plan = try plan(description.adding(Rule("alone", .winWin(WinWin(.standalone)))))
    let worths = try #require(plan.alliance.standaloneWorths)
    for (firm, worth) in zip(plan.firms, worths) {
      #expect(firm.netBenefit(in: plan.alliance) >= worth - 1e-6 * max(1, abs(worth)))
    }
    // The budget and what others bring can only add to what all reach alone.
    let own = plan.firms.reduce(0) { $0 + $1.netBenefit(in: plan.alliance) }
    #expect(own >= worths.reduce(0, +) - 1e-6 * max(1, own))
  }

  @Test("the export and the review know the worth, too")
  func isKnownEverywhere() throws {
    let alliance = try Alliance(description(value: 2, .standalone))
    let program = try planner.program(of: alliance)
    let floors = zip(program.rows.map { program.name(of: $0) }, program.rows.map { program.bounds(of: $0).lower })
      .filter { $0.0.hasPrefix("no one loses") }.map(\.1)
    #expect(floors.isApproximatelyEqual(to: [12, 3]))
    let poor = RecordedLevels(
      [[[.init(planned: 10, seconded: 0)]], [[.init(planned: 2, seconded: 0)]]], contributions: [[4], [3]], drawn: [])
    let review = try planner.review(poor, of: Formulation(alliance))
    #expect(review.faults == [.rule("no one loses")])
  }
}
