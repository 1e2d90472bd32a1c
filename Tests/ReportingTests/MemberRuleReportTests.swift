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

  @Test("a tolerance is priced per point")
  func tolerance() throws {
    let text = try report(.proportion(Proportion(to: .equal, tolerance: 0.05)))
    // Parts of 4.5: the gain is 13.5 + 4.5τ until Acme holds 5.
    #expect(text.contains("the rule (tolerance 5 %: one point more adds 0.045, up to 11.1 %)"), "\(text)")
  }

  @Test("firms without a figure are named")
  func withoutFigures() throws {
    let text = try PlanReport(
      plan(
        twoFirms(
          budget: .horizon(9), rules: [Rule("fair", .proportion(Proportion(to: .column("skill"))))], slopes: [2, 0]))
    ).text(width: 500)
    #expect(
      text.contains("note: under 'fair' Bolt gets nothing: what it shares in proportion to is 0 for it"), "\(text)")
  }

  @Test("a tolerance around gains is priced by what a whole point makes, and the held rate is said")
  func toGain() throws {
    let text = try report(.proportion(Proportion(to: .gain, tolerance: 0.33)))
    // With one firm alone the gain is 10; from a third on both take part, 5 and 4, for 14.
    #expect(text.contains("the rule (tolerance 33 %: one point more adds 4, up to 34 %)"), "\(text)")
    #expect(text.contains("note: prices hold as long as the rate stays"), "\(text)")
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
      demand(.proportion(Proportion(to: .column("revenue"), tolerance: 0.1)))
        == "each firm gets one rate times its revenue, give or take 10 % of that")
    #expect(
      demand(.proportion(Proportion(to: .gain, tolerance: 0.1)))
        == "each firm gets one rate times its gain, give or take 10 % of that")
    #expect(
      demand(.proportion(Proportion(to: .equal, eachPeriod: true))) == "each firm gets an equal part in each period")
    #expect(demand(.winWin(WinWin())) == "no firm is worse off than without the plan")
    #expect(
      demand(.risk(RiskLimit(column: "leak", maximum: 12))) == "allocations weighted by leak add up to at most 12")
  }
}
