import Alliances
import GLPKSolver
import Planning
import SourceText
import TestSupport
import Testing

@testable import AllianceFiles

private let small = FilesInMemory.small.adding("candidates: candidates.csv").with(
  "candidates.csv", "id,rd,size,joining_cost\nc1,10,3,2.5\nc2,8,1,0\n")

/// A complaint about the alliance file itself.
private func complaint(_ place: String, _ marked: String, _ fact: AllianceFact) -> Complaint {
  Complaint("alliance.yaml:\(place)", marked, fact)
}

@Suite("The table of candidates")
struct CandidateFileTests {
  @Test func candidatesFollowTheMembers() throws {
    let input = try small.alliance()
    let alliance = input.alliance
    #expect(alliance.firms.ids == ["a", "b", "c1", "c2"])
    #expect(alliance.firms.names == ["Acme", "Bolt", "c1", "c2"])
    #expect(alliance.memberCount == 2 && Array(alliance.candidates) == [2, 3])
    #expect(alliance.isCandidate(2) && !alliance.isCandidate(1))
    #expect(alliance.joiningCosts == [0, 0, 2.5, 0])
    #expect(alliance.levers[0].baseline == [30, 12, 10, 8])
    #expect(alliance.firms.columnNames == ["id", "name", "rd", "size", "region", "joining_cost"])
    #expect(alliance.firms.column("region")?.texts == ["east", "west", nil, nil])
    #expect(input.files.map(\.path) == ["alliance.yaml", "model.yaml", "members.csv", "candidates.csv"])
  }

  @Test func aTableWithoutCostsOfJoiningHasNone() throws {
    let free = small.with("candidates.csv", "id,rd,size\nc1,10,3\n")
    #expect(try free.alliance().alliance.joiningCosts == [0, 0, 0])
  }

  @Test func whatMembersCallAJoiningCostIsNone() throws {
    let both = small.with("members.csv", "id,rd,size,joining_cost\na,30,4,-1\nb,12,2,x\n")
    #expect(try both.alliance().alliance.joiningCosts == [0, 0, 2.5, 0])
  }

  @Test func aLeverColumnThatCandidatesLackStartsAtNothing() throws {
    let none = small.with("candidates.csv", "id,size\nc1,3\n").replacing("max_increase: 50%", "max_increase: 5")
    #expect(try none.alliance().alliance.levers[0].baseline == [30, 12, 0])
  }

  @Test func idsAreUniqueOverBothTables() {
    #expect(
      small.with("candidates.csv", "id,rd,size\nc1,10,3\na,8,1\n").complaints() == [
        Complaint("candidates.csv:3:1", "a", AllianceFact.duplicateID("a", first: 0))
      ])
    #expect(
      small.with("candidates.csv", "id,rd,size\nc1,10,3\nc1,8,1\n").complaints() == [
        Complaint("candidates.csv:3:1", "c1", AllianceFact.duplicateID("c1", first: 0, of: .candidates))
      ])
  }

  @Test func problemsPointIntoTheTableOfTheFirm() {
    #expect(
      small.with("candidates.csv", "id,rd,size,joining_cost\nc1,many,3,\nc2,8,,-1\n").complaints() == [
        Complaint("candidates.csv:2:2", "many", AllianceFact.cellNotNumber("c1", column: "rd", text: "many")),
        Complaint("candidates.csv:2:4", "", AllianceFact.cellEmpty("c1", column: "joining_cost")),
        Complaint("candidates.csv:3:3", ",", AllianceFact.cellEmpty("c2", column: "size")),
        Complaint("candidates.csv:3:4", "-1", AllianceFact.cellNegative("c2", column: "joining_cost", value: -1)),
      ])
  }

  @Test func columnsThatCandidatesLackAreNamedOnce() {
    let facts = small.with("candidates.csv", "id,rd\nc1,10\nc2,8\n").adding(
      "policies: [{name: x, risk: size, by: allocation, max: 9}]"
    ).complaints()
    #expect(
      facts == [
        Complaint("candidates.csv:1", "id,rd", AllianceFact.candidateColumnMissing("size", known: ["id", "rd"]))
      ])
  }

  @Test func misspeltColumnsAreNamedInTheirTable() {
    #expect(
      small.with("candidates.csv", "id,rd,size,joining_costs,rd_mx\nc1,10,3,1,2\n").complaints() == [
        Complaint("candidates.csv:1:4", "joining_costs", AllianceFact.joiningCostMisspelt("joining_costs")),
        Complaint(
          "candidates.csv:1:5", "rd_mx", AllianceFact.leverColumnMisspelt("rd_mx", lever: "rd", meant: "rd_max")),
      ])
  }

  @Test func aTableThatIsNotThereLeavesTheRestToBeChecked() {
    let facts = FilesInMemory.small.adding("candidates: candidates.csv\npolicies: [{name: x, apart: [c1, c9]}]")
      .complaints()
    #expect(facts.map(\.place) == ["alliance.yaml:8:13"])
    #expect(facts.map(\.marked) == ["candidates.csv"])
  }

  @Test func aTableInAnotherFormat() {
    #expect(
      small.with("candidates.csv", "{\"id\": 1}").complaints() == [
        complaint("8:13", "candidates.csv", .membersInOtherFormat("JSON", of: .candidates))
      ])
  }
}

