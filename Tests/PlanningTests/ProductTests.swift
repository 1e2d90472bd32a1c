import Alliances
import Foundation
import TestSupport
import Testing

@testable import Planning

@Suite("Products of decisions")
struct ProductTests {
  private func mentored(_ budget: Double) throws -> AllianceDescription {
    AllianceDescription(
      name: "mentored", model: try sampleModel("y ~ 0 + rd + rd:mentor", ["rd": 1, "rd:mentor": 0.5]),
      firms: sampleFirms(["a"], ["rd": [2], "mentor": [0]]), budget: .horizon(budget),
      levers: [
        Lever("rd", maximumIncrease: .amount(10)),
        Lever("mentor", .switch(maximumCount: nil, canSwitchOff: false), unitCost: 3),
      ])
  }

  @Test("a switch that lifts what rd brings pays only where there is enough of rd")
  func switchTimesInvestment() throws {
    // With 5: alone 5, or 2 more of rd and ½·4; with 20: 10 more and ½·12.
    let small = try plan(mentored(5))
    #expect(small.level(0, lever: 1) == 0 && small.totals.gain.isApproximatelyEqual(to: 5))
    let large = try plan(mentored(20))
    #expect(large.level(0, lever: 1) == 1 && large.totals.gain.isApproximatelyEqual(to: 16))
    #expect(large.objective.gap <= 1e-9)
    // At the break-even both are as good, and the cheaper one is chosen: b = b − 3 + ½·(b − 1).
    #expect(try plan(mentored(7)).totals.gain.isApproximatelyEqual(to: 7))
    #expect(try plan(mentored(7.5)).totals.gain.isApproximatelyEqual(to: 4.5 + 3.25))
  }

