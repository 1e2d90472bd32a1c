import AllianceFiles
import ArgumentParser
import GLPKSolver
import Planning
import SourceText

/// What every study of an alliance can be asked for.
struct StudyOptions: ParsableArguments {
  @Option(
    name: .customLong("csv"),
    help: ArgumentHelp("Write the tables of the study as CSV files into this folder.", valueName: "folder"),
    completion: .directory)
  var folder: String?

  /// Writes `tables` into the folder that was asked for, if one was, and says so; none of them is one of `inputs`.
  func write(_ tables: [NamedTable], besides inputs: [SourceFile], on console: Console) throws {
    guard let folder else { return }
    let outputs = try TableFolder(path: folder).outputs(of: tables)
    try OutputPath.check(outputs.map(\.path), against: inputs.map(\.path))
    try FileWriter().write(outputs)
    console.tell("The tables are in \(folder): \(tables.map { "\($0.name).csv" }.joined(separator: ", ")).")
  }
}

/// The seed of a study that draws.
struct SeedOption: ParsableArguments {
  @Option(help: ArgumentHelp("The seed of the random draws; the same seed gives the same answer.", valueName: "number"))
  var seed: UInt64 = 1
}

extension Planner {
  /// A planner for a study, which a first Ctrl-C stops.
  static func ofStudy() -> Planner {
    Planner(solver: GLPKSolver(), limits: PlanningLimits(interruption: Signals.requestOnInterrupt()))
  }
}
