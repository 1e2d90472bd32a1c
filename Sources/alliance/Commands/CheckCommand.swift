import AllianceFiles
import ArgumentParser
import Planning
import Reporting

/// `alliance check`: whether the files are valid and a plan exists.
struct CheckCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks an alliance file and all that it names, and whether a plan exists.",
    discussion: """
      All problems of all files are reported in one run. When the files are valid but no plan meets all demands, those \
      that clash are named and the exit code is 3.
      """)
  static let consequence = "nothing was checked beyond the files"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String

  @OptionGroup var output: OutputOptions

  func answer(on console: Console) throws -> ExitStatus {
    let run = try PlanningRun(of: alliance)
    switch run.outcome {
    case .plan(let plan):
      if output.json {
        console.print(answer(for: plan).text)
        console.warn(PlanReport(plan).warnings)
      } else if !output.quiet {
        console.print(CheckReport(plan).text(console.palette, width: console.width))
      }
      return .done
    case .infeasible(let conflict):
      return run.report(conflict, on: console, json: output.json)
    }
  }

  private func answer(for plan: Plan) -> JSONValue {
    [
      "schema": "alliance-check/1", "alliance": .text(plan.alliance.description.name), "status": "feasible",
      "members": .integer(plan.firms.count), "periods": .list(plan.alliance.periods.map { .text($0) }),
      "levers": .list(plan.alliance.levers.map { .text($0.lever.variable) }),
      "rules": .list(plan.alliance.description.rules.map { .text($0.name) }),
      "warnings": .list(PlanReport(plan).warnings.map { .text($0) }),
    ]
  }
}
