import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

/// Firms whose output is rd + support·skill, with money for both; support costs 2 a firm and period.
private func supported(
  skill: [Double], support: [Double]? = nil, budget: Budget, periods: [String] = ["plan"], maximumCount: Int? = nil,
  canSwitchOff: Bool = false, columns: [FirmColumn] = []
) throws -> AllianceDescription {
  let ids = skill.indices.map { FirmID("f\($0)") }
  let zeros = skill.map { _ in 0.0 }
  return AllianceDescription(
    name: "supported", model: try sampleModel("output ~ 0 + rd + support:skill", ["rd": 1, "support:skill": 1]),
    firms: FirmTable(
      ids: ids,
      columns: [
        FirmColumn(name: "rd", zeros), FirmColumn(name: "skill", skill),
        FirmColumn(name: "support", support ?? zeros),
      ] + columns),
    periods: periods, budget: budget,
    levers: [
      Lever("rd", maximumIncrease: .amount(3)),
      Lever("support", .switch(maximumCount: maximumCount, canSwitchOff: canSwitchOff), unitCost: 2),
    ])
}

@Suite("Switches")
struct SwitchTests {
  @Test("a switch is bought whole: the best pair of 5 is 7 + 4, though a share of the dearest would look better")
  func buysWhole() throws {
    // With 5 to spend: two switches (4) and 1 of rd: 7 + 4 + 1.
    let plan = try plan(supported(skill: [7, 4, 3], budget: .horizon(5)))
    #expect((0..<3).map { plan.level($0, lever: 1) } == [1, 1, 0])
    #expect(plan.totals.gain.isApproximatelyEqual(to: 12))
    #expect(plan.firms[0].periods[0].levers[1].cost == 2)
    #expect(plan.objective.bound.isApproximatelyEqual(to: 12))
    #expect(plan.certificate.holds && plan.certificate.integralityViolation <= 1e-9)
  }

  @Test("what is on without the plan costs nothing more and stays on unless it can be switched off")
  func staysOn() throws {
    let kept = try plan(supported(skill: [-5, 4], support: [1, 0], budget: .horizon(2)))
    #expect((0..<2).map { kept.level($0, lever: 1) } == [1, 1])
    #expect(kept.totals.spending.isApproximatelyEqual(to: 2) && kept.totals.gain.isApproximatelyEqual(to: 4))
    // Off, the harm of 5 is gone, and nothing is paid or comes back for it.
    let off = try plan(supported(skill: [-5, 4], support: [1, 0], budget: .horizon(2), canSwitchOff: true))
    #expect((0..<2).map { off.level($0, lever: 1) } == [0, 1])
    #expect(off.totals.gain.isApproximatelyEqual(to: 9) && off.totals.spending.isApproximatelyEqual(to: 2))
    #expect(off.firms[0].periods[0].levers[1].cost == 0)
  }

  @Test("no more firms switch it on than max_count, those not counted that have it on already")
  func counts() throws {
    let plan = try plan(supported(skill: [7, 6, 5, 4], support: [1, 0, 0, 0], budget: .horizon(100), maximumCount: 1))
    #expect((0..<4).map { plan.level($0, lever: 1) } == [1, 1, 0, 0])
    // 6 from the second firm and 3 of rd at each.
    #expect(plan.totals.gain.isApproximatelyEqual(to: 18))
    let obstacles = plan.idleMoney?.reasons.filter { $0.lever == "support" }.map(\.obstacle) ?? []
    #expect(obstacles.contains(.count))
  }

  @Test("each period switches anew and pays anew")
  func switchesByPeriod() throws {
    let plan = try plan(supported(skill: [7, 4], budget: .perPeriod([2, 4]), periods: ["a", "b"]))
    #expect((0..<2).map { plan.level($0, 0, lever: 1) } == [1, 0])
    #expect((0..<2).map { plan.level($0, 1, lever: 1) } == [1, 1])
    #expect(plan.money.map(\.spending) == [2, 4])
  }

