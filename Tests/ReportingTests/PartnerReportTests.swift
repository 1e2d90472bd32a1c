import Alliances
import GLPKSolver
import Planning
import SourceText
import TestSupport
import Testing

@testable import Reporting

@Suite("Partners in reports")
struct PartnerReportTests {
  /// Acme, and Cobalt, Delta and Ember, who may join for 3, 4 and 9. All may take 5 more of `rd` a year, which yield 2, 4,
  /// 3 and 3 a unit.
  private func description(budget: Double) throws -> AllianceDescription {
    var description = try twoFirms(budget: .horizon(budget))
    description.periods = ["2026", "2027"]
    description.firms = FirmTable(
      ids: ["acme", "cobalt", "delta", "ember"], names: ["Acme", "Cobalt", "Delta", "Ember"],
      columns: [
        FirmColumn(name: "rd", [10, 6, 4, 4]), FirmColumn(name: "skill", [2, 4, 3, 3]),
        FirmColumn(name: "joining_cost", [0, 3, 4, 9]), FirmColumn(name: "leak", [0.5, 0.25, 1, 1]),
      ], memberCount: 1)
    return description
  }

  private func conflict(_ description: AllianceDescription) throws -> ConflictReport {
    guard case .infeasible(let conflict) = try Planner(solver: GLPKSolver()).plan(Alliance(description)) else {
      throw NoPlan()
    }
    return ConflictReport(conflict) { _ in SourceMark(file: "alliance.yaml", line: 6) }
  }

  @Test("the report says who joins, for what, and who stays out")
  func partners() throws {
    var description = try description(budget: 20)
    description.rules = [
      Rule("at most two", .partners(PartnerCount(maximum: 2))), Rule("rivals", .apart(Apart(["delta", "ember"]))),
      Rule("leakage", .selectionRisk(SelectionRisk(column: "leak", maximum: 1.5))),
    ]
    let report = PlanReport(try plan(description)).text()
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/partners.txt").compare(report) }
    #expect(report.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("the check counts candidates and tells their rules")
  func check() throws {
    var description = try description(budget: 20)
    description.rules = [
      Rule("one or two", .partners(PartnerCount(minimum: 1, maximum: 2))),
      Rule("friends", .together(Together(["delta", "ember"]))),
      Rule("needs", .requires(Requirement([.init("cobalt", requires: "acme"), .init("delta", requires: "ember")]))),
    ]
    let report = CheckReport(try plan(description)).text()
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/partners-check.txt").compare(report) }
  }

  @Test("a conflict speaks of partners in the words of the rules")
  func clash() throws {
    var description = try description(budget: 5)
    description.rules = [Rule("two at least", .partners(PartnerCount(minimum: 2)))]
    let report = try conflict(description)
    #expect(
      report.items.map(\.message).sorted() == ["at least 2 of the candidates join", "spending stays within 5"])
    #expect(
      report.remedies.map(\.message).sorted() == [
        "lower min of 'two at least' by 1, to 1", "raise the budget by 2, to 7",
      ])
    description.budget = .horizon(100)
    description.rules.append(Rule("strangers", .apart(Apart(["acme", "cobalt", "delta", "ember"]))))
    #expect(
      try conflict(description).items.map(\.message).sorted() == [
        "at least 2 of the candidates join", "no two of Acme, Cobalt, Delta and Ember are in the alliance",
      ])
  }

  @Test("a plan in which nobody joins says so in a line")
  func nobody() throws {
    let report = PlanReport(try plan(description(budget: 2))).text()
    #expect(report.contains("stays out: Cobalt") && !report.contains("joins:"))
    #expect(report.contains("Spending 2.00 of 2.00 raises"))
  }

  @Test("the smallest gain is told of members, though a candidate that joins gains less")
  func smallestGain() throws {
    var description = try description(budget: 8)
    description.objective = .worstGain
    description.rules = [Rule("cobalt", .requires(Requirement([.init("acme", requires: "cobalt")])))]
    let report = PlanReport(try plan(description)).text()
    #expect(report.contains("The smallest gain of a member is 10.0 (every member), as large as it can be."))
  }
}
