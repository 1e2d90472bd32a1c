import Alliances
import GLPKSolver
import Planning
import SourceText
import TestSupport
import Testing

@testable import Reporting

@Suite("Reports for every objective")
struct ObjectiveReportTests {
  private func description(_ objective: Objective, budget: Double = 12) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.currency = "CNY million"
    description.outputValue = 0.8
    description.objective = objective
    return description
  }

  private func outcome(_ description: AllianceDescription) throws -> PlanningOutcome {
    try Planner(solver: GLPKSolver()).plan(Alliance(description))
  }

  private func report(_ description: AllianceDescription, width: Int = 80) throws -> String {
    guard case .plan(let plan) = try outcome(description) else { throw NoPlan() }
    return PlanReport(plan).text(width: width)
  }

  private static let kinds: [(name: String, objective: Objective)] = [
    ("net-value", .netValue), ("worst-gain", .worstGain), ("cost", .cost(targetGain: 22)),
  ]

  @Test("the first lines speak of the figure that was asked for, in its unit", arguments: kinds.indices)
  func headlines(position: Int) throws {
    let (name, objective) = Self.kinds[position]
    let cap = Rule("cap", .eachMember(EachMember(maximumShare: 0.75)))
    let text = try report(description(objective, budget: 13).adding(cap))
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/objective-\(name).txt").compare(text) }
  }

  @Test("where nothing is worth its cost the plan says so")
  func tooDear() throws {
    var dear = try description(.netValue)
    dear.outputValue = 0.1
    #expect(try report(dear, width: 120).contains("changes nothing: nothing that may be planned is worth its cost."))
  }

  @Test("an unreachable target is told with what can be reached")
  func unreachable() throws {
    guard case .infeasible(let conflict) = try outcome(description(.cost(targetGain: 40), budget: 100)) else {
      throw NoPlan()
    }
    let report = ConflictReport(conflict) { _ in SourceMark(file: "alliance.yaml", line: 12) }
    #expect(report.items.map(\.message) == ["the gain is at least 40"])
    #expect(
      report.remedies.map(\.message) == [
        "lower the target gain by 10, to 30", "raise max_increase of rd by 3.34, to 13.34",
      ])
  }
}
