import Foundation
import TestSupport
import Testing

/// A mistake that people make, the command that meets it, and how the command ends.
struct Mistake: Sendable, CustomTestStringConvertible {
  let name: String
  let alliance: SmallAlliance
  var arguments = ["plan", "alliance.yaml"]
  var status: Int32 = 2

  var testDescription: String { name }
}

private let sound = SmallAlliance()

private let allianceMistakes: [Mistake] = [
  Mistake(name: "misspelt key", alliance: sound.replacing("budget:", by: "bugdet:")),
  Mistake(name: "misspelt key of a lever", alliance: sound.replacing("refund:", by: "refnd:")),
  Mistake(name: "wrong type", alliance: sound.replacing("refund: 0.5", by: "refund: a lot")),
  Mistake(name: "quoted number", alliance: sound.replacing("unit_cost: 0.35", by: "unit_cost: \"0.35\"")),
  Mistake(name: "unknown column", alliance: sound.replacing("{region: east}", by: "{regoin: east}")),
  Mistake(name: "unknown value", alliance: sound.replacing("{region: east}", by: "{region: eest}")),
  Mistake(name: "unknown lever", alliance: sound.replacing("  talent:", by: "  talnet:")),
  Mistake(
    name: "missing baseline", alliance: sound.replacing("bolt,Bolt,west,12,", by: "bolt,Bolt,west,,", in: "members.csv")
  ),
  Mistake(name: "duplicate id", alliance: sound.replacing("cobalt,", by: "bolt,", in: "members.csv")),
  Mistake(
    name: "minimum above maximum",
    alliance: sound.replacing("bolt,Bolt,west,12,,40", by: "bolt,Bolt,west,12,45,40", in: "members.csv")),
  Mistake(name: "refund above unit cost", alliance: sound.replacing("refund: 0.5", by: "refund: 1.5")),
  Mistake(name: "negative money", alliance: sound.replacing("{2026: 10,", by: "{2026: -10,")),
  Mistake(name: "not a number", alliance: sound.replacing("unit_cost: 0.35", by: "unit_cost: .nan")),
  Mistake(
    name: "text in a number column",
    alliance: sound.replacing("acme,Acme,east,30", by: "acme,Acme,east,thirty", in: "members.csv")),
  Mistake(name: "empty file", alliance: sound.with("", as: "alliance.yaml")),
  Mistake(name: "directory", alliance: sound, arguments: ["plan", "."]),
  Mistake(name: "missing file", alliance: sound, arguments: ["plan", "aliance.yaml"]),
  Mistake(
    name: "missing file in a folder", alliance: sound.replacing("members: members.csv", by: "members: ./member.csv")),
  Mistake(name: "unreadable file", alliance: sound, arguments: ["plan", "/proc/self/mem"]),
  Mistake(name: "missing model file", alliance: sound.with(nil, as: "model.yaml")),
  Mistake(name: "broken yaml", alliance: sound.replacing("[2026, 2027]", by: "[2026, 2027")),
  Mistake(name: "switch with keys of an investment", alliance: sound.replacing("kind: investment", by: "kind: switch")),
  Mistake(
    name: "links that do not serve",
    alliance: sound.replacing(
      "policies:", by: "links:\n  near: {sums: rdd, same: regoin}\n  far: {sums: rd}\npolicies:")),
  Mistake(
    name: "weights that do not serve",
    alliance: sound.replacing("policies:", by: "links:\n  near: {sums: rd, weights: near.csv}\npolicies:")
      .with("id,acme,bolt,cobolt\nacme,0,1,1\nbolt,1,,x\n", as: "near.csv")),
  Mistake(
    name: "several problems",
    alliance: sound.replacing("budget:", by: "bugdet:").replacing("refund: 0.5", by: "refund: 1.5")
      .replacing("bolt,Bolt,west,12,,40", by: "bolt,Bolt,west,12,45,40", in: "members.csv")
      .replacing("cobalt,", by: "acme,", in: "members.csv")),
  Mistake(
    name: "rivals that nobody knows",
    alliance: sound.withCandidates.replacing(
      "  - {name: no one", by: "  - {name: rivals, apart: [delta, embr]}\n  - {name: no one")
  ),
  Mistake(
    name: "partners without candidates",
    alliance: sound.replacing("  - {name: no one", by: "  - {name: few, partners: {max: 2}}\n  - {name: no one")),
  Mistake(
    name: "candidates with slips",
    alliance: sound.withCandidates.with(
      "id,name,region,rd,talent,joining_cots\ndelta,Delta,east,8,many,2\nacme,Ember,west,3,2,1\n", as: "candidates.csv")
  ),
  Mistake(
    name: "too many partners",
    alliance: sound.withCandidates.replacing(
      "  - {name: no one",
      by: "  - {name: both, partners: {min: 2}}\n  - {name: rivals, apart: [delta, ember]}\n  - {name: no one"),
    status: 3),
  Mistake(
    name: "infeasible",
    alliance: sound.replacing(
      "max: 60%}",
      by:
        "max: 60%}\n  - {name: west at most 30%, share: allocation, of: {region: west}, max: 30%}\n  - {name: growth, gain: {min: 5}}"
    ),
    status: 3),
]

