import AllianceFiles
import ArgumentParser
import Planning
import Reporting

/// `alliance plan`: the best plan of an alliance.
struct PlanCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plans an alliance: who gets what, what that brings, and what the limits cost.",
    discussion: """
      The plan raises output most under the budget, the bounds of every firm and the rules, and spends least among plans \
      that do. It is checked from the data of the problem alone before it is printed. When no plan meets all demands, \
      those that clash are named and the exit code is 3. A plan whose search stopped short of a proof, at the time limit, \
      at Ctrl-C or at what rounding allows, is printed with a note and its gap, and the exit code is 4.
      """)
  static let consequence = "nothing was planned"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String

  @Option(
    name: .customLong("time-limit"),
    help: ArgumentHelp(
      "Give the best plan found within so many seconds, with its gap; prices may take a fifth longer.",
      valueName: "seconds"))
  var timeLimit: Double?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard let timeLimit else { return }
    guard timeLimit >= 0, timeLimit <= PlanTimeOption.longest else {
      throw ValidationError("--time-limit is a number of seconds from 0 to \(Int(PlanTimeOption.longest)).")
    }
  }

  func answer(on console: Console) throws -> ExitStatus {
    let run: PlanningRun
    do {
      run = try PlanningRun(of: alliance) {
        PlanningLimits(time: timeLimit.map { .seconds($0) }, interruption: Signals.requestOnInterrupt())
      }
    } catch PlanningError.stopped(.interrupted) {
      return .interrupted
    }
    switch run.outcome {
    case .plan(let plan):
      let report = PlanReport(plan)
      if output.json {
        console.print(JSONValue(plan, warnings: report.warnings, run: run.record).text)
        console.warn(report.warnings)
      } else {
        console.print(report.text(console.palette, width: console.width, notes: !output.quiet))
      }
      return report.isProved ? .done : .stopped
    case .infeasible(let conflict):
      return run.report(conflict, on: console, json: output.json)
    }
  }
}