  @Test("two levers with levels between are refused in one term, a switch among them or not")
  func refused() throws {
    let description = AllianceDescription(
      name: "product", model: try sampleModel("y ~ 0 + rd:talent:mentor", ["rd:talent:mentor": 1]),
      firms: sampleFirms(["a"], ["rd": [2], "talent": [1], "mentor": [0]]), budget: .horizon(1),
      levers: [
        Lever("rd", maximum: 5), Lever("talent", maximum: 5),
        Lever("mentor", .switch(maximumCount: nil, canSwitchOff: false)),
      ])
    #expect {
      try Alliance(description)
    } throws: { error in
      (error as? AllianceProblems)?.problems.map(\.fact) == [
        .productOfLevers(term: "rd:talent:mentor", levers: ["rd", "talent", "mentor"])
      ]
    }
  }

  @Test("a square root that a switch multiplies with a negative factor bends upwards, and the switch is best left off")
  func bendsUpwards() throws {
    let description = AllianceDescription(
      name: "bent", model: try sampleModel("y ~ 0 + rd + sqrt(rd):mentor", ["rd": 1, "sqrt(rd):mentor": -1]),
      firms: sampleFirms(["a"], ["rd": [2], "mentor": [0]]), budget: .horizon(1),
      levers: [Lever("rd", maximum: 5), Lever("mentor", .switch(maximumCount: nil, canSwitchOff: false))])
    let plan = try plan(description)
    #expect(abs(plan.totals.gain - 1) < 1e-9)
    #expect(plan.firms[0].periods[0].levers.map(\.planned) == [3, 0])
    #expect(plan.objective.gap <= 1e-4)
  }

  @Test("partners that join lift what rd brings: the one whose weight is worth its cost is chosen")
  func countTimesInvestment() throws {
    let members = sampleFirms(["m"], ["rd": [2], "partners": [0]])
    let candidates = sampleFirms(
      ["c", "d"],
      ["rd": [0, 0], "rd_max": [0, 0], "partners": [0, 0], "joining_cost": [3, 4], "weight": [1, 2]])
    let description = AllianceDescription(
      name: "partners", model: try sampleModel("y ~ 0 + rd + rd:partners", ["rd": 1, "rd:partners": 0.5]),
      firms: FirmTable(members: members, candidates: candidates), budget: .horizon(10),
      levers: [Lever("rd", maximumIncrease: .amount(10))], links: [Link("partners", .counts(weight: "weight"))])
    let plan = try plan(description)
    // Nobody: 10. c: 7 + ½·9. d: 6 + ½·2·8. Both: 3 + ½·3·5.
    #expect(plan.partners.map(\.isSelected) == [false, true])
    #expect(plan.totals.gain.isApproximatelyEqual(to: 14))
  }

  /// Two switches that multiply each other, a level, the square root of a level, and both of them together.
  private static let terms: KeyValuePairs<String, Double> = [
    "rd": 0.4, "rd:support": 0.5, "sqrt(rd):audit": 1.5, "support:audit": 0.8, "rd:support:audit": 0.2, "audit": -0.6,
  ]

  private func random(seed: UInt64) throws -> AllianceDescription {
    var generator = SeededGenerator(seed: seed)
    func numbers(_ range: ClosedRange<Double>) -> [Double] {
      (0..<3).map { _ in Double.random(in: range, using: &generator) }
    }
    func decisions() -> [Double] { (0..<3).map { _ in Double(Int.random(in: 0...1, using: &generator)) } }
    let kind = Lever.Kind.switch(maximumCount: nil, canSwitchOff: true)
    return AllianceDescription(
      name: "random", model: try sampleModel("y ~ 0 + " + Self.terms.map(\.key).joined(separator: " + "), Self.terms),
      firms: sampleFirms(
        ["a", "b", "c"], ["rd": numbers(0.5...4), "support": decisions(), "audit": decisions()]),
      budget: .horizon(Double.random(in: 3...9, using: &generator)),
      levers: [
        Lever("rd", .investment(refund: 0.2), minimum: 0.25, maximumIncrease: .amount(4)),
        Lever("support", kind, unitCost: Double.random(in: 0.5...2, using: &generator)),
        Lever("audit", kind, unitCost: Double.random(in: 0.5...2, using: &generator)),
      ])
  }

  @Test(
    "of all 64 ways to set 6 switches none does better, each planned with the switches as attributes",
    arguments: UInt64(1)...5)
  func enumerates(seed: UInt64) throws {
    let description = try random(seed: seed)
    let alliance = try Alliance(description)
    let without = alliance.firms.ids.indices.reduce(0) { sum, firm in
      sum + alliance.index(firm: firm, period: 0, levels: alliance.decided.map { $0.baseline[firm] })
    }
    var best = -Double.infinity
    for pattern in 0..<64 {
      let on = (0..<6).map { Double((pattern >> $0) & 1) }
      best = max(best, (try output(of: description, support: Array(on[..<3]), audit: Array(on[3...])) ?? -.infinity))
    }
    let found = try plan(description)
    #expect(found.totals.gain.isApproximatelyEqual(to: best - without, relativeTolerance: 1e-7))
    #expect(found.objective.gap <= 1e-7 && found.certificate.holds)
  }

  /// The greatest output with the switches set; nil where the money does not reach.
  private func output(of description: AllianceDescription, support: [Double], audit: [Double]) throws -> Double? {
    var fixed = description
    let rd = try #require(description.firms.column("rd"))
    fixed.firms = FirmTable(
      ids: description.firms.ids,
      columns: [rd, FirmColumn(name: "support", support), FirmColumn(name: "audit", audit)])
    fixed.levers = [description.levers[0]]
    var budget = description.budget.total
    for (lever, levels) in [(1, support), (2, audit)] {
      let baseline = try #require(description.firms.column(description.levers[lever].variable)).numbers
      budget -= description.levers[lever].unitCost * zip(levels, baseline).reduce(0) { $0 + max(0, $1.0 - $1.1) }
    }
    guard budget >= 0 else { return nil }
    fixed.budget = .horizon(budget)
    return try plan(fixed).totals.output
  }
}
