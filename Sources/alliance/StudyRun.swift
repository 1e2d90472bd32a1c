import AllianceFiles
import LinearProgramming
import Planning
import Reporting

/// The run of a study of many plans of one alliance.
struct StudyRun {
  /// The alliance with its files.
  let input: AllianceInput
  /// Plans it; a first Ctrl-C stops it.
  let planner: Planner
  private var stopwatch: Stopwatch

  /// Reads the alliance at `path`, each of whose plans may take so many seconds, where told.
  init(of path: String, secondsPerPlan: Double? = nil) throws {
    planner = Planner.ofStudy(secondsPerPlan: secondsPerPlan)
    stopwatch = Stopwatch()
    input = try AllianceReader().alliance(at: path)
    stopwatch.finish("read")
  }

  /// What `study` returns, with its time taken; nil where somebody interrupted it.
  mutating func result<Result>(of study: () throws -> Result) throws -> Result? {
    defer { stopwatch.finish("solve") }
    do {
      return try study()
    } catch PlanningError.stopped(.interrupted) {
      return nil
    }
  }

  /// What results say about the run so far.
  var record: RunRecord { RunRecord(version: Version.text, files: input.files, seconds: stopwatch.seconds) }

  /// Prints which demands of the alliance clash, so that it has no plan to study.
  func reportConflict(on console: Console, json: Bool) throws -> ExitStatus {
    do {
      switch try planner.plan(input.alliance) {
      case .infeasible(let conflict):
        return conflict.report(places: input.places, record, on: console, json: json)
      case .plan: throw PlanningError.stopped(.infeasible)
      }
    } catch PlanningError.stopped(.interrupted) {
      return .interrupted
    }
  }
}
