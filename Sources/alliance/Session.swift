import AllianceFiles
import ArgumentParser
import LinearProgramming
import Planning
import Reporting
import SourceText

/// One run: reads the command line, lets the command answer, and turns errors into messages and exit codes.
struct Session {
  let arguments: [String]
  let console: Console

  /// Runs the command that the arguments ask for.
  func run() -> ExitStatus {
    if let name = unknownSubcommand {
      let names = AllianceTool.configuration.subcommands.map { $0._commandName }
      return usageFailure(Wording("there is no command '\(name)'", unknown: name, known: names, noun: "commands"))
    }
    do {
      var command = try AllianceTool.parseAsRoot(arguments)
      guard let answering = command as? any AnsweringCommand else {
        try command.run()
        return .done
      }
      return run(answering)
    } catch {
      return end(parsing: error)
    }
  }

  private func run(_ command: any AnsweringCommand) -> ExitStatus {
    let console = console.quiet(command.output.quiet)
    do {
      return try command.answer(on: console)
    } catch let found as InputProblems {
      let problems = namingNearbyFiles(found)
      let report = ProblemReport(problems, consequence: type(of: command).consequence)
      console.complain(report.text(console.errorPalette))
      if command.output.json { console.print(JSONValue(problems.problems.map(\.worded)).text) }
      return .badInput
    } catch let error as ValidationError {
      return end(parsing: error)
    } catch {
      return fail((error as? any Worded)?.wording ?? Wording("\(error)"), json: command.output.json)
    }
  }

  // MARK: Command line

  /// The first argument where it names no command; the argument parser would take it for a stray value.
  private var unknownSubcommand: String? {
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help" else { return nil }
    let names = AllianceTool.configuration.subcommands.map { $0._commandName }
    return names.contains(first) ? nil : first
  }

  /// Help and versions are answers; everything else that the parser throws is bad usage.
  private func end(parsing error: any Error) -> ExitStatus {
    let text = AllianceTool.fullMessage(for: error)
    if AllianceTool.exitCode(for: error) == .success {
      console.print(text + "\n")
      return .done
    }
    console.complain(text + "\n")
    if asksForJSON {
      console.print(JSONValue([WordedProblem(mark: nil, message: AllianceTool.message(for: error))]).text)
    }
    return .badInput
  }

  private func usageFailure(_ wording: Wording) -> ExitStatus {
    console.complain(
      (["Error: \(wording.message)"] + wording.advice.map { "  \($0)" } + [
        "  See 'alliance --help' for more information."
      ])
      .joined(separator: "\n") + "\n")
    if asksForJSON { console.print(JSONValue([WordedProblem(wording, mark: nil)]).text) }
    return .badInput
  }

  private var asksForJSON: Bool { arguments.contains("--json") }

  private func fail(_ wording: Wording, json: Bool) -> ExitStatus {
    console.complain(
      (["alliance: \(wording.message)"] + wording.advice.map { "    \($0)" }).joined(separator: "\n") + "\n")
    if json { console.print(JSONValue([WordedProblem(wording, mark: nil)]).text) }
    return .failure
  }
}

extension InputProblem {
  /// The problem in words.
  fileprivate var worded: WordedProblem { WordedProblem(wording, mark: mark) }
}

extension WordedProblem {
  /// What `wording` says, at `mark`.
  fileprivate init(_ wording: Wording, mark: SourceMark?) {
    self.init(mark: mark, message: wording.message, expected: wording.expectation, suggestion: wording.suggestion)
  }
}
