import AllianceFiles
import ArgumentParser
import Planning
import Reporting
import Studies

/// `alliance frontier`: the best figure of the objective against one limit.
struct FrontierCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "frontier",
    abstract: "Shows what more or less of the budget, or of another limit, would bring.",
    usage: """
      alliance frontier <alliance> [--vary <path=from:to>] [--points <number>]
                        [--target <figure=value>] [--draws <number>]
                        [--seed <number>] [--csv <folder>] [--json] [--quiet]
      """,
    discussion: """
      The limit is named by a path: budget, budget.2026, grants.NAME.amount, grants.NAME.match, pooling, rules.NAME.max \
      (or min, max_share, min_share, tolerance), levers.rd.max (or min, max_increase, hire_max, max_count), target.gain, \
      firms.ID.COLUMN. NAME is as in the file, blanks included.

      Where the program is linear the figure is exact: every value at which its slope changes is found, with what limits \
      from there on. With decisions by yes or no, curves, and limits that multiply what is decided, it is planned at \
      single values, each with its gap. Exit code 4 where a search for one of them stopped short.

      Example: alliance frontier alliance.yaml --vary "rules.leakage.max=0:20" --target gain=80
      """)
  static let consequence = "nothing was planned"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String

  @Option(
    help: ArgumentHelp(
      "The limit and its range, either end of which may be left out; the budget without it.",
      valueName: "path=from:to"))
  var vary: String?

  @Option(
    help: ArgumentHelp(
      """
      How many values to plan at (default: \(Frontier.usualPoints)); for an exact figure, how many evenly spread \
      values to print besides.
      """, valueName: "number"))
  var points: Int?

  @Option(
    help: ArgumentHelp(
      "The tightest value of the limit that reaches a figure, as in gain=80.", valueName: "figure=value"))
  var target: String?

  @OptionGroup var promises: PromiseOptions
  @OptionGroup var study: StudyOptions
  @OptionGroup var output: OutputOptions

  /// More points than these are no table.
  private static let mostPoints = 10_000

  func validate() throws {
    if let points, !(2...Self.mostPoints).contains(points) {
      throw ValidationError("--points is a number from 2 to \(Self.mostPoints).")
    }
  }

  func answer(on console: Console) throws -> ExitStatus {
    var run = try StudyRun(of: alliance, study, output, on: console)
    let (subject, planner) = (run.input.alliance, Planner.ofStudy())
    let request = try FrontierRequest(vary: vary, target: target, points: points, of: subject)
    // Half as many again are planned where the figure bends.
    let progress = ProgressLine((points ?? Frontier.usualPoints) * 3 / 2, "plans", on: console)
    let outcome = try run.outcome(by: planner) { () -> Frontier? in
      defer { progress.finish() }
      var frontier = try Frontier(of: subject, request, planner: planner, step: progress.step)
      try frontier.correct(with: promises.basis(for: subject, plans: frontier.points.count), by: planner)
      // Without a plan in the whole range there may still be one at the limit of the file.
      return try frontier.feasible != nil || planner.bestPlan(of: subject) != nil ? frontier : nil
    }
    return try run.conclude(outcome) { frontier in
      let report = FrontierReport(frontier)
      try run.print(
        frontier.tables,
        json: JSONValue(frontier, notes: report.notes, run: run.record, solver: planner.solver.name),
        text: report.text(console.palette, width: console.width, notes: !output.quiet), warnings: report.notes)
      if frontier.feasible == nil { return .infeasible }
      return frontier.isStopped ? .stopped : .done
    }
  }
}
