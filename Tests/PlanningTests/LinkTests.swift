import Alliances
import TestSupport
import Testing

@testable import Planning

/// Three members, two of them in the east, and a candidate there; output = rd + ½·near, near being the rd of others nearby.
private func neighbours(
  _ weights: Link.Weights, formula: String = "near", budget: Double = 4, joiningCost: Double = 1,
  candidateRise: Double = 0
) throws -> AllianceDescription {
  let members = sampleFirms(
    ["a", "b", "c"], ["rd": [1, 2, 3], "near": [5, 5, 5]], texts: ["region": ["east", "east", "west"]])
  let candidates = sampleFirms(
    ["d"], ["rd": [6], "near": [7], "joining_cost": [joiningCost], "rd_max": [6 + candidateRise]],
    texts: ["region": ["east"]])
  return AllianceDescription(
    name: "neighbours", model: try sampleModel("output ~ 0 + rd + \(formula)", ["rd": 1, formula: 0.5]),
    firms: FirmTable(members: members, candidates: candidates), budget: .horizon(budget),
    levers: [Lever("rd", maximumIncrease: .amount(10))], links: [Link("near", .sums(lever: "rd", weights: weights))])
}

extension Plan {
  fileprivate func linked(_ firm: Int, link: Int = 0) -> Double {
    firms[firm].periods[0].indexLevels[alliance.levers.count + link].planned
  }
}

@Suite("Links")
struct LinkTests {
  @Test("a squared link that can fall below 0 turns there, and the plan finds where it is 0")
  func squareThatTurns() throws {
    let description = AllianceDescription(
      name: "turning", model: try sampleModel("y ~ rd + I(near^2)", ["(Intercept)": 1, "rd": 0.1, "I(near^2)": -1]),
      firms: sampleFirms(
        ["a", "b", "c"], ["rd": [1, 5, 5], "near": [2, 0, 0]], texts: ["region": ["east", "west", "east"]]),
      budget: .horizon(3), levers: [Lever("rd", minimum: 0, maximum: 10)],
      links: [Link("near", .sums(lever: "rd", weights: .same(column: "region")))],
      rules: [Rule("floor", .gainFloor(GainFloor(minimum: 3.5)))])
    // Lowering c by 2 brings a from −4 to 0 for 0.2 less of its own, and 3 of money bring 0.3 at b. Stopping 0.05 short of that
    // keeps 0.005 and costs 0.0025.
    let plan = try plan(description)
    #expect(plan.totals.gain.isApproximatelyEqual(to: 4.1025, relativeTolerance: 1e-6))
  }

  @Test("money goes where others are near, and a candidate brings its neighbours all of its own")
  func sameColumn() throws {
    let plan = try plan(neighbours(.same(column: "region")))
    // Joining for 1 brings 6 to each of two firms; a unit of rd in the east is 1 there and ½ at one member: 3·1.5 + 6.
    #expect(plan.partners.map(\.isSelected) == [true])
    #expect(plan.totals.gain.isApproximatelyEqual(to: 3 * 1.5 + 6))
    #expect(plan.level(2) == 3 && plan.linked(2) == 5)
    let (a, b) = (plan.level(0) - 1, plan.level(1) - 2)
    #expect((a + b).isApproximatelyEqual(to: 3))
    #expect(plan.linked(0).isApproximatelyEqual(to: 5 + b + 6) && plan.linked(1).isApproximatelyEqual(to: 5 + a + 6))
    // A candidate's own figure is what it brings along, whatever others do; and its own output is no gain.
    #expect(plan.linked(3) == 7)
    #expect(plan.firms[3].gain == 0)
  }

  @Test("a candidate that stays out adds nothing")
  func staysOut() throws {
    let plan = try plan(neighbours(.same(column: "region"), joiningCost: 50))
    #expect(plan.partners.map(\.isSelected) == [false])
    #expect(plan.totals.gain.isApproximatelyEqual(to: 4 * 1.5))
  }

  @Test("a firm without a region is near nobody")
  func withoutGroup() throws {
    var description = try neighbours(.same(column: "region"), joiningCost: 50)
    let columns = description.firms.columnNames.compactMap(description.firms.column)
    description.firms = FirmTable(
      ids: description.firms.ids,
      columns: columns.map { column in
        column.name == "region"
          ? FirmColumn(name: "region", texts: [nil, "east", "west", "east"], numbers: [.nan, .nan, .nan, .nan]) : column
      }, memberCount: 3)
    #expect(try plan(description).totals.gain.isApproximatelyEqual(to: 4))
  }

