import AllianceFiles
import ArgumentParser
import Planning
import Reporting
import Studies

/// `alliance alternatives`: the room for negotiation around the best plan.
struct AlternativesCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "alternatives",
    abstract: "Shows how much each firm can get in plans that are nearly as good as the best.",
    usage: """
      alliance alternatives <alliance> [--within <share>] [--plans <number>]
                            [--csv <folder>] [--json] [--quiet]
      """,
    discussion: """
      Of all plans that keep every rule and give up no more than a share of the best figure: the least and most that \
      each firm can spend, contribute and gain and that each of its levers can be, which candidates may join or stay \
      out, and some plans that differ most. Every one of these plans is evaluated by the model itself.

      Example: alliance alternatives alliance.yaml --within 2% --plans 5
      """)
  static let consequence = "nothing was planned"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String

  @Option(
    help: ArgumentHelp("How much of the best figure may be given up, as a share of it.", valueName: "share"))
  var within = "1%"

  @Option(help: ArgumentHelp("How many plans that differ most to print.", valueName: "number"))
  var plans = 3

  @OptionGroup var study: StudyOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !(0...100).contains(plans) { throw ValidationError("--plans is a number from 0 to 100.") }
  }

  func answer(on console: Console) throws -> ExitStatus {
    let tolerance = try NearnessFact.share(within)
    var run = try StudyRun(of: alliance, study, output, on: console)
    let (subject, planner) = (run.input.alliance, Planner.ofStudy())
    let outcome = try run.outcome(by: planner) { () -> Alternatives? in
      guard let search = try planner.nearOptimalSearch(of: subject, within: tolerance) else { return nil }
      let progress = ProgressLine(search.aims.count, "plans", on: console)
      defer { progress.finish() }
      return try Alternatives(search, within: tolerance, plans: plans, step: progress.step)
    }
    return try run.conclude(outcome) { found in
      try run.print(
        found.tables, json: JSONValue(found, run: run.record, solver: planner.solver.name),
        text: AlternativesReport(found).text(console.palette, width: console.width))
      return found.isStopped ? .stopped : .done
    }
  }
}
