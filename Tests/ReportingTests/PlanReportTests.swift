import Alliances
import GLPKSolver
import Planning
import SourceText
import TestSupport
import Testing

@testable import Reporting

/// `count` firms with levers on R&D and talent, and rules, over two periods.
private func alliance(
  firms count: Int, names: [String]? = nil, levers: [Lever]? = nil, budget: Budget = .perPeriod([60, 60]),
  rules: [Rule] = [], formula: String = "npr ~ sqrt(rd) + talent"
) throws -> AllianceDescription {
  let ids = (0..<count).map { FirmID("m\($0 + 1)") }
  let coefficients: KeyValuePairs = ["(Intercept)": 5.0, "sqrt(rd)": 4.0, "talent": 1.5]
  let model = try sampleModel(formula, coefficients, ranges: ["rd": 0...400, "talent": 0...60])
  let firms = FirmTable(
    ids: ids, names: names ?? (0..<count).map { "Firm number \($0 + 1)" },
    columns: [
      FirmColumn(name: "rd", (0..<count).map { Double(100 + 20 * $0) }),
      FirmColumn(name: "talent", (0..<count).map { Double(30 - 2 * $0) }),
      FirmColumn(name: "region", (0..<count).map { $0.isMultiple(of: 2) ? "east" : "west" }),
    ])
  return AllianceDescription(
    name: "Test alliance", currency: "CNY million", model: model, firms: firms, periods: ["2026", "2027"],
    discountRate: 0.05, budget: budget,
    levers: levers ?? [
      Lever("rd", maximumIncrease: .share(0.5)),
      Lever("talent", .talent(hireMaximum: 2, secondment: nil), unitCost: 1.2, maximumIncrease: .amount(3)),
    ], rules: rules)
}

private let rules = [
  Rule("no one above a fifth", .eachMember(EachMember(maximumShare: 0.2))),
  Rule(
    "east at most half",
    .groupShare(GroupShare(of: FirmFilter([FirmFilter.Condition("region", in: ["east"])]), maximum: 0.5))),
]

@Suite("Plans as text")
struct PlanReportTests {
  @Test("twelve firms, two levers and two periods fit into 80 columns")
  func twelveFirms() throws {
    let text = PlanReport(try plan(alliance(firms: 12, rules: rules))).text()
    #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= 80 })
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/twelve-firms.txt").compare(text) }
  }

  @Test("Chinese names line up and are cut at whole characters")
  func chineseNames() throws {
    let names = ["中原装备制造集团有限公司", "洛阳轴承", "郑州机械研究所", "南阳防爆"]
    let text = PlanReport(try plan(alliance(firms: 4, names: names))).text()
    #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= 80 })
    let rows = text.split(separator: "\n").map(String.init).filter { line in names.contains { line.hasPrefix($0) } }
    #expect(rows.count == 8)
    #expect(Set(rows.prefix(4).map(\.displayWidth)).count == 1)
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/chinese-names.txt").compare(text) }
  }

  @Test("more levers than fit side by side stand in several tables, each with the names")
  func manyLevers() throws {
    let variables = (1...6).map { "investment_in_field_\($0)" }
    let model = try sampleModel(
      "output ~ investment_in_field_1 + investment_in_field_2 + investment_in_field_3 + investment_in_field_4"
        + " + investment_in_field_5 + investment_in_field_6",
      [
        "(Intercept)": 1, "investment_in_field_1": 1, "investment_in_field_2": 2, "investment_in_field_3": 3,
        "investment_in_field_4": 4, "investment_in_field_5": 5, "investment_in_field_6": 6,
      ])
    let firms = FirmTable(
      ids: ["a", "b"], names: ["Acme", "Bolt"], columns: variables.map { FirmColumn(name: $0, [10, 20]) })
    let description = AllianceDescription(
      name: "Six fields", model: model, firms: firms, budget: .horizon(10),
      levers: variables.map { Lever($0, maximumIncrease: .amount(1)) })
    let text = PlanReport(try plan(description)).text()
    #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= 80 })
    #expect(text.components(separatedBy: "\nAcme ").count == 3)
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/six-levers.txt").compare(text) }
  }

