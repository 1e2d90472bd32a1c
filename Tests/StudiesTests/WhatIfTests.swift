import Alliances
import Foundation
import Planning
import Regression
import SourceText
import Statistics
import TestSupport
import Testing

@testable import Studies

/// A covariance of two coefficients, the variances of which are 0.04 and 0.01.
private let covariance = Matrix(rows: [[0.04, 0.006], [0.006, 0.01]])

private func linear(covariance: Matrix? = covariance) throws -> InnovationModel {
  try InnovationModel(
    formula: Formula("y ~ 0 + rd + skill"), family: .gaussian(smearing: nil), coefficients: [("rd", 2), ("skill", 3)],
    covariance: covariance)
}

private func description(_ model: InnovationModel, periods: [String] = ["2026", "2027"]) -> AllianceDescription {
  AllianceDescription(
    name: "two", model: model, firms: sampleFirms(["acme", "bolt"], ["rd": [10, 20], "skill": [1, 2]]),
    periods: periods, discountRate: 0.25, budget: .horizon(10), levers: [Lever("rd", maximumIncrease: .share(0.5))])
}

private func study(
  _ description: AllianceDescription, _ changes: [String], adding: [String] = [],
  _ settings: WhatIf.Settings = WhatIf.Settings()
) throws -> WhatIf {
  let alliance = try Alliance(description)
  return try WhatIf(of: alliance, ScenarioReader(alliance).factors(setting: changes, adding: adding), settings)
}

@Suite("What if")
struct WhatIfTests {
  @Test("a linear model: a part is coefficient times change, discounted, and its error that of the coefficient")
  func linearParts() throws {
    // Acme +20 % of 10, Bolt of 20: 6 a period, 6·(1 + 1/1.25) = 10.8 discounted. Skill +1 at Acme in 2027 only: 0.8.
    let study = try study(description(linear()), ["rd=+20%", "acme.skill@2027=+1"])
    #expect(study.parts[0].estimate.value.isApproximatelyEqual(to: 2 * 10.8))
    #expect(study.parts[1].estimate.value.isApproximatelyEqual(to: 3 * 0.8))
    #expect(study.parts[0].estimate.standardError?.isApproximatelyEqual(to: 10.8 * 0.2) == true)
    #expect(study.parts[1].estimate.standardError?.isApproximatelyEqual(to: 0.8 * 0.1) == true)
    let variance = 10.8 * 10.8 * 0.04 + 2 * 10.8 * 0.8 * 0.006 + 0.8 * 0.8 * 0.01
    #expect(study.total.standardError?.isApproximatelyEqual(to: variance.squareRoot()) == true)
    let width = 1.959963984540054 * variance.squareRoot()
    #expect(study.total.interval?.lowerBound.isApproximatelyEqual(to: study.total.value - width) == true)
    #expect(study.firms[0].estimate.value.isApproximatelyEqual(to: 2 * 2 * 1.8 + 2.4))
    #expect(study.firms[1].parts[0].isApproximatelyEqual(to: 2 * 4 * 1.8))
    #expect(study.firms[1].parts[1] == 0)
    #expect(study.firms[0].periods[1].output.isApproximatelyEqual(to: 2 * 12 + 3 * 2))
  }

  @Test("amounts: a share, units, a value; later changes act on what earlier ones left")
  func amounts() throws {
    let study = try study(
      description(linear(), periods: ["plan"]), ["rd=+50%", "acme.rd=+1", "bolt.rd=7", "skill==-2"])
    #expect(study.firms[0].periods[0].variables[0].value == 16)
    #expect(study.firms[1].periods[0].variables[0].value == 7)
    #expect(study.firms[1].periods[0].variables[1].value == -2)
  }