  @Test("weights count from the column's firm for the row's, whatever their order and sign, and never for oneself")
  func matrix() throws {
    // b counts 3 for a; c counts −1 for b; what stands on the diagonal does not count.
    let matrix = FirmMatrix(
      rows: ["c", "b", "a", "d"], columns: ["a", "b", "c", "d"],
      values: [9, 0, 9, 0, 0, 9, -1, 0, 9, 3, 0, 0.25, 0, 0, 0, 0])
    // Rows: c ← a 9; b ← c −1; a ← b 3, d 0.25. A unit of a brings 1 + ½·9, of b 1 + ½·3, of c 1 − ½.
    let plan = try plan(neighbours(.matrix(matrix), joiningCost: 0.5))
    #expect(plan.partners.map(\.isSelected) == [true] || plan.level(0).isApproximatelyEqual(to: 5))
    let spent = plan.level(0) - 1
    #expect(plan.linked(2).isApproximatelyEqual(to: 5 + 9 * spent))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 4 * 5.5))
    #expect(plan.linked(0).isApproximatelyEqual(to: 5))
  }

  @Test("the bounds of a link follow from what it sums, with signs turned where weights are negative")
  func bounds() throws {
    let matrix = FirmMatrix(
      rows: ["a", "b", "c", "d"], columns: ["a", "b", "c", "d"],
      values: [0, 2, -1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    let alliance = try Alliance(neighbours(.matrix(matrix), candidateRise: 4))
    // b may rise by 10, c by 10, and d brings 0 to 10.
    #expect(alliance.decided[1].lower[0] == 5 - 10 && alliance.decided[1].upper[0] == 5 + 20 + 10)
    #expect(alliance.decided[1].lower[3] == 7 && alliance.decided[1].upper[3] == 7)
  }

  @Test("diminishing returns of a link: two firms that feed each other share alike")
  func bends() throws {
    let firms = sampleFirms(["a", "b"], ["rd": [0, 0], "near": [1, 1]], texts: ["g": ["x", "x"]])
    let description = AllianceDescription(
      name: "pair", model: try sampleModel("y ~ 0 + log(near)", ["log(near)": 1]), firms: firms, budget: .horizon(8),
      levers: [Lever("rd", maximumIncrease: .amount(10))],
      links: [Link("near", .sums(lever: "rd", weights: .same(column: "g")))])
    let plan = try plan(description)
    #expect(plan.totals.gain.isApproximatelyEqual(to: 2 * 1.6094379124341003, relativeTolerance: 1e-8))
    #expect(plan.objective.gap <= 1e-7)
    #expect(plan.level(0).isApproximatelyEqual(to: 4, relativeTolerance: 1e-3))
  }

  @Test("partners count for every member by their weight, once they join")
  func counts() throws {
    let members = sampleFirms(["a", "b"], ["rd": [0, 0], "partners": [1, 0]])
    let candidates = sampleFirms(
      ["c", "d"], ["joining_cost": [3, 3], "quality": [2, 1], "partners": [0, 0], "rd_max": [0, 0]])
    let description = AllianceDescription(
      name: "counted", model: try sampleModel("y ~ 0 + rd + partners", ["rd": 1, "partners": 2]),
      firms: FirmTable(members: members, candidates: candidates), budget: .horizon(7),
      levers: [Lever("rd", maximumIncrease: .amount(10))],
      links: [Link("partners", .counts(weight: "quality"))])
    let plan = try plan(description)
    // c costs 3 and brings 2·2 to each of two members, d 2·1 for 3: the former for 8 and 4 of rd, or both for 12 and 1 of rd.
    #expect(plan.partners.map(\.isSelected) == [true, true])
    #expect(plan.totals.gain.isApproximatelyEqual(to: 13))
    #expect(plan.linked(0) == 4 && plan.linked(1) == 3)
  }

  @Test("more money has a use at a firm whose rd only others gain from")
  func obstacles() throws {
    let firms = sampleFirms(["a", "b"], ["rd": [0, 0], "near": [0, 0]], texts: ["g": ["x", "x"]])
    let description = AllianceDescription(
      name: "pair", model: try sampleModel("y ~ 0 + near", ["near": 1]), firms: firms, budget: .horizon(8),
      levers: [Lever("rd", maximumIncrease: .amount(1))],
      links: [Link("near", .sums(lever: "rd", weights: .same(column: "g")))])
    let plan = try plan(description)
    #expect(plan.idleMoney?.reasons.map(\.obstacle) == [.bound(.lever(key: "max_increase"))])
  }
}
