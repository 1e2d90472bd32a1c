import Foundation
import TestSupport
import Testing

/// Arguments of `alliance frontier` or `alliance alternatives` that make no study.
private struct FaultyRequest: Sendable, CustomTestStringConvertible {
  let name: String
  let arguments: [String]

  var testDescription: String { name }
}

private let faultyRequests = [
  FaultyRequest(name: "unknown limit", arguments: ["frontier", "--vary", "bugdet=0:20"]),
  FaultyRequest(name: "unknown rule", arguments: ["frontier", "--vary", "rules.nobody above half.max_share=0:1"]),
  FaultyRequest(
    name: "unknown figure of a rule", arguments: ["frontier", "--vary", "rules.no one above half.max=0:1"]),
  FaultyRequest(name: "no target", arguments: ["frontier", "--vary", "target.gain"]),
  FaultyRequest(name: "negative budget of all periods", arguments: ["frontier", "--vary", "budget=-5:5"]),
  FaultyRequest(name: "negative points", arguments: ["frontier", "--points", "-3"]),
  FaultyRequest(name: "no range", arguments: ["frontier", "--vary", "budget=20"]),
  FaultyRequest(name: "empty range", arguments: ["frontier", "--vary", "budget=20:10"]),
  FaultyRequest(name: "negative limit", arguments: ["frontier", "--vary", "budget.2026=-5:10"]),
  FaultyRequest(name: "target without value", arguments: ["frontier", "--target", "80"]),
  FaultyRequest(name: "target of another figure", arguments: ["frontier", "--target", "net_value=80"]),
  FaultyRequest(name: "no share", arguments: ["alternatives", "--within", "little"]),
  FaultyRequest(name: "share without percent sign", arguments: ["alternatives", "--within", "1"]),
  FaultyRequest(name: "number beyond the whole", arguments: ["alternatives", "--within", "5"]),
  FaultyRequest(name: "negative share", arguments: ["alternatives", "--within", "-1%"]),
  FaultyRequest(name: "share beyond the whole", arguments: ["alternatives", "--within", "120%"]),
]

@Suite("Frontiers and alternatives on the command line")
struct FrontierCommandTests {
  private let example = ProjectFolder.url.appendingPathComponent("Examples/budget-talks")

  @Test(
    "the example prints what its folder says",
    arguments: [
      ["frontier", "alliance.yaml", "--target", "gain=36"],
      ["frontier", "alliance.yaml", "--vary", "rules.leakage.max=0:40"],
      ["alternatives", "alliance.yaml", "--within", "2%"], ["alternatives", "with-partners.yaml", "--within", "2%"],
    ])
  func example(arguments: [String]) throws {
    let printed =
      arguments[1] == "with-partners.yaml"
      ? "partners" : arguments[0] == "alternatives" ? "alternatives" : arguments[2] == "--vary" ? "leakage" : "budget"
    try expectExample(arguments, of: "budget-talks", prints: printed)
  }

  @Test("the JSON of the example", arguments: ["frontier", "alternatives"])
  func json(command: String) throws {
    let options = command == "frontier" ? ["--target", "gain=36", "--points", "4"] : ["--plans", "1"]
    let run = try CommandRun([command, "alliance.yaml", "--json"] + options, in: example)
    #expect(run.status == 0)
    // The draws that correct promises are independent, since the model of the example has no covariance.
    #expect(run.errors.isEmpty == (command == "alternatives"))
    expectNoError {
      try JSONSnapshot("Tests/CommandLineTests/Golden/budget-talks.\(command).json", masking: ["run", "gap"]).compare(
        run.output)
    }
  }

  @Test("a target that is reached with no money at all takes none")
  func targetReached() throws {
    let run = try CommandRun(
      ["frontier", "alliance.yaml", "--vary", "budget=0:40", "--target", "gain=0"], in: example)
    #expect(run.status == 0)
    #expect(run.output.contains("A gain of 0 is reached at every value that was looked at, even with the budget"))
    #expect(!run.output.contains("at least 0"))
  }

