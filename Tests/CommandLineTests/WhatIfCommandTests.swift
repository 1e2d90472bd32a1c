import Foundation
import TestSupport
import Testing

/// A scenario that cannot be evaluated.
private struct FaultyScenario: Sendable, CustomTestStringConvertible {
  let name: String
  let arguments: [String]

  var testDescription: String { name }
}

private let faultyScenarios = [
  FaultyScenario(
    name: "unknown names", arguments: ["--set", "rdd=+1", "--set", "bolt.tallent=3", "--set", "bold.rd=+1%"]),
  FaultyScenario(name: "negative-seed", arguments: ["--set", "rd=+1%", "--seed", "-1"]),
  FaultyScenario(name: "period", arguments: ["--set", "rd@2062=+1"]),
  FaultyScenario(
    name: "amounts", arguments: ["--set", "rd", "--set", "rd=20%", "--set", "rd=much", "--set", "rd=+1e30"]),
  FaultyScenario(
    name: "candidates",
    arguments: ["--set", "delta.rd=+1", "--add", "acme", "--add", "embr", "--add", "ember", "--add", "ember"]),
  FaultyScenario(name: "negative", arguments: ["--set", "rd=-20"]),
  FaultyScenario(name: "nothing", arguments: []),
  FaultyScenario(name: "level", arguments: ["--set", "rd=+1", "--level", "0"]),
]

@Suite("What if, on the command line")
struct WhatIfCommandTests {
  private let example = ProjectFolder.url.appendingPathComponent("Examples/worked-company")
  private let changes = [
    "--set", "yulin.rd=+20%", "--set", "yulin.market=+8%", "--set", "yulin.capability=80", "--add", "c1", "--add", "c2",
  ]

  @Test("the worked company is evaluated as its page says")
  func workedCompany() throws {
    try expectExample(["whatif", "alliance.yaml"] + changes, of: "worked-company", prints: "whatif")
    let json = try CommandRun(["whatif", "alliance.yaml", "--json", "--quiet"] + changes, in: example)
    #expect((json.status, json.errors) == (0, ""))
    expectNoError {
      try JSONSnapshot("Tests/CommandLineTests/Golden/worked-company.json", masking: ["run"]).compare(json.output)
    }
    let plan = try CommandRun(["plan", "alliance.yaml", "--quiet"], in: example)
    #expect(plan.status == 0)
  }

  @Test("several periods, limits left, and tables")
  func periodsAndTables() throws {
    let folder = try SmallAlliance().withCandidates.folder()
    let run = try CommandRun(
      [
        "whatif", "alliance.yaml", "--set", "rd=+60%", "--set", "Bolt.talent@2027=+4", "--add", "delta", "--csv",
        "tables",
      ],
      in: folder.url)
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/whatif-periods.txt").compare(run.output) }
    #expect(try folder.names(in: "tables") == ["factors.csv", "firms.csv", "parts.csv", "periods.csv"])
    let parts = try String(contentsOf: folder.url.appendingPathComponent("tables/parts.csv"), encoding: .utf8)
    #expect(parts.hasPrefix("id,factor,change\nacme,rd=+60%,"))
  }

  @Test("every mistake is met with a message that helps, in JSON too", arguments: faultyScenarios)
  fileprivate func mistake(_ scenario: FaultyScenario) throws {
    let folder = try SmallAlliance().withCandidates.folder()
    try expectMistake(["whatif", "alliance.yaml"] + scenario.arguments, in: folder, golden: "whatif-\(scenario.name)")
  }
}
