import AllianceFiles
import ArgumentParser
import GLPKSolver
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
    guard timeLimit.isFinite, timeLimit >= 0, timeLimit <= Self.longestTime else {
      throw ValidationError("--time-limit is a number of seconds from 0 to \(Int(Self.longestTime)).")
    }
  }

  /// A year [s].
  private static let longestTime = 31_536_000.0

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

/// The planning of one alliance, as `plan` and `check` need it.
struct PlanningRun {
  /// What planning came to.
  let outcome: PlanningOutcome
  /// What the results say about the run.
  let record: RunRecord
  private let places: AlliancePlaces

  /// Reads and plans the alliance at `path`; the search keeps to `limits`, which are asked for when it begins.
  init(of path: String, within limits: () -> PlanningLimits = { PlanningLimits() }) throws {
    var stopwatch = Stopwatch()
    let input = try AllianceReader().alliance(at: path)
    stopwatch.finish("read")
    let formulation = Formulation(input.alliance)
    stopwatch.finish("build")
    outcome = try Planner(solver: GLPKSolver(), limits: limits()).plan(formulation)
    stopwatch.finish("solve")
    places = input.places
    record = RunRecord(version: Version.text, files: input.files, seconds: stopwatch.seconds)
  }

  /// Prints which demands clash.
  func report(_ conflict: Conflict, on console: Console, json: Bool) -> ExitStatus {
    conflict.report(places: places, record, on: console, json: json)
  }
}

extension Conflict {
  /// Prints which demands clash.
  func report(places: AlliancePlaces, _ record: RunRecord, on console: Console, json: Bool) -> ExitStatus {
    let report = ConflictReport(self, mark: places.mark)
    console.print(json ? content(places: places, record).text : report.text(console.palette, width: console.width))
    return .infeasible
  }

  /// What is printed as JSON of an alliance without a plan.
  func content(places: AlliancePlaces, _ record: RunRecord) -> JSONValue {
    let report = ConflictReport(self, mark: places.mark)
    let worded = report.items.map { WordedConflict(rule: $0.rule, mark: $0.mark, message: $0.message) }
    let repairs = report.remedies.map {
      WordedRepair(rule: $0.rule, action: $0.action.rawValue, repair: $0.repair, message: $0.message)
    }
    return JSONValue(self, worded: worded, repairs: repairs, together: report.together, run: record)
  }
}
