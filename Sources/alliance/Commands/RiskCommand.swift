import AllianceFiles
import ArgumentParser
import Planning
import Reporting
import SourceText
import Studies

/// `alliance risk`: how sure a plan is, since coefficients are estimates.
struct RiskCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk",
    abstract: "Tells how sure a plan is, since the coefficients are estimates.",
    usage: """
      alliance risk <alliance> [--draws <number>] [--cvar <share>]
        [--robust <number>] [--proportional-to <basis>] [--tolerance <share>]
        [--corrections <number>] [--time-limit <seconds>] [--seed <number>]
        [--csv <folder>] [--json] [--quiet]
      """,
    discussion: """
      Draws the coefficients of the model from their covariance and tells what the plan yields under each draw, what would \
      be planned if one knew them, how often each partner and each allocation is chosen, and what the plan can be expected \
      to deliver rather than promise. Beside it stand a proportional plan, the plan with the best mean of the worst draws, \
      and the plan with the best worst case. docs/risk.md says what every number is.

      Example: alliance risk alliance.yaml --draws 500 --seed 7
      """)
  static let consequence = "nothing was planned"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String

  @Option(help: ArgumentHelp("How many draws of the coefficients.", valueName: "number"))
  var draws = 200

  @Option(help: ArgumentHelp("The share of the worst draws that count for the plan 'tail'.", valueName: "share"))
  var cvar = Share(0.1)

  @Option(
    help: ArgumentHelp(
      "How many principal directions of the covariance turn out badly in the worst case.", valueName: "number"))
  var robust = 1.0

  @Option(
    name: .customLong("proportional-to"),
    help: ArgumentHelp(
      "To what the proportional plan allocates: a column of the firm files, or equal. Without it new money at old shares.",
      valueName: "basis"))
  var basis: String?

  @Option(
    help: ArgumentHelp("How far from that, relative to each firm's part, as 10%.", valueName: "share"))
  var tolerance = Share(0)

  @Option(
    help: ArgumentHelp(
      "Under how many draws the cautious plans are made anew to correct their promises.", valueName: "number"))
  var corrections = 50

  @OptionGroup var planTime: PlanTimeOption
  @OptionGroup var seed: SeedOption
  @OptionGroup var study: StudyOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (2...100_000).contains(draws) else { throw ValidationError("--draws is a whole number from 2 to 100000.") }
    guard cvar.value > 0, cvar.value <= 1 else {
      throw ValidationError("--cvar is a share above 0 and at most 1, such as 10%.")
    }
    guard robust >= 0, robust.isFinite else { throw ValidationError("--robust is a number of 0 or more.") }
    guard tolerance.value >= 0, tolerance.value < 1 else {
      throw ValidationError("--tolerance is a share from 0 to below 1, such as 10%.")
    }
    guard (2...100_000).contains(corrections) else {
      throw ValidationError("--corrections is a whole number from 2 to 100000.")
    }
  }

  private var settings: Risk.Settings {
    Risk.Settings(
      draws: draws, seed: seed.seed, tailShare: cvar.value, directionCount: robust,
      basis: basis.map { $0 == "equal" ? .equal : .column($0) } ?? .baselineSpending, tolerance: tolerance.value,
      cautiousReplans: corrections)
  }

  func answer(on console: Console) throws -> ExitStatus {
    var run = try StudyRun(of: alliance, study, output, on: console)
    let (subject, planner) = (run.input.alliance, Planner.ofStudy(secondsPerPlan: planTime.seconds))
    let settings = settings
    let drawn = try Risk.draws(for: subject, settings, model: SourceMark(file: run.input.model.path))
    let progress = ProgressLine(Risk.steps(for: settings), "plans", on: console)
    let outcome = try run.outcome(by: planner) { () -> Risk? in
      defer { progress.finish() }
      guard let plan = try planner.bestPlan(of: subject) else { return nil }
      let found = try Risk(of: subject, plan: plan, settings, on: drawn, planner: planner, onStep: progress.step)
      try planner.checkForInterruption()
      return found
    }
    return try run.conclude(outcome) { found in
      let report = RiskReport(found)
      try run.print(
        found.tables, json: JSONValue(found, notes: report.warnings, run: run.record),
        text: report.text(console.palette, width: console.width, notes: !output.quiet), warnings: report.warnings)
      return found.isStopped ? .stopped : .done
    }
  }
}
