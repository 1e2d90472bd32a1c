import AllianceFiles
import ArgumentParser
import GLPKSolver
import Planning
import Reporting
import SourceText
import Studies

/// `alliance sharing`: who gets how much of what all are worth together.
struct SharingCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "sharing",
    abstract: "Divides the gain of an alliance, or of a game, and says who would leave.",
    usage: """
      alliance sharing <alliance> [--budget-of-coalition <part>]
        [--pay <division>] [--groups <number>] [--seed <number>]
        [--csv <folder>] [--json] [--quiet]
      alliance sharing --game <file> [--json] [--quiet]
      """,
    discussion: """
      Every coalition of the firms is planned by itself, with its own levers and money and a part of the budget. Its gain \
      is what it is worth. Divisions: by what resources are worth at the shadow prices (Owen), by the Shapley value (what \
      each adds on average), by the nucleolus (the worst-served coalition as well served as can be), in proportion to \
      contributions, and in equal parts. For each of them, whether some coalition would gain by leaving.

      With --game the worth of every coalition is read instead: a CSV file with the columns coalition and value, in which \
      a coalition is the names of its players joined by +.

      Examples: alliance sharing alliance.yaml --pay nucleolus
      \u{20}         alliance sharing --game Examples/shared-production/game.csv
      """)
  static let consequence = "nothing was divided"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String?

  @Option(
    help: ArgumentHelp("A game: a CSV file with the columns coalition and value.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var game: String?

  @Option(
    name: .customLong("budget-of-coalition"),
    help: ArgumentHelp(
      "The part of the budget that a coalition has.", valueName: "part"))
  var part: AllianceGame.MoneyPart = .proportional

  @Option(
    name: .customLong("pay"),
    help: ArgumentHelp(
      "The division that payments lead to.", valueName: "division"))
  var method: Sharing.Method = .shapley

  @Option(
    help: ArgumentHelp(
      "Groups of orders that the Shapley value of more than \(AllianceSharing.exactLimit) firms is estimated from. "
        + "(default: 10; from 4 on with more than 24 firms)",
      valueName: "number"))
  var groups: Int?

  @OptionGroup var seed: SeedOption
  @OptionGroup var study: StudyOptions
  @OptionGroup var output: OutputOptions

  /// Whose gain is divided.
  private enum Subject {
    case alliance(path: String)
    case game(path: String)
  }

  private var subject: Subject {
    get throws {
      switch (alliance, game) {
      case (let path?, nil): return .alliance(path: path)
      case (nil, let path?): return .game(path: path)
      case (nil, nil): throw ValidationError("Name an alliance file, or a game with --game.")
      default: throw ValidationError("Name an alliance file or a game with --game, not both.")
      }
    }
  }

  func validate() throws {
    _ = try subject
    guard game == nil || study.folder == nil else {
      throw ValidationError("--csv is for alliances; the game is in a CSV file already.")
    }
    let usual = AllianceSharing.Options()
    guard game == nil || (part, groups, seed.seed, method) == (usual.part, usual.groups, usual.seed, .shapley) else {
      throw ValidationError("--budget-of-coalition, --pay, --groups and --seed are for alliances, not for games.")
    }
    guard groups.map((2...10_000).contains) ?? true else {
      throw ValidationError("--groups is a whole number from 2 to 10000.")
    }
  }

  func answer(on console: Console) throws -> ExitStatus {
    switch try subject {
    case .alliance(let path): try divideGain(of: path, on: console)
    case .game(let path): try divideGame(at: path, on: console)
    }
  }

  private func divideGame(at path: String, on console: Console) throws -> ExitStatus {
    var stopwatch = Stopwatch()
    let file = try SourceFile(reading: path)
    let game = try CoalitionalGame(Table(file))
    stopwatch.finish("read")
    let solver = GLPKSolver()
    let sharing = try Sharing(of: game, solver: solver)
    stopwatch.finish("solve")
    let record = RunRecord(version: Version.text, files: [file], seconds: stopwatch.seconds)
    console.print(
      output.json
        ? JSONValue(sharing, run: record, solver: solver.name).text
        : SharingReport(sharing, of: path).text(console.palette, width: console.width))
    return .done
  }

  private func divideGain(of path: String, on console: Console) throws -> ExitStatus {
    var run = try StudyRun(of: path, study, output, on: console)
    let (subject, planner) = (run.input.alliance, Planner.ofStudy())
    let options = AllianceSharing.Options(part: part, groups: groups, seed: seed.seed)
    let progress = ProgressLine(nil, "plans", on: console)
    let outcome = try run.outcome(by: planner) { () -> AllianceSharing? in
      defer { progress.finish() }
      switch try AllianceSharing.outcome(of: subject, options: options, planner: planner, step: progress.step(of:)) {
      case .shared(let found): return found
      case .infeasible: return nil
      case .tooManyFirms(let count):
        throw ValidationError(
          "\(count) firms take part, and the gain is divided among at most \(AllianceSharing.playerLimit).")
      }
    }
    return try run.conclude(outcome) { found in
      let report = AllianceSharingReport(found)
      try run.print(
        found.tables, json: JSONValue(found, notes: report.notes, seed: seed.seed, run: run.record),
        text: report.text(console.palette, width: console.width, paying: method, notes: !output.quiet))
      if output.json { console.note(report.notes) }
      return found.plan.isStopped ? .stopped : .done
    }
  }
}

extension AllianceGame.MoneyPart: ExpressibleByArgument {}
extension Sharing.Method: ExpressibleByArgument {}