  @Test("idle money is told with what stops every lever")
  func idleMoney() throws {
    let text = PlanReport(try plan(alliance(firms: 3, budget: .horizon(10_000)))).text()
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/idle-money.txt").compare(text) }
  }

  @Test("periods that read the same share a table")
  func likePeriods() throws {
    let description = try alliance(
      firms: 2, levers: [Lever("rd", maximumIncrease: .amount(5))], budget: .horizon(1000),
      formula: "npr ~ sqrt(rd) + talent")
    let text = PlanReport(try plan(description)).text()
    #expect(text.contains("\neach of 2026 and 2027 "))
    #expect(text.components(separatedBy: "\nFirm number 1 ").count == 2)
  }

  @Test("colour changes no layout: without its codes the painted text is the plain one")
  func paint() throws {
    let report = PlanReport(try plan(alliance(firms: 5, rules: rules)))
    let painted = report.text(Palette(coloured: true))
    #expect(painted.contains("\u{1B}["))
    #expect(painted.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == report.text())
  }

  @Test("a plan whose search stopped is not called optimal, though the certificate of its last program holds")
  func stoppedSearch() throws {
    let plan = try plan(alliance(firms: 2))
    #expect(PlanReport(plan).isProved)
    #expect(PlanReport(plan).text().contains("\nproved optimal: gap"))
    let stopped = PlanReport(plan.with([.tangentsStopped(gap: 1e-5)]))
    #expect(!stopped.isProved)
    #expect(stopped.text().contains("\nnot proved: gap"))
    #expect(!stopped.text().contains("proved optimal"))
  }

  @Test("where the total is discounted and the tables are not, that is said")
  func undiscountedTables() throws {
    var description = try alliance(firms: 2)
    #expect(PlanReport(try plan(description)).text().contains("\nGains by period are not discounted.\n"))
    description.discountRate = 0
    #expect(!PlanReport(try plan(description)).text().contains("discounted"))
  }

  @Test("notes can be left out")
  func withoutNotes() throws {
    var description = try alliance(firms: 2)
    description.model = try sampleModel(
      "npr ~ sqrt(rd) + talent", ["(Intercept)": 5.0, "sqrt(rd)": 4.0, "talent": 1.5], standardErrors: [1, 3, 2],
      ranges: ["rd": 0...400, "talent": 0...60])
    let report = PlanReport(try plan(description))
    #expect(
      report.warnings.contains(
        "the coefficient of 'sqrt(rd)' is 4 with a standard error of 3: less than two standard errors from 0, so what it "
          + "adds to the plan is uncertain"))
    #expect(report.text().contains("note: the coefficient of 'sqrt(rd)'"))
    #expect(!report.text(notes: false).contains("note:"))
    #expect(report.warnings.count == 2)
  }
}

@Suite("Conflicts as text")
struct ConflictReportTests {
  @Test("budgets and least levels are told by what they demand, in the order of the file")
  func budgetsAndMinimums() throws {
    let description = try alliance(
      firms: 2, levers: [Lever("rd", minimum: 150)], budget: .perPeriod([20, 500]))
    let outcome = try Planner(solver: GLPKSolver()).plan(Alliance(description))
    guard case .infeasible(let conflict) = outcome else { throw NoPlan() }
    let report = ConflictReport(conflict) { demand in
      switch demand {
      case .budget: SourceMark(file: "alliance.yaml", line: 6)
      case .grant, .match, .contributions, .pooling: SourceMark(file: "alliance.yaml", line: 7)
      case .minimum, .switchCount: SourceMark(file: "alliance.yaml", line: 8)
      case .rule: SourceMark(file: "alliance.yaml", line: 10)
      case .target: SourceMark(file: "alliance.yaml", line: 12)
      }
    }
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/conflict.txt").compare(report.text()) }
    #expect(report.items.map(\.mark.line) == [6, 8])
    #expect(Set(report.remedies.map(\.action)) == [.raise, .lower])
  }
}
