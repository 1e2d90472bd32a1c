import Alliances
import Planning
import Testing

@testable import Reporting

@Suite("Rules for members in a report")
struct MemberRuleReportTests {
  /// The lines of the report of a plan under `demand`, as one.
  private func report(_ demand: Rule.Demand, budget: Double = 9) throws -> String {
    let plan = try plan(twoFirms(budget: .horizon(budget), rules: [Rule("the rule", demand)]))
    return PlanReport(plan).text(width: 500)
  }

  @Test("a cap on spending is priced per unit of money")
  func spending() throws {
    let text = try report(.spendingCap(SpendingCap(maximum: 7)))
    #expect(text.contains("the rule (spend.max 7: one million more adds 1, up to 9)"), "\(text)")
  }

  @Test("a limit on risk is priced per unit of risk")
  func risk() throws {
    let text = try report(.risk(RiskLimit(column: "skill", maximum: 11)))
    // 2a + b = 11 and a + b = 9 with a and b at most 5: the gain is the risk itself.
    #expect(text.contains("the rule (max 11: one unit of risk more adds 1, up to 14)"), "\(text)")
  }

  @Test("a rule says in a conflict what it demands")
  func demands() throws {
    let alliance = try Alliance(twoFirms(budget: .horizon(9)))
    let terms = AllianceTerms(alliance: alliance)
    func demand(_ demand: Rule.Demand) -> String { terms.demand(of: Rule("the rule", demand)) }
    #expect(
      demand(.spendingCap(SpendingCap(maximum: 7, eachPeriod: true)))
        == "all firms together spend at most 7 in each period")
    #expect(
      demand(.risk(RiskLimit(column: "leak", maximum: 12))) == "allocations weighted by leak add up to at most 12")
  }
}
