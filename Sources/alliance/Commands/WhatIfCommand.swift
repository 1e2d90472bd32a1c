import AllianceFiles
import ArgumentParser
import Reporting
import SourceText
import Studies

/// `alliance whatif`: what changes set by hand do, without optimising anything.
struct WhatIfCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "Tells what changes set by hand do to the output, without optimising.",
    usage: """
      alliance whatif <alliance> [--set <change> ...] [--add <candidate> ...]
        [--level <level>] [--draws <number>] [--orders <number>]
        [--seed <number>] [--csv <folder>] [--json] [--quiet]
      """,
    discussion: """
      A change names a lever or an attribute of the model, for every firm or for one (firm.variable), for every period or \
      for one (variable@period), and an amount: +20% or -3% of what it is, +4 or -4 units, or 5 for the value itself \
      (=-5 for a negative one). Candidates join with --add; links follow. The change of output is split over the \
      changes so that the parts add up, with intervals from the covariance of the coefficients. Levels beyond their \
      limits or outside the fitted range are evaluated and warned of. docs/whatif.md says what every number is.

      Example: alliance whatif alliance.yaml --set rd=+20% --set Acme.talent=+4 --add c7
      """)
  static let consequence = "nothing was evaluated"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("A level or attribute set by hand, such as rd=+20%; may be repeated.", valueName: "change"))
  var changes: [String] = []

  @Option(
    name: .customLong("add"), help: ArgumentHelp("A candidate that joins; may be repeated.", valueName: "candidate"))
  var candidates: [String] = []

  @Option(help: ArgumentHelp("The level of the intervals, such as 95% or 0.95.", valueName: "level"))
  var level = Share(0.95)

  @Option(
    help: ArgumentHelp(
      "Take the intervals from so many draws of the coefficients instead of by the delta method.",
      valueName: "number"))
  var draws: Int?

  @Option(
    help: ArgumentHelp(
      "With more than 12 changes: how many orders of them are drawn for their parts.", valueName: "number"))
  var orders = 1000

  @OptionGroup var seed: SeedOption
  @OptionGroup var study: StudyOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !changes.isEmpty || !candidates.isEmpty else {
      throw ValidationError("There is nothing to change: give --set or --add, such as --set rd=+20%.")
    }
    guard level.value > 0, level.value < 1 else {
      throw ValidationError("--level is a share between 0 and 1, such as 95%.")
    }
    if let draws, draws < 2 || draws > 1_000_000 {
      throw ValidationError("--draws is a whole number from 2 to 1000000.")
    }
    guard orders >= 4, orders <= 1_000_000 else {
      throw ValidationError("--orders is a whole number from 4 to 1000000.")
    }
  }

  func answer(on console: Console) throws -> ExitStatus {
    var run = try StudyRun(of: alliance, study, output, on: console)
    let subject = run.input.alliance
    let factors = try ScenarioReader(subject).factors(setting: changes, adding: candidates)
    let settings = WhatIf.Settings(level: level.value, draws: draws, seed: seed.seed, orders: orders)
    let progress = ProgressLine(WhatIf.steps(for: factors.count, orders: orders), "sets of changes", on: console)
    let found = try run.timing("evaluate") {
      defer { progress.finish() }
      return try WhatIf(of: subject, factors, settings, onStep: progress.step)
    }
    let report = WhatIfReport(found)
    try run.print(
      found.tables, json: JSONValue(found, notes: report.warnings, run: run.record),
      text: report.text(console.palette, width: console.width, notes: !output.quiet), warnings: report.warnings)
    return .done
  }
}
