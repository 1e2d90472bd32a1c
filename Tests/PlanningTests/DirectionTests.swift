import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

@Suite("One direction at a time")
struct DirectionTests {
  /// Acme's unit yields 2, Bolt's costs 1 of output; both stand at 20 and may fall to 0 for half of their cost. Everyone
  /// must get 30 % of what is allocated.
  private func description() throws -> AllianceDescription {
    AllianceDescription(
      name: "floor", model: try sampleModel("output ~ 0 + rd:skill", ["rd:skill": 1]),
      firms: sampleFirms(["acme", "bolt"], ["rd": [20, 20], "skill": [2, -1]]), budget: .horizon(100),
      levers: [Lever("rd", .investment(refund: 0.5), minimum: 0, maximum: 50)],
      rules: [Rule("floor", .eachMember(EachMember(minimumShare: 0.3)))])
  }

  @Test("no firm burns money by raising and lowering at once to look better served")
  func burnsNothing() throws {
    let plan = try plan(description())
    // Acme takes 30; Bolt needs 3/7 of that, 90/7, and loses as much.
    #expect(plan.firms[0].spending.isApproximatelyEqual(to: 30))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 90.0 / 7))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 60 - 90.0 / 7))
    #expect(plan.warnings.contains(.pricesHoldDirections))
    #expect(plan.certificate.holds)
  }

  @Test("the exported program has the optimum of the plan, without the burning that it would allow")
  func exports() throws {
    let alliance = try Alliance(description())
    let planner = Planner(solver: GLPKSolver())
    let solution = try GLPKSolver().solve(planner.program(of: alliance))
    #expect(solution.objective.isApproximatelyEqual(to: 60 - 90.0 / 7))
    let naive = try GLPKSolver().solve(Formulation(alliance).program)
    #expect(naive.objective > solution.objective + 1)
  }

  @Test("the amounts that are printed keep every rule, whatever may fall", arguments: UInt64(1)...20)
  func keepsRules(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var description = try description()
    let firms = 4
    description.firms = sampleFirms(
      (0..<firms).map { FirmID("f\($0)") },
      [
        "rd": (0..<firms).map { _ in Double.random(in: 5...30, using: &generator) },
        "skill": (0..<firms).map { _ in Double.random(in: -1...2, using: &generator) },
      ])
    description.rules = [
      Rule("floor", .eachMember(EachMember(minimumShare: Double.random(in: 0.02...0.2, using: &generator))))
    ]
    let plan = try plan(description)
    guard case .eachMember(let rule) = description.rules[0].demand, let share = rule.minimumShare else { return }
    for firm in plan.firms { #expect(firm.spending >= share * plan.totals.spending - 1e-6) }
    // No plan of the same shares found by fixing every direction beats it.
    #expect(plan.totals.gain.isApproximatelyEqual(to: try bestOverDirections(description), relativeTolerance: 1e-7))
  }

  /// The best gain over all choices of who may only rise and who may only fall, one linear program each.
  private func bestOverDirections(_ description: AllianceDescription) throws -> Double {
    let formulation = Formulation(try Alliance(description))
    var best = -Double.infinity
    for choice in 0..<(1 << formulation.opposites.count) {
      var fixed = formulation
      for (position, pair) in formulation.opposites.enumerated() {
        fixed.program.setBounds(of: choice >> position & 1 == 0 ? pair.raise : pair.lowering, to: .exactly(0))
      }
      let solution = try GLPKSolver().solve(fixed.program)
      if solution.termination == .optimal { best = max(best, solution.objective) }
    }
    return best
  }

  @Test("rules that leave no spending are named, not taken for a best plan of nothing")
  func namesForbiddingRules() throws {
    let half = Rule("half", .groupShare(GroupShare(of: FirmFilter([.init("region", in: ["east"])]), maximum: 0.3)))
    let rest = Rule("rest", .groupShare(GroupShare(of: FirmFilter([.init("region", in: ["west"])]), maximum: 0.3)))
    let plan = try plan(.twoFirms(budget: 12).adding(half).adding(rest))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 0))
    #expect(plan.warnings.contains(.rulesForbidSpending(["half", "rest"])))
  }
}

@Suite("Units of money")
struct UnitTests {
  @Test(
    "an alliance in any unit of money has the same plan, prices and ranges",
    arguments: [1e-8, 1e-4, 1e6, 1e9], [UInt64(3), 8, 11])
  func unitsDoNotMatter(factor: Double, seed: UInt64) throws {
    let description = try AllianceDescription.random(seed: seed, curved: false)
    let (plan, other) = (try plan(description), try plan(description.inUnits(factor)))
    #expect(other.totals.gain.isApproximatelyEqual(to: plan.totals.gain))
    for (price, same) in zip(plan.prices, other.prices) {
      #expect((same.price.price * factor).isApproximatelyEqual(to: price.price.price))
      #expect((same.price.from / factor).isApproximatelyEqual(to: price.price.from, relativeTolerance: 1e-5))
      #expect((same.price.to / factor).isApproximatelyEqual(to: price.price.to, relativeTolerance: 1e-5))
    }
  }
}