@Suite("Policies about who joins")
struct PartnerPolicyTests {
  private func demand(_ policy: String) throws -> Rule.Demand? {
    try small.adding("policies: [{name: x, \(policy)}]").alliance().alliance.description.rules.first?.demand
  }

  private func complaints(_ policy: String) -> [Complaint] {
    small.adding("policies: [{name: x, \(policy)}]").complaints()
  }

  @Test func theyAreRead() throws {
    #expect(try demand("partners: {min: 1, max: 2}") == .partners(PartnerCount(minimum: 1, maximum: 2)))
    #expect(try demand("partners: {max: 0}") == .partners(PartnerCount(maximum: 0)))
    #expect(try demand("apart: [c1, c2]") == .apart(Apart(["c1", "c2"])))
    #expect(try demand("apart: [a, c2]") == .apart(Apart(["a", "c2"])))
    #expect(try demand("together: [c1, c2]") == .together(Together(["c1", "c2"])))
    #expect(try demand("requires: {c1: c2}") == .requires(Requirement([.init("c1", requires: "c2")])))
    #expect(
      try demand("requires: {c1: [c2, a], c2: b}")
        == .requires(
          Requirement([.init("c1", requires: "c2"), .init("c1", requires: "a"), .init("c2", requires: "b")])))
    #expect(
      try demand("risk: size, by: selection, max: 8") == .selectionRisk(SelectionRisk(column: "size", maximum: 8)))
  }

  @Test func theirMistakes() {
    let known = ["a", "b", "c1", "c2"]
    #expect(complaints("apart: [c1, c3]") == [complaint("10:34", "c3", .ruleFirmUnknown("c3", known: known))])
    #expect(
      complaints("requires: {c1: c3}") == [complaint("10:37", "c3", .ruleFirmUnknown("c3", known: known))])
    #expect(
      complaints("requires: {c3: c1}") == [complaint("10:33", "c3", .ruleFirmUnknown("c3", known: known))])
    #expect(complaints("apart: [c1, c1]") == [complaint("10:30", "c1", .firmListedTwice("c1", rule: "x"))])
    #expect(complaints("together: [c1]") == [complaint("10:22", "together", .tooFewFirms(rule: "x"))])
    #expect(complaints("requires: {c1: c1}") == [complaint("10:37", "c1", .firmRequiresItself("c1", rule: "x"))])
    #expect(complaints("apart: [a, c1, b]") == [complaint("10:22", "apart", .membersApart(["a", "b"], rule: "x"))])
    #expect(
      complaints("partners: {}") == [complaint("10:22", "partners", .ruleWithoutLimit("x", limits: ["min", "max"]))])
    #expect(
      complaints("partners: {max: 1.5}") == [
        complaint("10:38", "1.5", .outOfRange(key: "max", 1.5, allowed: .wholeNumber))
      ])
    #expect(
      complaints("partners: {min: 2, max: 1}") == [complaint("10:38", "2", .countsCross("x", minimum: 2, maximum: 1))])
    #expect(
      complaints("risk: sise, by: selection, max: 1") == [
        complaint("10:28", "sise", .ruleColumnUnknown("sise", known: ["id", "name", "rd", "size", "region"]))
      ])
  }

  @Test func theyNeedCandidates() {
    for policy in ["partners: {max: 2}", "apart: [a, b]", "risk: size, by: selection, max: 1"] {
      #expect(
        FilesInMemory.small.adding("policies: [{name: x, \(policy)}]").complaints().map(\.fact) == [
          AnyHashable(AllianceFact.ruleWithoutCandidates("x"))
        ])
    }
  }
}

@Suite("Candidates in plan files")
struct CandidatePlanTests {
  private let run = RunRecord(
    version: "1", files: [SourceFile(path: "alliance.yaml", text: "abc")], seconds: [("solve", 1)])

