import AllianceFiles
import LinearProgramming
import Planning
import Reporting

/// The run of a study of one alliance, from its files to the printed answer.
struct StudyRun {
  /// The alliance with its files.
  let input: AllianceInput
  private let options: StudyOptions
  private let printsJSON: Bool
  private let console: Console
  private var stopwatch: Stopwatch

  /// Reads the alliance at `path`; `options` and `output` are what was asked for. A folder for tables that cannot be
  /// written is noticed here, before the study takes its time.
  init(of path: String, _ options: StudyOptions, _ output: OutputOptions, on console: Console) throws {
    try options.checkFolder()
    stopwatch = Stopwatch()
    self.options = options
    self.console = console
    printsJSON = output.json
    input = try AllianceReader().alliance(at: path)
    stopwatch.finish("read")
  }

  /// What `study` returns, its time taken as that of `step`.
  mutating func timing<Study>(_ step: String, of study: () throws -> Study) rethrows -> Study {
    defer { stopwatch.finish(step) }
    return try study()
  }

  /// What `study` by plans of `planner` comes to; it returns nil where the alliance has no plan.
  mutating func outcome<Study>(by planner: Planner, of study: () throws -> Study?) throws -> StudyOutcome<Study> {
    let alliance = input.alliance
    return try timing("solve") {
      do {
        if let found = try study() { return .done(found) }
        switch try planner.plan(alliance) {
        case .infeasible(let conflict): return .conflict(conflict)
        case .plan: throw PlanningError.stopped(.infeasible)
        }
      } catch PlanningError.stopped(.interrupted) {
        return .interrupted
      }
    }
  }

  /// What results say about the run so far.
  var record: RunRecord { RunRecord(version: Version.text, files: input.files, seconds: stopwatch.seconds) }

  /// Lets `answer` tell what a study found; without a study, prints which demands of the alliance clash, or nothing
  /// where somebody interrupted it.
  func conclude<Study>(
    _ outcome: StudyOutcome<Study>, answer: (Study) throws -> ExitStatus
  ) rethrows -> ExitStatus {
    switch outcome {
    case .done(let study): try answer(study)
    case .conflict(let conflict): conflict.report(places: input.places, record, on: console, json: printsJSON)
    case .interrupted: .interrupted
    }
  }

  /// Writes `tables` where they were asked for, then prints the answer as JSON or as text: an answer whose tables are
  /// missing would have to be asked for again.
  ///
  /// The text tells its warnings itself; beside JSON they go to standard error.
  func print(
    _ tables: [NamedTable], json: @autoclosure () -> JSONValue, text: @autoclosure () -> String,
    warnings: [String] = []
  ) throws {
    try options.write(tables, besides: input.files, on: console)
    console.print(printsJSON ? json().text : text())
    if printsJSON { console.warn(warnings) }
  }
}

/// What a study by many plans came to.
enum StudyOutcome<Study> {
  /// It is done.
  case done(Study)
  /// The alliance has no plan, since these demands clash.
  case conflict(Conflict)
  /// Somebody interrupted it.
  case interrupted
}
