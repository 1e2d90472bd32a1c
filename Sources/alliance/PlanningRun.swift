import AllianceFiles
import GLPKSolver
import Planning
import Reporting

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
