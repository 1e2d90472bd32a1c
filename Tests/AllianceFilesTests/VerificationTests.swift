import Alliances
import GLPKSolver
import Planning
import SourceText
import TestSupport
import Testing

@testable import AllianceFiles

/// A plan of an alliance as a file, and its verification after changes to it.
private struct Sample {
  let run = RunRecord(
    version: "1.2.3", files: [SourceFile(path: "dir/alliance.yaml", text: "abc")], seconds: [("solve", 1)])
  let formulation: Formulation
  let content: JSONValue
  let levels: RecordedLevels?
  let review: PlanReview
  private let planner = Planner(solver: GLPKSolver())

  init(_ description: AllianceDescription) throws {
    formulation = Formulation(try Alliance(description))
    let outcome = try planner.plan(formulation)
    guard case .plan(let plan) = outcome else { throw InputProblems(AllianceFact.noPeriods, at: SourceMark(file: "-")) }
    content = JSONValue(plan, warnings: ["mind the gap"], run: run)
    let file = try PlanFile(SourceFile(path: "plan.json", text: content.text))
    levels = file.levels(of: formulation.alliance)
    review = try planner.review(levels, of: formulation)
  }

  /// The verification of `changed`; the alliance is planned anew only where levels have changed.
  func verification(of changed: JSONValue) throws -> PlanVerification {
    let file = try PlanFile(SourceFile(path: "plan.json", text: changed.text))
    let own = file.levels(of: formulation.alliance)
    let review = own == levels ? review : try planner.review(own, of: formulation)
    return PlanVerification(file, review, run: run, content: run.content)
  }
}

extension RunRecord {
  /// The content of the plan file of an outcome that is a plan.
  func content(_ outcome: PlanningOutcome) -> JSONValue {
    guard case .plan(let plan) = outcome else { return .null }
    return JSONValue(plan, warnings: ["mind the gap"], run: self)
  }
}

extension JSONValue {
  /// Every value that holds no others, by its path, and this value with that one changed.
  func changes(at path: String = "") -> [(path: String, changed: JSONValue)] {
    switch self {
    case .null: return [(path, 1)]
    case .truth(let truth): return [(path, .truth(!truth))]
    case .integer(let number): return [(path, .integer(number + 1))]
    case .number(let number):
      return [(path, .number(number.isFinite ? number + max(0.01 * abs(number), 1e-5) : 1))]
    case .text(let text): return [(path, .text(text + "x"))]
    case .list(let items):
      return items.enumerated().flatMap { position, item in
        item.changes(at: "\(path)[\(position)]").map { place, changed in
          var copy = items
          copy[position] = changed
          return (place, .list(copy))
        }
      }
    case .object(let members):
      return members.enumerated().flatMap { position, member in
        member.value.changes(at: path.isEmpty ? member.key : "\(path).\(member.key)").map { place, changed in
          var copy = members
          copy[position] = Member(member.key, changed)
          return (place, .object(copy))
        }
      }
    }
  }
}

extension [[[RecordedLevels.Level]]] {
  /// These levels, where there is no money but the budget.
  fileprivate var withoutFunds: RecordedLevels {
    RecordedLevels(self, contributions: map { $0.map { _ in 0 } }, drawn: [])
  }
}

@Suite("Verification of a plan file")
struct VerificationTests {
  private static let objectives = [Objective.gain, .netValue, .worstGain, .cost(targetGain: 1)]

  private func sample(seed: UInt64) throws -> Sample {
    var description = try AllianceDescription.random(seed: seed, curved: seed % 3 == 0)
    description.objective = Self.objectives[Int(seed) % Self.objectives.count]
    return try Sample(description)
  }