  @Test("a column of the firms forbids it or demands it")
  func columns() throws {
    let bounds = [FirmColumn(name: "support_max", [0, .nan]), FirmColumn(name: "support_min", [.nan, 1])]
    let plan = try plan(supported(skill: [7, 1], budget: .horizon(2), columns: bounds))
    #expect((0..<2).map { plan.level($0, lever: 1) } == [0, 1])
  }

  @Test("a count that is too low for what the firms must switch on is a conflict of the two")
  func conflicts() throws {
    let least = [FirmColumn(name: "support_min", [1, 1])]
    let found = try conflict(supported(skill: [7, 1], budget: .horizon(20), maximumCount: 1, columns: least))
    #expect(Set(found.demands) == [.minimum(lever: 1), .switchCount(lever: 1)])
    #expect(Set(found.removable) == [.minimum(lever: 1), .switchCount(lever: 1)])
  }

  @Test("what bends is straight between off and on: sqrt, log1p and squares of a switch")
  func transforms() throws {
    let description = AllianceDescription(
      name: "bent",
      model: try sampleModel("y ~ 0 + log1p(a) + I(b^2) + sqrt(c)", ["log1p(a)": 2, "I(b^2)": 3, "sqrt(c)": 4]),
      firms: sampleFirms(["x"], ["a": [0], "b": [0], "c": [0]]), budget: .horizon(3),
      levers: ["a", "b", "c"].map { Lever($0, .switch(maximumCount: nil, canSwitchOff: false)) })
    let plan = try plan(description)
    #expect(plan.totals.gain.isApproximatelyEqual(to: 2 * 0.6931471805599453 + 7))
    #expect(plan.program.tangents == 0)
  }

  @Test(
    "of every combination of 10 switches none does better, each solved as a linear program", arguments: UInt64(1)...6)
  func enumerates(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func numbers(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
      (0..<count).map { _ in Double.random(in: range, using: &generator) }
    }
    let firms = 10
    let support = (0..<firms).map { _ in Double(Int.random(in: 0...1, using: &generator)) }
    let canSwitchOff = Bool.random(using: &generator)
    let maximum = Int.random(in: 1...3, using: &generator)
    let description = try supported(
      skill: numbers(-1...6, firms), support: support, budget: .horizon(7), maximumCount: maximum,
      canSwitchOff: canSwitchOff,
      columns: [FirmColumn(name: "support_unit_cost", numbers(0.5...4, firms))]
    ).adding(Rule("cap", .eachMember(EachMember(maximumShare: 0.45))))
    var best = -Double.infinity
    for pattern in 0..<(1 << firms) {
      let on = (0..<firms).map { Double((pattern >> $0) & 1) }
      let isAllowed = canSwitchOff || zip(on, support).allSatisfy { $0 >= $1 }
      guard isAllowed, zip(on, support).count(where: { $0 > $1 }) <= maximum else { continue }
      best = max(best, try gain(of: description, holding: on))
    }
    let found = try plan(description)
    #expect(found.totals.gain.isApproximatelyEqual(to: best, relativeTolerance: 1e-8))
    #expect(found.objective.bound.isApproximatelyEqual(to: best, relativeTolerance: 1e-8))
  }

  /// The greatest gain with the switches held at `on`, from a program whose integers are fixed; −∞ where there is no plan.
  private func gain(of description: AllianceDescription, holding on: [Double]) throws -> Double {
    let formulation = Formulation(try Alliance(description))
    var program = formulation.program
    for (variable, element) in zip(program.variables, formulation.variableElements) {
      if case .switchedOn(_, let firm, _) = element { program.setBounds(of: variable, to: .exactly(on[firm])) }
    }
    let free = program.fixingIntegers(at: program.variables.map { program.bounds(of: $0).lower })
    let solution = try GLPKSolver().solve(free)
    return solution.termination == .optimal ? solution.objective : -.infinity
  }
}
