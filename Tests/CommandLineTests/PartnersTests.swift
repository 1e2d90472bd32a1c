import Foundation
import TestSupport
import Testing

@Suite("The worth of partners, from the command line")
struct PartnersTests {
  private let example = ProjectFolder.url.appendingPathComponent("Examples/who-joins")

  @Test("the example prints what its folder says, within 80 columns")
  func report() throws {
    try expectExample(["partners", "alliance.yaml", "--draws", "40"], of: "who-joins", prints: "partners")
  }

  @Test("JSON and CSV say the same")
  func files() throws {
    let folder = try TemporaryFolder()
    try folder.copyExample("who-joins")
    let arguments = ["partners", "alliance.yaml", "--draws", "10", "--seed", "3", "--json", "--csv", "tables"]
    let run = try CommandRun(arguments, in: folder.url)
    #expect(run.status == 0)
    #expect(run.errors.contains("The tables are in tables: partners.csv, partner_gains.csv, pairs.csv, members.csv."))
    expectNoError {
      try JSONSnapshot(
        "Tests/CommandLineTests/Golden/who-joins.partners.json",
        masking: ["run", "uncertainty", "break_even_tolerance", "gap", "bound"]
      ).compare(run.output)
    }
    let partners = try folder.text("tables/partners.csv")
    #expect(partners.hasPrefix("id,status,selected,joining_cost,value_alone,value_in_best,"))
    #expect(partners.split(separator: "\n").count == 5)
    #expect(try folder.text("tables/members.csv").split(separator: "\n").count == 4)
    #expect(try folder.text("tables/pairs.csv").contains("delta,ember,,\n"))
  }

  @Test("an alliance without candidates has members only, and a model without errors says so")
  func withoutCandidates() throws {
    let members = try SmallAlliance().folder()
    let alone = try CommandRun(["partners", "alliance.yaml"], in: members.url)
    #expect((alone.status, alone.errors) == (0, ""))
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/partners-members.txt").compare(alone.output) }
    let candidates = try SmallAlliance().withCandidates.folder()
    let drawless = try CommandRun(["partners", "alliance.yaml"], in: candidates.url)
    #expect(drawless.status == 0)
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/partners-drawless.txt").compare(drawless.output) }
    let quiet = try CommandRun(["partners", "alliance.yaml", "--quiet"], in: candidates.url)
    #expect(!quiet.output.contains("note:"))
  }

  @Test("candidates without a choice are said to have none")
  func withoutChoice() throws {
    let alliance = SmallAlliance().withCandidates.replacing(
      "policies:", by: "policies:\n  - {name: never, apart: [acme, delta]}\n  - {name: always, together: [bolt, ember]}"
    )
    let folder = try alliance.folder()
    let run = try CommandRun(["partners", "alliance.yaml"], in: folder.url)
    #expect(run.status == 0)
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/partners-no-choice.txt").compare(run.output) }
  }

  @Test("an alliance without a plan has no study", arguments: ["partners", "policies"])
  func infeasible(command: String) throws {
    let alliance = SmallAlliance().replacing("policies:", by: "policies:\n  - {name: floor, gain: {min: 1000}}")
    let folder = try alliance.folder()
    let run = try CommandRun([command, "alliance.yaml"], in: folder.url)
    #expect((run.status, run.errors) == (3, ""))
    #expect(run.output == (try CommandRun(["plan", "alliance.yaml"], in: folder.url)).output)
    #expect(try CommandRun([command, "alliance.yaml", "--json"], in: folder.url).output.contains("\"infeasible\""))
  }

  @Test("a plan of a study may be given a time above 0", arguments: ["partners", "policies", "risk"])
  func timeLimit(command: String) throws {
    let run = try CommandRun([command, "alliance.yaml", "--time-limit", "0"], in: example)
    #expect((run.status, run.output) == (2, ""))
    #expect(run.errors.contains("--time-limit is a number of seconds above 0"))
    let timed = try CommandRun(["policies", "alliance.yaml", "--tolerances", "0", "--time-limit", "60"], in: example)
    #expect(timed.status == 0)
  }

  @Test("numbers of draws that are none are refused")
  func misuse() throws {
    let run = try CommandRun(["partners", "alliance.yaml", "--draws=-1"], in: example)
    #expect((run.status, run.output) == (2, ""))
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/misuse/partners-draws.txt").compare(run.errors) }
  }
}
