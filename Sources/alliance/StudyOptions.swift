import AllianceFiles
import Alliances
import ArgumentParser
import GLPKSolver
import Planning
import SourceText
import Studies

/// What every study of an alliance can be asked for.
struct StudyOptions: ParsableArguments {
  @Option(
    name: .customLong("csv"),
    help: ArgumentHelp("Write the tables of the study as CSV files into this folder.", valueName: "folder"),
    completion: .directory)
  var folder: String?

  /// Checks that the folder that was asked for, if one was, can be written; nothing is written.
  func checkFolder() throws {
    if let folder { try TableFolder(path: folder).check() }
  }

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

/// The draws with which the promises of compared plans are corrected.
struct PromiseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      How many draws of the coefficients promises are corrected with; 0 for none. Without it 40, or none where that \
      would take long.
      """, valueName: "number"))
  var draws: Int?

  @OptionGroup var seed: SeedOption

  func validate() throws {
    guard let draws else { return }
    guard draws == 0 || (2...100_000).contains(draws) else {
      throw ValidationError("--draws is 0 or a number from 2 to 100000.")
    }
  }

  /// What promises are corrected with in a comparison of so many `plans` of `alliance`.
  func basis(for alliance: Alliance, plans: Int) -> PromiseBasis {
    PromiseBasis(for: alliance, plans: plans, draws: draws, seed: seed.seed)
  }
}

/// How long every plan of a study may take.
struct PlanTimeOption: ParsableArguments {
  @Option(
    name: .customLong("time-limit"),
    help: ArgumentHelp(
      "Give every plan so many seconds at most, with its gap; answers then depend on the machine.", valueName: "seconds"
    ))
  var seconds: Double?

  /// A year [s].
  static let longest = 31_536_000.0

  func validate() throws {
    if let seconds, !(seconds > 0 && seconds <= Self.longest) {
      throw ValidationError("--time-limit is a number of seconds above 0 and at most a year.")
    }
  }
}

extension Planner {
  /// A planner for a study, which a first Ctrl-C stops; it gives every plan `seconds` at most, where told.
  static func ofStudy(secondsPerPlan seconds: Double? = nil) -> Planner {
    Planner(
      solver: GLPKSolver(),
      limits: PlanningLimits(time: seconds.map { .seconds($0) }, interruption: Signals.requestOnInterrupt()))
  }
}
