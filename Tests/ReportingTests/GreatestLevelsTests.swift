import Alliances
import Planning
import Testing

@testable import Reporting

@Suite("What stands at its greatest level")
struct GreatestLevelsTests {
  private func items(_ lever: Lever, budget: Double) throws -> [String] {
    var description = try twoFirms(budget: .perPeriod([0, budget]), levers: [lever])
    description.periods = ["2026", "2027"]
    return try GreatestLevels(plan: plan(description)).items
  }

  @Test("levels are told with the periods in which they are reached, unless that is all of them")
  func periods() throws {
    // Nothing can be paid in 2026.
    #expect(
      try items(Lever("rd", maximumIncrease: .amount(5)), budget: 100) == ["rd of every firm in 2027 (max_increase)"])
  }

  @Test("hiring and lending at their limits are told")
  func hiringAndLending() throws {
    // In 2027 Acme hires 2 and borrows the 1 that Bolt may lend; in 2026 borrowing costs nothing either.
    let lever = Lever(
      "rd", .talent(hireMaximum: 2, secondment: Lever.Secondment(maximumShareOut: 0.1)), maximumIncrease: .amount(50))
    #expect(
      try items(lever, budget: 2) == ["hiring of rd at Acme in 2027 (hire_max)", "lending of rd by Bolt (max_out)"])
  }

  @Test("nothing is told of limits that are not reached")
  func none() throws {
    let lever = Lever("rd", .talent(hireMaximum: 2, secondment: nil), maximumIncrease: .amount(50))
    #expect(try items(lever, budget: 1.5).isEmpty)
  }
}
