import Alliances
import Planning
import Testing

@testable import Reporting

@Suite("Prices and how far they hold, in words")
struct PriceTextTests {
  private func headline(_ description: AllianceDescription) throws -> [String] {
    try PlanHeadline(plan: plan(description)).sentences
  }

  private func binding(_ description: AllianceDescription) throws -> String {
    try PlanLimits(plan: plan(description)).entries[0].items[0]
  }

  @Test("one more unit of money is said to add what the price says where the price holds that far")
  func wholeUnit() throws {
    // Acme takes 5 at 2 per unit; from 5 to 10 money goes to Bolt at 1 per unit.
    #expect(
      try headline(twoFirms(budget: .horizon(6)))[1]
        == "One more million adds 1, up to a budget of 10; then rd of Bolt is the limit.")
  }

  @Test("a price that holds for less than one unit is one at the margin")
  func marginalMoney() throws {
    #expect(
      try headline(twoFirms(budget: .horizon(4.5)))[1]
        == "At the margin money adds 2 per million, up to a budget of 5; then rd of Acme is the limit.")
    // Four digits do not tell 5 from 4.99996, so more are shown.
    let close = try twoFirms(
      budget: .horizon(4.99996), levers: [Lever("rd", maximumIncrease: .amount(4.99998))])
    #expect(try headline(close)[1].hasPrefix("At the margin money adds 2 per million, up to a budget of 4.99998;"))
  }

  @Test("a rule's price carries its range")
  func rule() throws {
    // Of 8, Acme may have 60 %, 4.8, up to its maximum of 5, which is 62.5 %; a point more moves 0.08 at 2 - 1.
    let rule = Rule("no one above 60%", .eachMember(EachMember(maximumShare: 0.6)))
    #expect(
      try binding(twoFirms(budget: .horizon(8), rules: [rule]))
        == "no one above 60% (max_share 60 %: one point more adds 0.08, up to 62.5 %)")
  }

  @Test("a rule's price that holds for less than a point is one at the margin")
  func marginalRule() throws {
    // Of 8, 5 are 62.5 %.
    let rule = Rule("no one above 62%", .eachMember(EachMember(maximumShare: 0.62)))
    #expect(
      try binding(twoFirms(budget: .horizon(8), rules: [rule]))
        == "no one above 62% (max_share 62 %: at the margin 0.08 per point, up to 62.5 %)")
  }
}