  @Test("money: unit costs of levers, joining costs, and what the budget lacks")
  func money() throws {
    let paid = try study(description(linear()), ["acme.rd=+2"])
    #expect(paid.spending == 4)
    #expect(paid.leverCosts == [4])
    #expect(paid.shortfall == 0)
    #expect(paid.money.map(\.unspent) == [8, 6])
    let short = try study(description(linear()), ["rd=+8"])
    #expect(short.shortfall == 22)
    #expect(
      short.faults.contains {
        if case .bounds(0, firm: 0, period: 0, level: 18, allowed: 10...15) = $0 { true } else { false }
      })
  }

  @Test("what two factors do together is shared equally between them")
  func interaction() throws {
    let model = try InnovationModel(
      formula: Formula("y ~ 0 + rd + rd:skill"), family: .gaussian(smearing: nil),
      coefficients: [("rd", 1), ("rd:skill", 0.5)])
    let study = try study(description(model, periods: ["plan"]), ["acme.rd=+4", "acme.skill=+2"])
    // 4·(1 + 0.5) alone, 10·0.5·2 alone, and 4·0.5·2 together.
    #expect(study.parts[0].estimate.value.isApproximatelyEqual(to: 6 + 2))
    #expect(study.parts[1].estimate.value.isApproximatelyEqual(to: 10 + 2))
    #expect(study.total.interval == nil)
    #expect(study.errorsAreIndependent == nil)
  }

  @Test("candidates bring what links count, not what they put out themselves")
  func candidates() throws {
    let model = try sampleModel("y ~ 0 + rd + partners", ["rd": 1, "partners": 3])
    let firms = FirmTable(
      members: sampleFirms(["acme"], ["rd": [10], "partners": [5]]),
      candidates: sampleFirms(
        ["c1", "c2"], ["rd": [8, 4], "partners": [1, 1], "quality": [1, 0.5], "joining_cost": [2, 3]]))
    let alliance = AllianceDescription(
      name: "partners", model: model, firms: firms, budget: .horizon(10), levers: [Lever("rd", maximum: 20)],
      links: [Link("partners", .counts(weight: "quality"))])
    let study = try study(alliance, ["rd=+25%"], adding: ["c1", "c2"])
    #expect(study.total.value.isApproximatelyEqual(to: 0.25 * 22 + 3 * 1.5))
    // c1 adds 3 by joining, and half of the 2 that R&D adds there together with it.
    #expect(study.parts[1].estimate.value.isApproximatelyEqual(to: 3 + 1))
    #expect(study.parts[2].estimate.value.isApproximatelyEqual(to: 1.5 + 0.5))
    #expect(study.spending.isApproximatelyEqual(to: 5.5 + 5))
    #expect(study.firms.map(\.id) == ["acme", "c1", "c2"])
    #expect(study.firms[1].periods[0].baselineOutput == 8 + 3)
  }

  @Test("the errors of a Tobit are those of finite differences of the whole study, log sigma among them")
  func tobitErrors() throws {
    let model = try tobit()
    let changes = ["rd=+40%", "acme.skill=+1", "bolt.rd=+3"]
    let own = try study(description(model), changes)
    func values(_ model: InnovationModel) throws -> [Double] {
      let study = try study(description(model), changes)
      return [study.total.value] + study.parts.map(\.estimate.value) + study.firms.map(\.estimate.value)
    }
    let step = 1e-5
    let slopes = try model.parameters.indices.map { position -> [Double] in
      var (high, low) = (model.parameters, model.parameters)
      high[position] += step
      low[position] -= step
      return try zip(values(model.with(parameters: high)), values(model.with(parameters: low)))
        .map { ($0 - $1) / (2 * step) }
    }
    let matrix = try #require(model.covariance)
    let errors = [own.total] + own.parts.map(\.estimate) + own.firms.map(\.estimate)
    for (figure, estimate) in errors.enumerated() {
      let gradient = slopes.map { $0[figure] }
      let variance = zip(gradient, matrix.times(gradient)).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(
        estimate.standardError?.isApproximatelyEqual(to: variance.squareRoot(), relativeTolerance: 1e-7) == true,
        "\(figure)")
    }
    #expect(abs(slopes[3][0]) > 1e-3, "log sigma has a part in it")
  }

  private func tobit() throws -> InnovationModel {
    try InnovationModel(
      formula: Formula("y ~ rd + skill"), family: .tobit(lower: 0, upper: nil),
      coefficients: [("(Intercept)", -30), ("rd", 1.2), ("skill", 2)], sigma: 8,
      covariance: Matrix(
        rows: [[9, -0.2, 0.1, 0.01], [-0.2, 0.04, 0, 0.002], [0.1, 0, 0.25, 0], [0.01, 0.002, 0, 0.01]]))
  }

  @Test("draws of the coefficients of a linear model lead to the errors of the closed form")
  func draws() throws {
    let exact = try study(description(linear()), ["rd=+20%", "skill=+1"])
    let drawn = try study(
      description(linear()), ["rd=+20%", "skill=+1"], WhatIf.Settings(draws: 4000, seed: 3))
    for (own, closed) in zip([drawn.total] + drawn.parts.map(\.estimate), [exact.total] + exact.parts.map(\.estimate)) {
      let (error, expected) = (try #require(own.standardError), try #require(closed.standardError))
      #expect(abs(error - expected) < 0.04 * expected)
      let (interval, other) = (try #require(own.interval), try #require(closed.interval))
      #expect(abs(interval.upperBound - other.upperBound) < 0.15 * expected)
    }
  }

  @Test("more than twelve factors: drawn orders add up, and come near the parts of all sets")
  func sampled() throws {
    let names = (0..<13).map { "v\($0)" }
    let product = "\(names[0]):\(names[1])"
    let model = try InnovationModel(
      formula: Formula("y ~ 0 + rd + \((names + [product]).joined(separator: " + "))"),
      family: .gaussian(smearing: nil),
      coefficients: [("rd", 1)] + names.enumerated().map { ($1, Double($0 + 1)) } + [(product, 4)])
    let firms = FirmTable(ids: ["acme"], columns: (["rd"] + names).map { FirmColumn(name: $0, [1.0]) })
    let alliance = AllianceDescription(
      name: "many", model: model, firms: firms, budget: .horizon(1), levers: [Lever("rd", maximum: 2)])
    let study = try study(alliance, names.map { "\($0)=+1" }, WhatIf.Settings(seed: 5, orders: 200))
    #expect(study.drawnOrders == 200)
    #expect(study.parts.reduce(0) { $0 + $1.estimate.value }.isApproximatelyEqual(to: study.total.value))
    // An order and its reverse share a product of two exactly.
    #expect(study.parts[0].estimate.value.isApproximatelyEqual(to: 1 + 4 + 2))
    #expect(study.parts[1].estimate.value.isApproximatelyEqual(to: 2 + 4 + 2))
    #expect(study.parts[0].samplingError.map { $0 < 1e-9 } == true)
    #expect(study.parts[12].estimate.value.isApproximatelyEqual(to: 13))
  }

  @Test("values outside the fitted range are told, and only those that the scenario moves")
  func extrapolation() throws {
    let model = try sampleModel("y ~ 0 + rd + skill", ["rd": 1, "skill": 1], ranges: ["rd": 0...15, "skill": 0...9])
    let study = try study(description(model, periods: ["plan"]), ["acme.rd=+20%", "skill=+7.5"])
    #expect(study.outsideFittedRange.map(\.variable) == ["skill"])
    #expect(study.outsideFittedRange.map(\.firm) == ["bolt"])
  }
}

/// A change that cannot be read or made, and the fact that says so.
private struct Misuse: Sendable, CustomTestStringConvertible {
  let changes: [String]
  var adding: [String] = []
  let facts: [ScenarioFact]

  var testDescription: String { (changes + adding).joined(separator: " ") }
}

private let names = ["rd", "talent", "skill"]

private let misuses = [
  Misuse(changes: ["rdd=+1"], facts: [.unknownVariable("rdd", known: names)]),
  Misuse(changes: ["acne.rd=+1"], facts: [.unknownFirm("acne", known: ["acme", "c1"], names: [])]),
  Misuse(changes: ["acme.rdd=+1"], facts: [.unknownVariable("rdd", known: names)]),
  Misuse(changes: ["rd@2062=+1"], facts: [.unknownPeriod("2062", known: ["2026"])]),
  Misuse(changes: ["partners=3", "region=1"], facts: [.followsAsLink("partners"), .isCategory("region")]),
  Misuse(changes: ["c1.rd=+1"], facts: [.candidateNotAdded("c1")]),
  Misuse(changes: ["rd"], adding: ["c2"], facts: [.unknownCandidate("c2", known: ["c1"], names: []), .notAChange]),
  Misuse(changes: [], adding: ["acme"], facts: [.alreadyMember("acme")]),
  Misuse(changes: [], adding: ["c1", "c1"], facts: [.addedTwice("c1")]),
  Misuse(changes: ["rd=20%"], facts: [.percentageWithoutSign("20%")]),
  Misuse(changes: ["rd=a lot"], facts: [.amountNotNumber("a lot")]),
  Misuse(changes: ["rd=+1e30"], facts: [.amountTooLarge(1e30, limit: 1e15)]),
  Misuse(changes: ["rd=-9"], facts: [.levelNegative("acme", variable: "rd", period: "2026", level: -1)]),
  Misuse(changes: ["talent=+0.5"], facts: [.notOnOrOff("acme", variable: "talent", period: "2026", level: 0.5)]),
  Misuse(
    changes: ["skill=0"],
    facts: [
      .outsideDomain("acme", variable: "skill", period: "2026", transform: .logarithm, value: 0, factors: nil)
    ]),
  Misuse(
    changes: ["skill=-5", "skill=+6"],
    facts: [
      .outsideDomain(
        "acme", variable: "skill", period: "2026", transform: .logarithm, value: -3, factors: ["skill=-5"])
    ]),
]

@Suite("Scenarios that cannot be read or made")
struct ScenarioMisuseTests {
  @Test("each is told by its fact", arguments: misuses)
  fileprivate func misuse(_ misuse: Misuse) throws {
    let model = try InnovationModel(
      formula: Formula("y ~ rd + talent + log(skill) + partners + C(region)"), family: .gaussian(smearing: nil),
      coefficients: [
        ("(Intercept)", 1), ("rd", 1), ("talent", 1), ("log(skill)", 1), ("partners", 1), ("C(region)west", 1),
      ]
    )
    let columns: KeyValuePairs = ["rd": [8.0], "talent": [0], "skill": [2], "partners": [1]]
    let description = AllianceDescription(
      name: "misuse", model: model,
      firms: FirmTable(
        members: sampleFirms(["acme"], columns, texts: ["region": ["west"]]),
        candidates: sampleFirms(["c1"], columns, texts: ["region": ["east"]])),
      periods: ["2026"], budget: .horizon(1),
      levers: [Lever("rd", maximum: 9), Lever("talent", .switch(maximumCount: nil, canSwitchOff: false))],
      links: [Link("partners", .counts(weight: nil))])
    let problems = #expect(throws: InputProblems.self) {
      try study(description, misuse.changes, adding: misuse.adding)
    }
    #expect(problems?.problems.compactMap { $0.fact as? ScenarioFact } == misuse.facts)
  }

  @Test("a point in the name of a firm or of a variable is no matter")
  func points() throws {
    let model = try sampleModel("y ~ 0 + rd.net", ["rd.net": 1])
    let description = AllianceDescription(
      name: "points", model: model, firms: sampleFirms(["a.b", "a"], ["rd.net": [1, 2]]), budget: .horizon(1),
      levers: [Lever("rd.net", maximum: 9)])
    #expect(try study(description, ["rd.net=+1"]).total.value == 2)
    #expect(try study(description, ["a.b.rd.net=+1"]).firms[0].estimate.value == 1)
    #expect(try study(description, ["a.rd.net=+1"]).firms[1].estimate.value == 1)
  }

  @Test("nor is an equals sign or an @ in the name of a firm")
  func signs() throws {
    let model = try sampleModel("y ~ 0 + rd", ["rd": 1])
    let description = AllianceDescription(
      name: "signs", model: model, firms: sampleFirms(["a=1", "b@2026", "c"], ["rd": [1, 2, 4]]),
      periods: ["2026", "2027"], budget: .horizon(1), levers: [Lever("rd", maximum: 9)])
    #expect(try study(description, ["a=1.rd=+1"]).firms[0].estimate.value == 2)
    #expect(try study(description, ["a=1.rd@2027==5"]).firms[0].estimate.value == 4)
    #expect(try study(description, ["b@2026.rd=+1"]).firms[1].estimate.value == 2)
    #expect(try study(description, ["b@2026.rd@2027=+1"]).firms[1].estimate.value == 1)
    #expect(try study(description, ["c.rd=+1"]).firms[2].estimate.value == 2)
    let misspelt = #expect(throws: InputProblems.self) { try study(description, ["a=1.rdd=+1"]) }
    #expect(misspelt?.problems.first?.fact as? ScenarioFact == .unknownVariable("rdd", known: ["rd"]))
  }

  @Test("a firm that nobody knows is told with the names that tell firms")
  func names() throws {
    let firms = FirmTable(
      ids: ["m1", "m2", "m3"], names: ["Fjordtek", "Twin", "Twin"], columns: [FirmColumn(name: "rd", [1, 2, 4])])
    let description = AllianceDescription(
      name: "names", model: try sampleModel("y ~ 0 + rd", ["rd": 1]), firms: firms, budget: .horizon(1),
      levers: [Lever("rd", maximum: 9)])
    let problems = #expect(throws: InputProblems.self) { try study(description, ["Fjordtk.rd=3"]) }
    #expect(
      problems?.problems.first?.fact as? ScenarioFact
        == .unknownFirm("Fjordtk", known: ["m1", "m2", "m3"], names: ["Fjordtek"]))
  }
}