private let commandMistakes: [Mistake] = [
  Mistake(
    name: "formula without column", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd + tallent"]),
  Mistake(name: "formula syntax", alliance: sound, arguments: ["fit", "data.csv", "--formula", "output ~ rd + "]),
  Mistake(
    name: "collinear column", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd + double", "--strict"]),
  Mistake(
    name: "more coefficients than rows", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd * talent * C(region)"]),
  Mistake(
    name: "text column", alliance: sound, arguments: ["fit", "data.csv", "--formula", "output ~ region"]),
  Mistake(
    name: "unknown family", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--family", "gamma"]),
  Mistake(
    name: "limit without tobit", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--lower", "0"]),
  Mistake(
    name: "limits that cross", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--family", "tobit", "--lower", "9", "--upper", "-1"]),
  Mistake(
    name: "weights without least squares", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--family", "poisson", "--weights", "talent"]),
  Mistake(
    name: "unknown weights", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--weights", "tallent"]),
  Mistake(
    name: "unknown covariance", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--vcov", "HC4"]),
  Mistake(
    name: "leverages of a tobit", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--family", "tobit", "--vcov", "HC3"]),
  Mistake(
    name: "unknown cluster", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--vcov", "cluster:regoin"]),
  Mistake(
    name: "seed without bootstrap", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--seed", "3"]),
  Mistake(
    name: "smearing without logarithm", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--smearing", "normal"]),
  Mistake(
    name: "unknown reference level", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd + C(region, ref=eest)"]),
  Mistake(
    name: "level out of range", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "--level", "95"]),
  Mistake(
    name: "model over data", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "-o", "./data.csv"]),
  Mistake(
    name: "model into a folder", alliance: sound,
    arguments: ["fit", "data.csv", "--formula", "output ~ rd", "-o", "."]),
  Mistake(name: "misspelt command", alliance: sound, arguments: ["pln", "alliance.yaml"]),
  Mistake(name: "misspelt option", alliance: sound, arguments: ["plan", "alliance.yaml", "--jsn"]),
  Mistake(
    name: "misspelt option with a value", alliance: sound,
    arguments: ["fit", "data.csv", "--formul", "output ~ rd"]),
  Mistake(name: "misspelt option of the program", alliance: sound, arguments: ["--versio"]),
  Mistake(name: "help on a misspelt command", alliance: sound, arguments: ["help", "exprt"]),
  Mistake(name: "missing argument", alliance: sound, arguments: ["plan"]),
  Mistake(
    name: "bad ending", alliance: sound, arguments: ["export", "alliance.yaml", "-o", "plan.xls"]),
  Mistake(
    name: "missing folder", alliance: sound, arguments: ["export", "alliance.yaml", "-o", "out/plan.mps"]),
]

@Suite("Every mistake is met with a message that helps")
struct MisuseTests {
  @Test(
    "the message is the one that was looked at, and nothing is written", arguments: allianceMistakes + commandMistakes)
  func message(_ mistake: Mistake) throws {
    let folder = try mistake.alliance.folder()
    let before = try folder.names
    let run = try CommandRun(mistake.arguments, in: folder.url)
    #expect(run.status == mistake.status)
    #expect(try folder.names == before)
    #expect(try mistake.alliance.files.allSatisfy { try folder.text($0.key) == $0.value })
    if mistake.status == 2 { #expect(run.output.isEmpty) }
    let file = mistake.name.replacingOccurrences(of: " ", with: "-")
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/misuse/\(file).txt").compare(run.output + run.errors) }
  }

  @Test("with --json every mistake is told on standard output too", arguments: allianceMistakes + commandMistakes)
  func json(_ mistake: Mistake) throws {
    guard mistake.status == 2 else { return }
    let folder = try mistake.alliance.folder()
    let run = try CommandRun(mistake.arguments + ["--json"], in: folder.url)
    #expect(run.status == 2)
    #expect(!run.errors.isEmpty)
    let answer = try run.answer
    #expect(answer["schema"] as? String == "alliance-error/1")
    let errors = try #require(answer["errors"] as? [[String: Any]])
    #expect(!errors.isEmpty)
    #expect(errors.allSatisfy { ($0["message"] as? String)?.isEmpty == false })
    #expect(errors.allSatisfy { Set($0.keys) == ["file", "line", "column", "message", "expected", "suggestion"] })
  }

  @Test("options that the argument parser answers for shells are not taken for misspelt ones")
  func completions() throws {
    let run = try CommandRun(["--generate-completion-script", "bash"], in: ProjectFolder.url)
    #expect(run.status == 0)
    #expect(run.output.contains("alliance"))
  }

  @Test("an unknown key without a near one gets all known keys, in lines of 80 cells")
  func longAdvice() throws {
    let folder = try sound.replacing("budget:", by: "xyzzy:").folder()
    let run = try CommandRun(["plan", "alliance.yaml"], in: folder.url)
    #expect(run.errors.contains("known keys: alliance, currency,"))
    #expect(run.errors.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("a misspelt key is told with its place and the nearest key in JSON")
  func placeInJSON() throws {
    let folder = try sound.replacing("budget:", by: "bugdet:").folder()
    let run = try CommandRun(["plan", "alliance.yaml", "--json"], in: folder.url)
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/misuse/misspelt-key.json").compare(run.output) }
  }

  @Test("an infeasible alliance is told in JSON with its conflict and repairs")
  func conflictInJSON() throws {
    let infeasible = try #require(allianceMistakes.first { $0.name == "infeasible" })
    let folder = try infeasible.alliance.folder()
    for command in ["plan", "check"] {
      let run = try CommandRun([command, "alliance.yaml", "--json"], in: folder.url)
      #expect(run.status == 3)
      expectNoError {
        try JSONSnapshot("Tests/CommandLineTests/Golden/infeasible.json", masking: ["run"]).compare(run.output)
      }
    }
  }
}
