import Alliances
import GLPKSolver
import Planning
import TestSupport
import Testing

@testable import Reporting

@Suite("What firms reach alone, as text")
struct StandaloneReportTests {
  private func report(_ comparison: WinWin.Comparison) throws -> String {
    var description = try AllianceDescription.twoFirms(budget: 5)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": [4, 3]])
    description.contributions = Contributions(maximum: "own_funds")
    description.outputValue = 2
    description = description.adding(Rule("no one loses", .winWin(WinWin(comparison))))
    guard case .plan(let plan) = try Planner(solver: GLPKSolver()).plan(Alliance(description)) else { throw NoPlan() }
    return PlanReport(plan).text()
  }

  @Test("stands beside what they have of the alliance where a rule compares them")
  func table() throws {
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/standalone.txt").compare(try report(.standalone)) }
    #expect(try !report(.baseline).contains("alone"))
  }

  @Test("rules on contributions say that they are")
  func demands() throws {
    let terms = try AllianceTerms(alliance: Alliance(.twoFirms(budget: 5)))
    func demand(_ demand: Rule.Demand) -> String { terms.demand(of: Rule("the rule", demand)) }
    let east = FirmFilter([.init("region", in: ["east"])])
    #expect(
      demand(.groupShare(GroupShare(of: east, maximum: 0.6, measure: .contribution)))
        == "firms with region east contribute at most 60 % of all contributions")
    #expect(
      demand(.eachMember(EachMember(minimumShare: 0.1, measure: .contribution)))
        == "each firm contributes at least 10 % of all contributions")
    #expect(
      demand(.proportion(Proportion(to: .column("revenue"), tolerance: 0.1, measure: .contribution)))
        == "each firm contributes one rate times its revenue, give or take 10 % of that")
    #expect(
      demand(.risk(RiskLimit(column: "leak", maximum: 12, measure: .contribution)))
        == "contributions weighted by leak add up to at most 12")
    #expect(demand(.winWin(WinWin(.standalone))) == "no firm is worse off than alone with its own contribution")
  }
}
