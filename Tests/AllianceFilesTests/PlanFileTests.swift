import Alliances
import Foundation
import GLPKSolver
import Planning
import SourceText
import Testing

@testable import AllianceFiles

@Suite("A result file says what the plan says")
struct PlanFileTests {
  private typealias Object = [String: Any]

  private let run = RunRecord(
    version: "1.2.3", files: [SourceFile(path: "dir/alliance.yaml", text: "abc")],
    seconds: [("read", 0.25), ("solve", 1)])

  private func plan(_ files: FilesInMemory) throws -> Plan {
    switch try Planner(solver: GLPKSolver()).plan(try files.alliance().alliance) {
    case .plan(let plan): return plan
    case .infeasible: throw InputProblems(AllianceFact.noPeriods, at: SourceMark(file: "infeasible"))
    }
  }

  private func object(_ value: JSONValue) throws -> Object {
    try #require(try JSONSerialization.jsonObject(with: Data(value.text.utf8)) as? Object)
  }

  /// Foundation's reader of JSON rounds the last digit now and then.
  private func near(_ written: Double?, _ meant: Double) -> Bool {
    written.map { abs($0 - meant) <= 1e-15 * max(1, abs(meant)) } ?? false
  }

  @Test func everyFigureOfThePlanIsInTheFile() throws {
    let files = FilesInMemory.withEveryKey.replacing("min: 1\n", "min: 0\n").replacing("min: 10}", "min: 0.001}")
      .replacing("min: 10%, ", "").replacing("min_share: 0.01, ", "")
    let plan = try plan(files)
    let written = try object(JSONValue(plan, warnings: ["mind the gap"], run: run))
    #expect(written["schema"] as? String == "alliance-plan/1")
    #expect(written["alliance"] as? String == "2026")
    #expect(written["status"] as? String == "optimal")
    #expect(written["warnings"] as? [String] == ["mind the gap"])
    let totals = try #require(written["totals"] as? [String: Double])
    #expect(near(totals["gain"], plan.totals.gain))
    #expect(near(totals["spending"], plan.totals.spending))
    #expect(totals["contributions"] == 0)
    let members = try #require(written["members"] as? [Object])
    #expect(members.map { $0["id"] as? String } == ["a", "b", "c"])
    #expect(zip(members, plan.firms).allSatisfy { near($0["gain"] as? Double, $1.gain) })
    let periods = try #require(members[0]["periods"] as? [Object])
    #expect(periods.map { $0["period"] as? String } == ["2026", "2027"])
    let levers = try #require(periods[0]["levers"] as? [String: Object])
    #expect(near(levers["rd"]?["planned"] as? Double, plan.firms[0].periods[0].levers[0].planned))
    #expect(levers["rd"]?["hired"] == nil)
    #expect(near(levers["heads"]?["hired"] as? Double, plan.firms[0].periods[0].levers[1].hired))
    let money = try #require(written["money"] as? [Object])
    #expect(money.compactMap { $0["budget"] as? Double } == [60, 45.5])
    let rules = try #require(written["rules"] as? [Object])
    #expect(rules.map { $0["name"] as? String } == ["east not above 60%", "no one above a third", "floor"])
    #expect((written["certificate"] as? Object)?["holds"] as? Bool == true)
  }

  @Test func aPriceHasItsRangeAndWhatTakesOverThere() throws {
    // A unit raises the output of either firm by 0.5; it costs 1 at a, which takes 15 of them, and 2 at b.
    let files = FilesInMemory.small.replacing("budget: 40", "budget: 10")
      .with("members.csv", "id,rd,size,rd_unit_cost\na,30,4,1\nb,12,2,2\n")
    let prices = try #require(try object(JSONValue(try plan(files), warnings: [], run: run))["prices"] as? [Object])
    #expect(prices.count == 1)
    #expect(prices[0]["resource"] as? String == "budget")
    #expect(prices[0]["amount"] as? Double == 10)
    #expect(prices[0]["price"] as? Double == 0.5)
    #expect(prices[0]["from"] as? Double == 0)
    #expect(prices[0]["to"] as? Double == 15)
    #expect(prices[0]["exact"] as? Bool == true)
    #expect(
      prices[0]["limit_above"] as? [String: String]
        == ["kind": "raise", "lever": "rd", "firm": "a", "period": "plan"])
  }

  @Test func moneyThatStaysIdleComesWithItsReasons() throws {
    let plan = try plan(.small)
    let idle = try #require(try object(JSONValue(plan, warnings: [], run: run))["idle_money"] as? Object)
    #expect(idle["amount"] as? Double == 19)
    let reasons = try #require(idle["reasons"] as? [Object])
    #expect(reasons.map { $0["obstacle"] as? String } == ["max_increase"])
    #expect(reasons.map { $0["firms"] as? [String] } == [["a", "b"]])
  }

  @Test func theRunNamesItsInputs() throws {
    let record = try #require(try object(JSONValue(try plan(.small), warnings: [], run: run))["run"] as? Object)
    #expect(record["version"] as? String == "1.2.3")
    #expect((record["inputs"] as? [String: String])?["dir/alliance.yaml"]?.hasPrefix("ba7816bf") == true)
    #expect((record["solver"] as? String)?.hasPrefix("GLPK") == true)
    #expect(record["seconds"] as? [String: Double] == ["read": 0.25, "solve": 1])
  }

  @Test func aConflictStandsInTheUsersWordsWithItsPlaces() throws {
    let files = FilesInMemory.small.adding("policies: [{name: floor, gain: {min: 1000}}]")
    let input = try files.alliance()
    guard case .infeasible(let conflict) = try Planner(solver: GLPKSolver()).plan(input.alliance) else {
      Issue.record("a gain of 1000 was found")
      return
    }
    let worded = conflict.demands.map {
      WordedConflict(rule: "floor", mark: input.places.mark(of: $0), message: "\($0)")
    }
    let repair = WordedRepair(rule: "floor", action: "remove", repair: nil, message: "without it 10.5 can be gained")
    let written = try object(JSONValue(conflict, worded: worded, repairs: [repair], together: [], run: run))
    #expect(written["status"] as? String == "infeasible")
    let demands = try #require(written["conflict"] as? [Object])
    #expect(demands.contains { $0["file"] as? String == "alliance.yaml" && $0["line"] as? Int == 8 })
    let change = try #require((written["repairs"] as? [Object])?.first)
    #expect(change["action"] as? String == "remove")
    #expect(change["change"] is NSNull)
    #expect((written["contradiction"] as? Object)?["kind"] as? String == "gain_beyond_reach")
  }

  @Test func problemsHaveTheirPlaces() throws {
    let problems = [
      WordedProblem(
        mark: SourceMark(file: "a.yaml", line: 3, column: 4), message: "unknown key", expected: "a key",
        suggestion: "budget"),
      WordedProblem(mark: nil, message: "no input"),
    ]
    let written = try object(JSONValue(problems))
    #expect(written["schema"] as? String == "alliance-error/1")
    let errors = try #require(written["errors"] as? [Object])
    #expect(errors[0]["line"] as? Int == 3)
    #expect(errors[0]["suggestion"] as? String == "budget")
    #expect(errors[1]["file"] is NSNull)
  }
}