  @Test("tables are written into the folder that was asked for")
  func tables() throws {
    let folder = try SmallAlliance().withCandidates.folder()
    let frontier = try CommandRun(
      ["frontier", "alliance.yaml", "--points", "3", "--csv", "tables"], in: folder.url)
    #expect(frontier.status == 0)
    #expect(
      try folder.text("tables/frontier.csv").hasPrefix(
        "at,value,corrected,correction_error,slope_right,limit,gap,price\n0,"))
    let alternatives = try CommandRun(["alternatives", "alliance.yaml", "--csv", "tables"], in: folder.url)
    #expect(alternatives.status == 0)
    #expect(try folder.text("tables/ranges.csv").contains("\nacme,spending,"))
    #expect(try folder.text("tables/partners.csv").hasPrefix("candidate,selected,can_join,can_stay_out\ndelta,"))
    #expect(try folder.text("tables/plans.csv").hasPrefix("plan,distance,objective,firm,"))
  }

  @Test("a gain of nothing is 0 in JSON, not what rounding leaves of it")
  func nothing() throws {
    let run = try CommandRun(["frontier", "alliance.yaml", "--json"], in: example)
    let answer = try run.answer
    let first = try #require((answer["points"] as? [[String: Any]])?.first)
    #expect(first["at"] as? Double == 0)
    #expect(first["value"] as? Double == 0)
  }

  @Test("without money there is no room, and what rounding leaves makes no other plan")
  func withoutMoney() throws {
    let folder = try SmallAlliance.ofSkills(budget: 0).replacing(
      "rd + talent", by: "rd + talent + rd:skill", in: "model.yaml"
    )
    .replacing(
      "{(Intercept): 10, rd: 0.8, talent: 1.1}", by: "{(Intercept): 4, rd: 0.3, talent: 0.5, rd:skill: 0.9}",
      in: "model.yaml"
    ).folder()
    let run = try CommandRun(["alternatives", "alliance.yaml", "--json"], in: folder.url)
    let answer = try run.answer
    #expect((answer["plans"] as? [Any])?.isEmpty == true)
    let text = try CommandRun(["alternatives", "alliance.yaml"], in: folder.url)
    #expect(text.output.contains("No room for acme, bolt and cobalt: in all of these plans the same is spent on"))
    #expect(!text.output.contains("differs"))
  }

  @Test("samples show their gaps, and points beyond 0 that have no plan are said")
  func samples() throws {
    let folder = try SmallAlliance().replacing(
      "- {name: no one", by: "- {name: floor, gain: {min: 20}}\n  - {name: no one"
    )
    .withCandidates.folder()
    let run = try CommandRun(["frontier", "alliance.yaml", "--points", "5", "--vary", "budget=0:40"], in: folder.url)
    #expect((run.status, run.errors) == (0, ""))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/frontier-samples.txt").compare(run.output) }
  }

  @Test("an alliance without a plan is told its conflict", arguments: ["frontier", "alternatives"])
  func infeasible(command: String) throws {
    let folder = try SmallAlliance().replacing(
      "- {name: no one", by: "- {name: floor, gain: {min: 900}}\n  - {name: no one"
    )
    .folder()
    let plan = try CommandRun(["plan", "alliance.yaml"], in: folder.url)
    let run = try CommandRun([command, "alliance.yaml"], in: folder.url)
    #expect((run.status, run.errors) == (3, ""))
    #expect(run.output == plan.output)
    let json = try CommandRun([command, "alliance.yaml", "--json"], in: folder.url)
    #expect(json.status == 3)
    #expect(json.output.contains("\"conflict\""))
  }

  @Test("every mistake is met with a message that helps, in JSON too", arguments: faultyRequests)
  fileprivate func mistake(_ request: FaultyRequest) throws {
    let command = request.arguments[0]
    let arguments = [command, "alliance.yaml"] + request.arguments.dropFirst()
    try expectMistake(arguments, in: SmallAlliance().folder(), golden: "\(command)-\(request.name)")
  }
}
