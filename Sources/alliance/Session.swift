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
    if let wording = unknownName { return usageFailure(wording) }
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

  /// The first name of a command or an option that does not exist. The argument parser would take a command for a stray
  /// value, and would first complain of what else is missing.
  private var unknownName: Wording? {
    guard let program = CommandOptions.ofProgram, let first = arguments.first else { return nil }
    if first == "help" { return arguments.dropFirst().first.flatMap { unknownCommand($0, of: program) } }
    guard !first.hasPrefix("-") else { return unknownOption(of: program) }
    return unknownCommand(first, of: program) ?? program.command(first).flatMap(unknownOption)
  }

  private func unknownCommand(_ name: String, of program: CommandOptions) -> Wording? {
    guard !name.hasPrefix("-"), name != "help", program.command(name) == nil else { return nil }
    return Wording("there is no command '\(name)'", unknown: name, known: program.commands, noun: "commands")
  }

  /// Options are looked for up to `--`; what stands behind an equals sign is a value.
  private func unknownOption(of command: CommandOptions) -> Wording? {
    let known = command.options + ["--help", "--version"].filter { !command.options.contains($0) }
    let names = arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }
    return names.first { !known.contains($0) && !isForTools($0) }.map { name in
      Wording("there is no option '\(name)'", unknown: name, known: known, noun: "options")
    }
  }

  /// The parser's own options for shells and other programs, which it does not describe.
  private func isForTools(_ option: String) -> Bool {
    option.hasPrefix("---")
      || ["--help-hidden", "--generate-completion-script", "--experimental-dump-help"].contains(option)
  }

  /// Help and versions are answers; everything else that the parser throws is bad usage.
  private func end(parsing error: any Error) -> ExitStatus {
    let text = AllianceTool.fullMessage(for: error)
    if AllianceTool.exitCode(for: error) == .success {
      console.print(text + "\n")
      return .done
    }
    console.complain(text.usageInLines + "\n")
    if asksForJSON {
      console.print(JSONValue([WordedProblem(mark: nil, message: AllianceTool.message(for: error))]).text)
    }
    return .badInput
  }

  private func usageFailure(_ wording: Wording) -> ExitStatus {
    let known = CommandOptions.ofProgram?.commands ?? []
    let command = arguments.first.flatMap { known.contains($0) && $0 != "help" ? " \($0)" : nil } ?? ""
    let lines =
      ["Error: \(wording.message)"] + wording.advice.flatMap { $0.wrapped(to: 78, indent: 2) }.map { "  \($0)" }
      + ["  See 'alliance\(command) --help' for more information."]
    console.complain(lines.joined(separator: "\n") + "\n")
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
