import Alliances
import GLPKSolver
import TestSupport
import Testing

@testable import Planning

@Suite("Rules on what firms contribute")
struct ContributionRuleTests {
  /// Acme gains 2 per unit and Bolt 1, each up to 10 units; a budget of 5, and Acme may put in 4 and Bolt 3. Without a
  /// rule both do, and 12 units gain 22.
  private func description(_ demand: Rule.Demand, periods: Int = 1) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: 5)
    description.periods = (0..<periods).map { "\(2026 + $0)" }
    description.firms = sampleFirms(
      ["acme", "bolt"],
      ["rd": [0, 0], "skill": [2, 1], "own_funds": [4, 3], "revenue": [2, 1], "leak": [1, 2]],
      texts: ["region": ["east", "west"]])
    description.contributions = Contributions(maximum: "own_funds")
    return description.adding(Rule("rule", demand))
  }

  private let acme = FirmFilter([.init("region", in: ["east"])])

  @Test("at most half of the contributions from Acme: it puts in as much as Bolt")
  func groupShare() throws {
    let plan = try plan(description(.groupShare(GroupShare(of: acme, maximum: 0.5, measure: .contribution))))
    #expect(plan.firms.map(\.contribution).isApproximatelyEqual(to: [3, 3]))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 21))
    // With Bolt at its 3 all is 3/(1 − max), which grows by 12 per unit of max at one half.
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: 0.12))
    #expect(plan.rules[0].slack.isApproximatelyEqual(to: 0))
  }

  @Test("at least 45 % of the contributions from each: Bolt's 3 allow Acme 11/3")
  func eachMember() throws {
    let plan = try plan(description(.eachMember(EachMember(minimumShare: 0.45, measure: .contribution))))
    #expect(plan.firms.map(\.contribution).isApproximatelyEqual(to: [11.0 / 3, 3]))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 20 + 5.0 / 3))
  }

  @Test("in proportion to revenue 2:1 Acme's 4 bring Bolt's 2")
  func proportion() throws {
    let plan = try plan(description(.proportion(Proportion(to: .column("revenue"), measure: .contribution))))
    #expect(plan.firms.map(\.contribution).isApproximatelyEqual(to: [4, 2]))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 21))
  }

  @Test("in proportion to gains of 20 and 7.5 Acme's 4 bring Bolt's 1.5: 17.5 units, paid by 12 and 5.5")
  func proportionToGain() throws {
    var description = try description(.proportion(Proportion(to: .gain, measure: .contribution)))
    description.budget = .horizon(12)
    let plan = try plan(description)
    #expect(plan.firms.map(\.contribution).isApproximatelyEqual(to: [4, 1.5], relativeTolerance: 1e-5))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 27.5, relativeTolerance: 1e-5))
  }

  @Test("a limit on risk weighs what is put in: 4 from Acme leave 1.5 for Bolt")
  func risk() throws {
    let plan = try plan(description(.risk(RiskLimit(column: "leak", maximum: 7, measure: .contribution))))
    #expect(plan.firms.map(\.contribution).isApproximatelyEqual(to: [4, 1.5]))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 20.5))
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: 0.5))
  }

  @Test("each period is held to it by itself, where the horizon could be made even")
  func eachPeriod() throws {
    let rule = GroupShare(of: acme, maximum: 0.5, eachPeriod: true, measure: .contribution)
    let plan = try plan(description(.groupShare(rule), periods: 2))
    for firm in plan.firms { #expect(firm.periods.map(\.contribution).isApproximatelyEqual(to: [3, 3])) }
  }

  @Test("amounts that break a rule on contributions are found without the program", arguments: [0, 1, 2, 3])
  func rechecks(position: Int) throws {
    let demands: [Rule.Demand] = [
      .groupShare(GroupShare(of: acme, maximum: 0.5, measure: .contribution)),
      .eachMember(EachMember(minimumShare: 0.45, measure: .contribution)),
      .proportion(Proportion(to: .column("revenue"), measure: .contribution)),
      .risk(RiskLimit(column: "leak", maximum: 7, measure: .contribution)),
    ]
    let ruled = try Formulation(Alliance(description(demands[position])))
    var free = ruled
    free.release(.rule(0))
    let search = DirectionSearch(method: TangentMethod(solver: GLPKSolver()))
    let levels = try #require(try search.best(of: free))
    #expect(RuleRecheck(formulation: ruled).brokenRules(by: PlanReading(levels).firmPlans) == ["rule"])
    let kept = try #require(try search.best(of: ruled))
    #expect(RuleRecheck(formulation: ruled).brokenRules(by: PlanReading(kept).firmPlans) == [])
  }

  @Test("a firm without revenue puts in nothing, and the plan says so")
  func warnsOfNothing() throws {
    var description = try description(.proportion(Proportion(to: .column("revenue"), measure: .contribution)))
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": [4, 3], "revenue": [2, 0]])
    let plan = try plan(description)
    #expect(plan.firms.map(\.contribution).isApproximatelyEqual(to: [4, 0]))
    #expect(plan.warnings.contains(.nothingInProportion(rule: "rule", of: .contribution, firms: ["bolt"])))
  }
}
