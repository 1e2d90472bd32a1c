import Alliances
import GLPKSolver
import Planning
import SourceText
import TestSupport
import Testing

@testable import Studies

@Suite("Alternatives")
struct AlternativesTests {
  private func alternatives(
    _ description: AllianceDescription, within tolerance: Double, plans: Int = 3
  ) throws -> Alternatives {
    let planner = Planner(solver: GLPKSolver())
    let search = try #require(try planner.nearOptimalSearch(of: Alliance(description), within: tolerance))
    return try Alternatives(search, within: tolerance, plans: plans)
  }

  @Test("two firms: the ranges and the plan that differs most, by hand")
  func twoFirms() throws {
    let found = try alternatives(.twoFirms(budget: 15), within: 0.1, plans: 1)
    let bolt = try #require(found.ranges.first { $0.quantity == .spending(firm: 1) })
    #expect(abs(bolt.least - 2.5) < 1e-6)
    #expect(abs(bolt.planned - 5) < 1e-6)
    #expect(abs(bolt.greatest - 7.5) < 1e-6)
    #expect(bolt.isLeastExact && bolt.isGreatestExact)
    // 10 and 5 against 7.5 and 7.5 is a sixth of 15; against 10 and 2.5 it is 2.5 of 27.5.
    #expect(found.plans.count == 1)
    #expect(abs((found.plans.first?.distance ?? 0) - 1.0 / 6) < 1e-6)
  }

  @Test(
    "ranges contain the plan, and grow with what may be given up",
    arguments: zip([UInt64(1), 2, 3], [false, true, false]))
  func containThePlan(seed: UInt64, curved: Bool) throws {
    let description = try AllianceDescription.random(seed: seed, curved: curved)
    let (narrow, wide) = (try alternatives(description, within: 0.01), try alternatives(description, within: 0.05))
    #expect(narrow.ranges.map(\.quantity) == wide.ranges.map(\.quantity))
    for (own, wider) in zip(narrow.ranges, wide.ranges) {
      #expect(own.least <= own.planned && own.planned <= own.greatest)
      let near = 1e-6 * max(1, abs(own.greatest), abs(own.least))
      if own.isLeastExact { #expect(wider.least <= own.least + near, "\(own.quantity)") }
      if own.isGreatestExact { #expect(wider.greatest >= own.greatest - near, "\(own.quantity)") }
    }
    #expect(wide.plans.allSatisfy { $0.distance > 0 && $0.distance <= 1 })
    #expect(wide.plans.allSatisfy { $0.plan.objective >= wide.floor - 1e-6 * max(1e-2, abs(wide.floor)) })
  }

  @Test("every objective has its room", arguments: [Objective.netValue, .worstGain, .cost(targetGain: 3)])
  func objectives(objective: Objective) throws {
    var description = try AllianceDescription.random(seed: 2, curved: false)
    description.objective = objective
    description.rules = []
    let found = try alternatives(description, within: 0.1)
    for range in found.ranges { #expect(range.least <= range.planned && range.planned <= range.greatest) }
    #expect(found.ranges.contains { $0.greatest > $0.least + 1e-6 })
  }

  @Test("shares are read as percentages or numbers, and nothing else is")
  func shares() throws {
    #expect(try NearnessFact.share("1%") == 0.01)
    #expect(try NearnessFact.share("0.02") == 0.02)
    #expect(try NearnessFact.share("100%") == 1)
    for wrong in ["much", "120%", "-1%", "", "%", "1", "2.5", "100", "1000"] {
      #expect(throws: InputProblems.self) { try NearnessFact.share(wrong) }
    }
  }
}
