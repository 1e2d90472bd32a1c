import Foundation
import TestSupport
import Testing

@Suite("Risk, on the command line")
struct RiskCommandTests {
  private let example = ProjectFolder.url.appendingPathComponent("Examples/cautious-alliance")

  @Test("the cautious alliance is studied as its page says")
  func cautiousAlliance() throws {
    try expectExample(
      ["risk", "alliance.yaml", "--draws", "100", "--corrections", "20"], of: "cautious-alliance", prints: "risk")
  }

  @Test("tables are written into the folder that was asked for")
  func tables() throws {
    let folder = try TemporaryFolder()
    try folder.copyExample("cautious-alliance")
    let run = try CommandRun(
      ["risk", "alliance.yaml", "--draws", "20", "--corrections", "4", "--csv", "tables"], in: folder.url)
    #expect(run.status == 0)
    #expect(try folder.names(in: "tables") == ["draws.csv", "levels.csv", "partners.csv", "plans.csv"])
  }

  @Test("the answer in JSON")
  func json() throws {
    let run = try CommandRun(
      ["risk", "alliance.yaml", "--draws", "20", "--corrections", "4", "--proportional-to", "rd", "--json", "--quiet"],
      in: example)
    #expect((run.status, run.errors) == (0, ""))
    expectNoError {
      try JSONSnapshot("Tests/CommandLineTests/Golden/cautious-alliance.json", masking: ["run", "largest_gap"]).compare(
        run.output)
    }
  }

  @Test("a model without errors, a basis that nobody knows, and shares that are none")
  func misuse() throws {
    let folder = try SmallAlliance().folder()
    let nothing = try CommandRun(["risk", "alliance.yaml"], in: folder.url)
    #expect((nothing.status, nothing.output) == (2, ""))
    expectNoError {
      try Snapshot("Tests/CommandLineTests/Golden/misuse/risk-nothing-to-draw.txt").compare(nothing.errors)
    }
    let basis = try CommandRun(["risk", "alliance.yaml", "--proportional-to", "reveneu"], in: example)
    #expect(basis.status == 2)
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/misuse/risk-unknown-basis.txt").compare(basis.errors) }
    for faulty in [
      ["--cvar", "0"], ["--draws", "1"], ["--robust=-1"], ["--tolerance", "100%"], ["--corrections", "1"],
      ["--time-limit", "0"],
    ] {
      let run = try CommandRun(["risk", "alliance.yaml"] + faulty, in: example)
      #expect((run.status, run.output) == (2, ""))
      #expect(run.errors.contains(faulty[0].split(separator: "=")[0]))
    }
  }

  @Test("an alliance without a plan gets the report of plan")
  func infeasible() throws {
    let model = "standard_errors: {(Intercept): 1, rd: 0.1, talent: 0.2}\nvariables:"
    let folder = try SmallAlliance()
      .replacing("policies:", by: "policies:\n  - {name: output floor, gain: {min: 1000}}")
      .replacing("variables:", by: model, in: "model.yaml").folder()
    let risk = try CommandRun(["risk", "alliance.yaml"], in: folder.url)
    let plan = try CommandRun(["plan", "alliance.yaml"], in: folder.url)
    #expect((risk.status, risk.output) == (3, plan.output))
  }

  @Test("Ctrl-C ends the study with 130 and prints nothing")
  func interruption() throws {
    // A shell without job control lets its background processes ignore the signal.
    let run = try CommandRun(
      script: """
        set -m
        $ALLIANCE risk alliance.yaml --draws 100000 --quiet & run=$!
        sleep 1; kill -INT $run; wait $run
        """, in: example)
    #expect((run.status, run.output) == (130, ""))
  }
}
