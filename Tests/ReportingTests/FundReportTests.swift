import Alliances
import GLPKSolver
import Planning
import SourceText
import TestSupport
import Testing

@testable import Reporting

@Suite("Funds in reports")
struct FundReportTests {
  /// Acme and Bolt may each take 5 more a year; they own 3 and 2.
  private func description(budget: Budget) throws -> AllianceDescription {
    var description = try twoFirms(budget: budget)
    description.firms = FirmTable(
      ids: ["acme", "bolt"], names: ["Acme", "Bolt"],
      columns: [
        FirmColumn(name: "rd", [10, 10]), FirmColumn(name: "skill", [2, 1]), FirmColumn(name: "own_funds", [3, 2]),
      ])
    description.contributions = Contributions(maximum: "own_funds")
    return description
  }

  @Test("the report says where the money comes from, and what every firm puts in")
  func contributions() throws {
    var description = try description(budget: .perPeriod([3, 4]))
    description.periods = ["2026", "2027"]
    let report = PlanReport(try plan(description)).text()
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/contributions.txt").compare(report) }
  }

  @Test("a plan without any money says so only where firms could put in nothing either")
  func noMoney() throws {
    var description = try description(budget: .horizon(0))
    description.levers = [Lever("rd", maximumIncrease: .amount(0))]
    #expect(!PlanReport(try plan(description)).text().contains("no money to spend"))
    description.contributions = nil
    #expect(PlanReport(try plan(description)).text().contains("no money to spend"))
  }

  @Test("the check tells what firms may put in")
  func check() throws {
    let text = CheckReport(try plan(description(budget: .horizon(4)))).text()
    #expect(text.contains("contributions: up to 5 CNY million a period (own_funds)\n"))
  }

  @Test("a conflict over money names the firms' own as one way out")
  func conflict() throws {
    var description = try description(budget: .horizon(1))
    description.levers = [Lever("rd", minimum: 15, maximumIncrease: .amount(5))]
    guard case .infeasible(let conflict) = try Planner(solver: GLPKSolver()).plan(Alliance(description)) else {
      throw NoPlan()
    }
    let report = ConflictReport(conflict) { _ in SourceMark(file: "alliance.yaml", line: 6) }
    #expect(
      report.items.map(\.message).sorted() == [
        "every firm's rd reaches its least level", "no firm contributes more than its own_funds in a period",
        "what no other fund pays stays within 1",
      ])
    #expect(report.repairs.map(\.message).contains("raise what firms may contribute (own_funds)"))
  }
}
