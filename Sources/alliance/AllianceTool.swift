import ArgumentParser

/// `alliance`: the root of the commands.
struct AllianceTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alliance",
    abstract: "Plans what an innovation alliance spends, on which firm, and when.",
    discussion: """
      A model of innovation output is fitted to data; an alliance file names the firms, the budget, what may be changed \
      and the rules; the plan is the allocation that raises output most, with the price of every limit and a proof.

      Exit codes: 0 done, 1 a failure of the program, 2 bad usage or input, 3 no plan meets all demands, 4 a plan that \
      is not proved to be the best, 5 a plan or a table whose figures do not agree, 130 interrupted.
      """,
    version: Version.text,
    subcommands: [
      FitCommand.self, PredictCommand.self, CompareCommand.self, AuditCommand.self, PlanCommand.self,
      CheckCommand.self, VerifyCommand.self, ExportCommand.self, FrontierCommand.self, PartnersCommand.self,
      PoliciesCommand.self, WhatIfCommand.self, AlternativesCommand.self, SharingCommand.self, RiskCommand.self,
    ])
}

/// The version of the program.
enum Version {
  static let text = "0.1.0"
}

/// A command that answers on a console.
protocol AnsweringCommand: ParsableCommand {
  /// What every command can be asked for.
  var output: OutputOptions { get }

  /// What did not happen when an input is wrong, as in `nothing was planned`.
  static var consequence: String { get }

  /// Does the work and prints the answer.
  func answer(on console: Console) throws -> ExitStatus
}

/// How the program ends.
enum ExitStatus: Int32 {
  /// The work is done.
  case done = 0
  /// The program failed.
  case failure = 1
  /// The command line or an input is wrong.
  case badInput = 2
  /// No plan meets all demands.
  case infeasible = 3
  /// The search stopped short of a proof; the plan that it had is printed.
  case stopped = 4
  /// Figures of a plan that was verified, or of a table that was audited, do not agree.
  case disagreement = 5
  /// Someone pressed Ctrl-C.
  case interrupted = 130
}

/// What every command can be asked for.
struct OutputOptions: ParsableArguments {
  @Flag(name: .long, help: "Print JSON on standard output, and nothing else there.")
  var json = false

  @Flag(name: .long, help: "Leave out warnings, notes and messages of success.")
  var quiet = false
}
