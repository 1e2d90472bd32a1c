import Foundation
import TestSupport
import Testing

@Suite("Answers of the commands")
struct AnswerTests {
  @Test(
    "help of every command",
    arguments: [
      [], ["fit"], ["predict"], ["compare"], ["audit"], ["plan"], ["check"], ["verify"], ["export"], ["frontier"],
      ["partners"], ["policies"], ["whatif"], ["alternatives"], ["sharing"], ["risk"],
    ])
  func help(_ command: [String]) throws {
    let run = try CommandRun(command + ["--help"], in: ProjectFolder.url)
    #expect((run.status, run.errors) == (0, ""))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let name = command.first ?? "alliance"
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/help/\(name).txt").compare(run.output) }
  }

  @Test("the version is that of the changelog's newest entry")
  func version() throws {
    let run = try CommandRun(["--version"], in: ProjectFolder.url)
    let changelog = try String(contentsOf: ProjectFolder.url.appendingPathComponent("CHANGELOG.md"), encoding: .utf8)
    let newest = try #require(changelog.split(separator: "\n").first { $0.hasPrefix("## ") })
    #expect(newest.hasPrefix("## \(run.output.trimmingCharacters(in: .whitespacesAndNewlines)) "))
  }

  @Test("a fit with confidence intervals")
  func fit() throws {
    let folder = try SmallAlliance().folder()
    let run = try CommandRun(
      ["fit", "data.csv", "--formula", "output ~ rd + talent", "--level", "0.9", "-o", "model.json"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.errors == "The model is in model.json.\n")
    #expect(try folder.names.contains("model.json"))
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/fit.txt").compare(run.output) }
  }

  @Test("fit --json prints the very text that -o writes")
  func fitInJSON() throws {
    let folder = try SmallAlliance().folder()
    let run = try CommandRun(
      ["fit", "data.csv", "--formula", "output ~ rd + talent", "--json", "--quiet", "-o", "model.json"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(try folder.text("model.json") == run.output)
    expectNoError { try JSONSnapshot("Tests/CommandLineTests/Golden/fit.json").compare(run.output) }
  }

  @Test("a plan with a linear response")
  func plan() throws {
    let folder = try SmallAlliance().folder()
    let run = try CommandRun(["plan", "alliance.yaml"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/plan.txt").compare(run.output) }
  }

  @Test("check says what is there and that a plan exists; with --quiet it says nothing")
  func check() throws {
    let folder = try SmallAlliance().folder()
    let run = try CommandRun(["check", "alliance.yaml"], in: folder.url)
    #expect(run.status == 0)
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/check.txt").compare(run.output) }
    let quiet = try CommandRun(["check", "alliance.yaml", "--quiet"], in: folder.url)
    #expect((quiet.status, quiet.output, quiet.errors) == (0, "", ""))
    let json = try CommandRun(["check", "alliance.yaml", "--json"], in: folder.url)
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/check.json").compare(json.output) }
  }

  @Test("export writes the program and the names beside it", arguments: ["mps", "lp"])
  func export(_ format: String) throws {
    let folder = try SmallAlliance().folder()
    let run = try CommandRun(["export", "alliance.yaml", "-o", "plan.\(format)"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors == "The program is in plan.\(format), what its names stand for in names.csv.\n")
    #expect(try folder.text("names.csv").contains("\"rd_up[acme,2026]\""))
    #expect(try folder.text("plan.\(format)").contains(format == "mps" ? "ENDATA" : "End"))
  }

  @Test("export replaces a table of names that it wrote, but no other file of that name")
  func exportSparesOtherFiles() throws {
    let folder = try SmallAlliance().folder()
    let arguments = ["export", "alliance.yaml", "-o", "plan.mps"]
    #expect(try CommandRun(arguments, in: folder.url).status == 0)
    #expect(try CommandRun(arguments, in: folder.url).status == 0)
    let foreign = "id,kind,names\n1,cat,Tom\n"
    try folder.write(foreign, to: "names.csv")
    try folder.write("before", to: "plan.mps")
    let run = try CommandRun(arguments, in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("names.csv: this file is no table of names that 'alliance export' wrote"))
    #expect(run.errors.contains("--names"))
    #expect(try folder.text("names.csv") == foreign)
    #expect(try folder.text("plan.mps") == "before")
    let other = try CommandRun(arguments + ["--names", "table.csv"], in: folder.url)
    #expect(other.status == 0)
    #expect(other.errors == "The program is in plan.mps, what its names stand for in table.csv.\n")
    #expect(try folder.text("names.csv") == foreign)
    #expect(try folder.text("table.csv").contains("\"rd_up[acme,2026]\""))
  }

  @Test("export never replaces a file that it reads")
  func exportSparesInputs() throws {
    let alliance = SmallAlliance().replacing("members.csv", by: "names.csv")
    let folder = try alliance.with(alliance.files["members.csv"], as: "names.csv").folder()
    let run = try CommandRun(["export", "alliance.yaml", "-o", "plan.mps"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("names.csv: this file is read, so it is not overwritten"))
    #expect(try folder.text("names.csv") == alliance.files["members.csv"])
    #expect(try !folder.names.contains("plan.mps"))
  }
}

@Suite("Streams and signals")
struct StreamTests {
  @Test("a reader that has gone ends the program quietly")
  func closedPipe() throws {
    let folder = try SmallAlliance().folder()
    let run = try CommandRun(
      script: "set -o pipefail; \"$ALLIANCE\" plan alliance.yaml | (exec 0<&-; sleep 1)", in: folder.url)
    #expect((run.status, run.output, run.errors) == (0, "", ""))
  }

  @Test("an answer that cannot be written is a failure, not a success")
  func fullDisk() throws {
    let folder = try SmallAlliance().folder()
    let run = try CommandRun(script: "\"$ALLIANCE\" plan alliance.yaml > /dev/full", in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors == "alliance: the answer cannot be written: No space left on device\n")
  }

  @Test("Ctrl-C ends the program with 130")
  func interrupt() throws {
    let folder = try SmallAlliance().folder()
    // Reading from a pipe into which nothing is written, the program waits.
    let script = """
      mkfifo waiting; sleep 30 > waiting & writer=$!
      "$ALLIANCE" plan waiting & run=$!
      sleep 0.5; kill -INT $run; wait $run; status=$?
      kill -KILL $writer; exit $status
      """
    // A shell without job control lets its background processes ignore the signal.
    let run = try CommandRun(script: "set -m; \(script)", in: folder.url)
    #expect(run.status == 130)
  }

  @Test("no colour where standard output is no terminal")
  func plainText() throws {
    let folder = try SmallAlliance().folder()
    let run = try CommandRun(script: "TERM=xterm \"$ALLIANCE\" plan alliance.yaml", in: folder.url)
    #expect(!run.output.contains("\u{1B}"))
  }
}