  /// Two firms with money of their own, of which a half is pooled, a grant that matches it and one that does not.
  private func withFunds() throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": [4, 3]])
    description.contributions = Contributions(maximum: "own_funds")
    description.grants = [Grant("fund", amount: .horizon(2), match: 0.5), Grant("city", amount: .perPeriod([1]))]
    description.pooling = 0.5
    return description
  }

  @Test("a plan is what its alliance says it should be", arguments: UInt64(1)...12)
  func accepts(seed: UInt64) throws {
    let sample = try sample(seed: seed)
    let verification = try sample.verification(of: sample.content)
    #expect(verification.agrees, "\(verification.differences) \(verification.faults)")
    #expect(!verification.isAlternative && verification.otherVersion == nil)
    #expect(verification.comparedCount > 50)
  }

  @Test("no figure and no text can be changed without being named", arguments: UInt64(1)...4)
  func namesChanges(seed: UInt64) throws {
    let sample = try sample(seed: seed)
    let told = ["schema", "run.version", "run.solver", "run.seconds.solve"]
    for (path, changed) in sample.content.changes() where !told.contains(path) {
      let verification = try sample.verification(of: changed)
      let named = verification.differences.map(\.path) + verification.changedInputs.map(\.path)
      #expect(!verification.agrees && named.contains(path), "\(path): \(named)")
    }
  }

  @Test("no figure of contributions, grants and pooling can be changed without being named")
  func namesChangesOfFunds() throws {
    let sample = try Sample(withFunds())
    let changes = sample.content.changes().filter { path, _ in
      ["contribution", "grant", "money", "prices"].contains { path.contains($0) }
    }
    #expect(changes.count > 40)
    for (path, changed) in changes {
      let verification = try sample.verification(of: changed)
      #expect(!verification.agrees && verification.differences.map(\.path).contains(path), "\(path)")
    }
  }

  @Test("amounts that overdraw funds are told by the fund")
  func tellsOverdrawnFunds() throws {
    let sample = try Sample(withFunds())
    func level(_ planned: Double) -> [[RecordedLevels.Level]] {
      [[RecordedLevels.Level(planned: planned, seconded: 0)]]
    }
    func faults(_ contributions: [Double], _ drawn: [Double], spending: Double) throws -> [LevelFault] {
      let recorded = RecordedLevels(
        [level(spending), level(0)], contributions: contributions.map { [$0] }, drawn: drawn.map { [$0] })
      return try Planner(solver: GLPKSolver()).review(recorded, of: sample.formulation).faults
    }
    // Acme spends 1 of the budget and 1 of the city beyond its own 4, and 2 that the fund gives for 4.
    #expect(try faults([4, 0], [2, 1], spending: 8).isEmpty)
    #expect(
      try faults([5, 0], [2, 1], spending: 8) == [.contribution(firm: 0, period: 0, amount: 5, maximum: 4)])
    #expect(try faults([3, 0], [2, 1], spending: 7) == [.grant("fund")])
    #expect(try faults([4, 0], [2, -1], spending: 6) == [.grant("city")])
    #expect(try faults([4, 0], [2, 1.5], spending: 8) == [.grant("city")])
    #expect(try faults([4, 0], [2, 1], spending: 9) == [.overspent(period: 0, by: 1)])
    // Of Bolt's 3 a half pays for Acme, with 1 of the budget, 1.5 of the fund and 1 of the city.
    #expect(try faults([0, 3], [1.5, 1], spending: 5).isEmpty)
    #expect(try faults([0, 3], [1.5, 1], spending: 5.25) == [.overpooled(period: 0, by: 0.25)])
  }

  @Test("a plan that makes decisions is what its alliance says it should be", arguments: UInt64(1)...8)
  func acceptsDecisions(seed: UInt64) throws {
    let sample = try Sample(.randomWithDecisions(seed: seed))
    let verification = try sample.verification(of: sample.content)
    #expect(verification.agrees, "\(verification.differences) \(verification.faults)")
  }

  @Test("no figure of switches, stocks and links can be changed without being named")
  func namesChangesOfDecisions() throws {
    let sample = try Sample(withDecisions())
    let changes = sample.content.changes().filter { path, _ in
      ["links", "in_formula", "support", "partners"].contains { path.contains($0) }
    }
    #expect(changes.count > 12)
    for (path, changed) in changes {
      let verification = try sample.verification(of: changed)
      #expect(!verification.agrees && verification.differences.map(\.path).contains(path), "\(path)")
    }
  }

  @Test("switches between on and off, too many of them, and stocks beyond the data are told")
  func tellsFaultsOfDecisions() throws {
    let sample = try Sample(withDecisions())
    func faults(_ rd: Double, _ support: [Double]) throws -> [LevelFault] {
      let levels = support.map { [$0] }.map { on in
        [[RecordedLevels.Level(planned: rd, seconded: 0), RecordedLevels.Level(planned: on[0], seconded: 0)]]
      }
      return try Planner(solver: GLPKSolver()).review(levels.withoutFunds, of: sample.formulation).faults
    }
    #expect(try faults(1, [1, 0]).isEmpty)
    #expect(try faults(1, [0.5, 0]) == [.notOnOrOff(lever: 1, firm: 0, period: 0, level: 0.5)])
    #expect(try faults(1, [1, 1]) == [.switchCount(lever: 1, period: 0, count: 2, maximum: 1)])
    // Of a stock of 2 without the plan one half is left; 3.5 more make 4.5, and the data end at 4.
    #expect(
      try faults(3.5, [0, 0]) == [
        .stock(lever: 0, firm: 0, period: 0, stock: 4.5, maximum: 4),
        .stock(lever: 0, firm: 1, period: 0, stock: 4.5, maximum: 4),
      ])
  }

  /// Two firms with a stock of rd, a switch that one of them may use, and what is near.
  private func withDecisions() throws -> AllianceDescription {
    AllianceDescription(
      name: "decisions",
      model: try sampleModel(
        "y ~ 0 + rd + rd:support + near", ["rd": 1, "rd:support": 0.5, "near": 0.25], ranges: ["rd": 0...4]),
      firms: sampleFirms(
        ["a", "b"], ["rd": [1, 1], "support": [0, 0], "near": [2, 3]], texts: ["region": ["x", "x"]]),
      budget: .horizon(6),
      levers: [
        Lever("rd", maximum: 9, stock: Lever.Stock(depreciation: 0.5)),
        Lever("support", .switch(maximumCount: 1, canSwitchOff: false), unitCost: 0.75),
      ], links: [Link("near", .sums(lever: "rd", weights: .same(column: "region")))])
  }

  @Test("what is left out or put in is named")
  func namesGaps() throws {
    let sample = try sample(seed: 4)
    guard case .object(let members) = sample.content else { return }
    for member in members where member.key != "schema" {
      let rest = JSONValue.object(members.filter { $0.key != member.key })
      #expect(try !sample.verification(of: rest).agrees, "\(member.key)")
    }
    let more = try sample.verification(of: sample.content.adding("extra", 1))
    #expect(more.differences.map(\.path) == ["extra"])
    #expect(more.differences[0].recomputed == nil)
  }

  @Test("another plan that is as good is accepted, and said to be another one")
  func acceptsAlternatives() throws {
    // Either firm may take all the money: a unit yields 1 at both.
    var description = try AllianceDescription.twoFirms(budget: 8)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [1, 1]])
    let sample = try Sample(description)
    let fresh = try #require(sample.levels).levels
    let swapped = fresh.reversed().map { $0 }
    let review = try Planner(solver: GLPKSolver()).review(swapped.withoutFunds, of: sample.formulation)
    let plan = try #require(review.recomputed)
    let verification = try sample.verification(of: JSONValue(plan, warnings: ["mind the gap"], run: sample.run))
    #expect(verification.agrees && verification.isAlternative)
  }

  @Test("levels that break bounds, budgets or rules are told by what they break")
  func tellsFaults() throws {
    let cap = Rule("cap", .eachMember(EachMember(maximumShare: 0.75)))
    let sample = try Sample(AllianceDescription.twoFirms(budget: 12).adding(cap))
    func level(_ planned: Double) -> [[RecordedLevels.Level]] {
      [[RecordedLevels.Level(planned: planned, seconded: 0)]]
    }
    let review = try Planner(solver: GLPKSolver()).review(
      [level(11), level(2)].withoutFunds, of: sample.formulation)
    #expect(
      review.faults == [
        .bounds(lever: 0, firm: 0, period: 0, level: 11, allowed: 0...10), .overspent(period: 0, by: 1), .rule("cap"),
      ])
    // The model itself: 2 a unit at Acme, 1 at Bolt.
    #expect(try #require(review.recomputed).totals.gain.isApproximatelyEqual(to: 24))
  }

  @Test("talent is followed head by head")
  func followsHeads() throws {
    var description = try AllianceDescription.twoFirms(budget: 100)
    description.periods = ["2026", "2027"]
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [10, 10], "skill": [2, 1]])
    description.levers = [
      Lever(
        "rd", .talent(hireMaximum: 1, secondment: Lever.Secondment(maximumShareOut: 0.2, unitCost: 0.5)),
        maximumIncrease: .amount(5))
    ]
    let sample = try Sample(description)
    func levels(_ planned: [Double], _ seconded: [Double]) -> [[RecordedLevels.Level]] {
      zip(planned, seconded).map { [RecordedLevels.Level(planned: $0, seconded: $1)] }
    }
    // Acme hires 2 in 2026, dismisses one in 2027 and borrows 3 of the 2 that Bolt may lend.
    let recorded = [levels([15, 14], [3, 3]), levels([7, 8], [-3, -2])].withoutFunds
    let review = try Planner(solver: GLPKSolver()).review(recorded, of: sample.formulation)
    #expect(
      review.faults == [
        .hiring(lever: 0, firm: 0, period: 0, hired: 2, maximum: 1),
        .hiring(lever: 0, firm: 0, period: 1, hired: -1, maximum: 1),
        .bounds(lever: 0, firm: 1, period: 0, level: 7, allowed: 8...15),
        .lending(lever: 0, firm: 1, period: 0, lent: 3, maximum: 2),
        .secondmentBalance(lever: 0, period: 1, surplus: 1),
      ])
    let plan = try #require(review.recomputed)
    #expect(plan.firms[0].periods[0].spending.isApproximatelyEqual(to: 2 + 0.5 * 3))
    #expect(plan.firms[0].periods[0].levers[0].hired == 2)
  }

  @Test("a file that is no plan is refused")
  func refusesOthers() {
    #expect(throws: InputProblems.self) {
      try PlanFile(SourceFile(path: "p.json", text: "{\"schema\": \"alliance-plan/2\"}"))
    }
    #expect(throws: InputProblems.self) { try PlanFile(SourceFile(path: "p.json", text: "{\"alliance\": \"x\"}")) }
    #expect(throws: InputProblems.self) { try PlanFile(SourceFile(path: "p.json", text: "{\"schema\": ")) }
  }
}