  /// A plan that takes in c2, which costs nothing, and leaves c1 out.
  private var alliance: Alliance {
    get throws {
      try small.replacing("budget: 40", "budget: 4").with(
        "candidates.csv", "id,rd,size,joining_cost\nc1,10,3,9\nc2,8,1,1\n"
      ).adding("policies: [{name: one, partners: {min: 1}}]").alliance().alliance
    }
  }

  private func plan() throws -> (formulation: Formulation, plan: Plan) {
    let formulation = Formulation(try alliance)
    guard case .plan(let plan) = try Planner(solver: GLPKSolver()).plan(formulation) else {
      throw InputProblems(AllianceFact.noPeriods, at: SourceMark(file: "-"))
    }
    return (formulation, plan)
  }

  @Test func theySayWhoJoins() throws {
    let plan = try plan().plan
    let text = JSONValue(plan, warnings: [], run: run)
    let worths = plan.partners.map { JSONValue($0.worth) }
    #expect(
      text["partners"]
        == .list([
          ["id": "c1", "name": "c1", "selected": false, "joining_cost": .number(9), "worth": worths[0]],
          ["id": "c2", "name": "c2", "selected": true, "joining_cost": .number(1), "worth": worths[1]],
        ]))
    guard case .list(let members) = text["members"] else { return }
    #expect(members.map { $0["id"] } == ["a", "b", "c2"])
    #expect(text["totals"]?["joining_costs"] == .number(1))
    #expect(text["program"]?["integers"] == 2)
    #expect(text["rules"] == .list([["name": "one", "slack": .number(0), "price": .null]]))
  }

  @Test func aRecordOfThemIsVerified() throws {
    let (formulation, plan) = try plan()
    let file = try PlanFile(
      SourceFile(path: "plan.json", text: JSONValue(plan, warnings: [], run: run).text))
    let levels = try #require(file.levels(of: formulation.alliance))
    #expect(levels.isIn == [true, true, false, true])
    let review = try Planner(solver: GLPKSolver()).review(levels, of: formulation)
    #expect(review.faults.isEmpty)
    #expect(review.recomputed?.totals.joiningCosts == 1)
    #expect(review.recomputed?.totals.gain == plan.totals.gain)
    // Nobody joins, or c1 whose 9 there are not.
    let out = RecordedLevels(
      [levels.levels[0], levels.levels[1], [], []],
      contributions: [levels.contributions[0], levels.contributions[1], [], []], drawn: [],
      isIn: [true, true, false, false])
    let alone = try Planner(solver: GLPKSolver()).review(out, of: formulation)
    #expect(alone.faults == [.rule("one")])
    let dear = RecordedLevels(
      [
        [[.init(planned: 30, seconded: 0)]], [[.init(planned: 12, seconded: 0)]], [[.init(planned: 10, seconded: 0)]],
        [],
      ],
      contributions: [[0], [0], [0], []], drawn: [], isIn: [true, true, true, false])
    #expect(
      try Planner(solver: GLPKSolver()).review(dear, of: formulation).faults == [.overspent(period: 0, by: 5)])
    // Levels of a firm that stays out make no record.
    let both = RecordedLevels(
      levels.levels, contributions: levels.contributions, drawn: [], isIn: [true, true, false, false])
    #expect(try Planner(solver: GLPKSolver()).review(both, of: formulation).recomputed == nil)
  }

  @Test func everyChangeToWhoJoinsIsNamed() throws {
    let (formulation, plan) = try plan()
    let content = JSONValue(plan, warnings: [], run: run)
    func verification(_ text: String) throws -> PlanVerification {
      let file = try PlanFile(SourceFile(path: "plan.json", text: text))
      let review = try Planner(solver: GLPKSolver()).review(file.levels(of: formulation.alliance), of: formulation)
      return PlanVerification(file, review, run: run) { outcome in
        if case .plan(let plan) = outcome { JSONValue(plan, warnings: [], run: run) } else { .null }
      }
    }
    #expect(try verification(content.text).agrees)
    for (old, new) in [
      ("\"selected\": false", "\"selected\": true"), ("\"joining_cost\": 9", "\"joining_cost\": 8"),
      ("\"joining_costs\": 1", "\"joining_costs\": 0"), ("\"id\": \"c1\"", "\"id\": \"c2\""),
      ("\"integers\": 2", "\"integers\": 0"),
    ] {
      let changed = content.text.replacing(old, with: new)
      let agrees = try verification(changed).agrees
      #expect(changed != content.text && !agrees, "\(old)")
    }
  }
}

extension JSONValue {
  /// The value under `key`, of an object that has it.
  fileprivate subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}
