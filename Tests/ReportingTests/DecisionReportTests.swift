import Alliances
import GLPKSolver
import Planning
import TestSupport
import Testing

@testable import Reporting

@Suite("Decisions in reports")
struct DecisionReportTests {
  private func report(pieces: Int?) throws -> String {
    let description = AllianceDescription(
      name: "Mentors",
      model: try sampleModel(
        "y ~ 0 + rd + rd:mentor + near" + (pieces == nil ? "" : " + rd:staff"),
        pieces == nil
          ? ["rd": 1, "rd:mentor": 0.5, "near": 0.25] : ["rd": 1, "rd:mentor": 0.5, "near": 0.25, "rd:staff": 0.1]),
      firms: sampleFirms(
        ["acme", "bolt"], ["rd": [2, 3], "mentor": [0, 1], "near": [4, 4], "staff": [0, 0]],
        texts: ["region": ["x", "x"]]),
      periods: ["2026", "2027"], budget: .horizon(9),
      levers: [
        Lever("rd", maximum: 12, stock: pieces == nil ? Lever.Stock(depreciation: 0.5) : nil),
        Lever("mentor", .switch(maximumCount: 1, canSwitchOff: false), unitCost: 1),
      ] + (pieces == nil ? [] : [Lever("staff", maximum: 4)]),
      links: [Link("near", .sums(lever: "rd", weights: .same(column: "region")))], pieces: pieces)
    guard case .plan(let plan) = try Planner(solver: GLPKSolver()).plan(Alliance(description)) else { throw NoPlan() }
    return PlanReport(plan).text()
  }

  @Test("switches are whole, stocks and links have columns, and prices say which decisions they hold")
  func columns() throws {
    let text = try report(pieces: nil)
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/decisions.txt").compare(text) }
    #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= 80 })
    #expect(text.contains("rd stock") && text.contains("near") && text.contains("prices hold with the switches"))
  }

  @Test("a product of levels is told with how far off it is")
  func products() throws {
    let text = try report(pieces: 2)
    #expect(text.contains("what stands for the product rd:staff"))
    #expect(text.contains("prices hold with the switches and pieces of levels"))
  }
}
