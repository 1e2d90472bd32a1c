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
    #expect(report.remedies.map(\.message).contains("raise own_funds of Acme by 4, to 7"))
  }

  /// One fund that matches what Acme puts in, and one that anybody may draw.
  private func withGrants(_ description: AllianceDescription) -> AllianceDescription {
    var description = description
    description.grants = [
      Grant("fund", amount: .horizon(8), match: 0.5, eligible: FirmFilter([.init("skill", in: ["2.0"])])),
      Grant("city", amount: .perPeriod(description.periods.map { _ in 1 })),
    ]
    return description
  }

  @Test("grants stand among the money, with their worth and what stops the rest of them")
  func grants() throws {
    var description = try description(budget: .perPeriod([2, 2]))
    description.periods = ["2026", "2027"]
    let report = PlanReport(try plan(withGrants(description))).text()
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/grants.txt").compare(report) }
  }

  @Test("grants that a plan has no use for say why")
  func undrawnGrants() throws {
    let report = PlanReport(try plan(withGrants(description(budget: .horizon(9.5))))).text()
    #expect(report.contains("0.50 of 'city' stay undrawn: every lever is at its greatest level."))
    #expect(report.contains("8.00 of 'fund' stay undrawn: every lever is at its greatest level."))
  }

  @Test("the check and a conflict tell how much of a grant there is")
  func terms() throws {
    var description = try withGrants(description(budget: .horizon(1)))
    let text = CheckReport(try plan(description)).text()
    #expect(text.contains("grant: fund: up to 8, at most 50 % of what firms with skill 2.0 contribute\n"))
    #expect(text.contains("grant: city: up to 1 in plan\n"))
    description.levers = [Lever("rd", minimum: 15, maximumIncrease: .amount(5))]
    description.contributions = nil
    description.grants = [description.grants[1]]
    guard case .infeasible(let conflict) = try Planner(solver: GLPKSolver()).plan(Alliance(description)) else {
      throw NoPlan()
    }
    let report = ConflictReport(conflict) { _ in SourceMark(file: "alliance.yaml", line: 6) }
    #expect(
      report.items.contains { $0.rule == "grant 'city' of plan" && $0.message == "no more than 1 is drawn of it" })
    #expect(report.remedies.map(\.message).contains("raise the amount of the grant 'city' of plan by 8, to 9"))
  }

  @Test("pooling stands among the limits, in the check and in a conflict")
  func pooling() throws {
    var description = try description(budget: .horizon(0))
    description.pooling = 0.2
    let plan = try plan(description)
    #expect(PlanReport(plan).text(width: 200).contains("pooling (20 %: one point more adds 0.05, up to 40 %)"))
    #expect(CheckReport(plan).text().contains("pooling: 20 % of contributions may pay for other firms\n"))
    description.levers = [Lever("rd", minimum: 12.5, maximumIncrease: .amount(5))]
    description.pooling = 0
    guard case .infeasible(let conflict) = try Planner(solver: GLPKSolver()).plan(Alliance(description)) else {
      throw NoPlan()
    }
    let report = ConflictReport(conflict) { _ in SourceMark(file: "alliance.yaml", line: 6) }
    #expect(report.items.contains { $0.message == "0 % of what firms contribute may pay for others" })
    #expect(report.remedies.map(\.message).contains("raise pooling to 10 %"))
  }
}
