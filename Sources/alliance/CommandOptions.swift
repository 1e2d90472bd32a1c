import ArgumentParser
import Foundation

/// The names of the commands and options, as the argument parser describes them.
struct CommandOptions: Decodable {
  let commandName: String
  private let subcommands: [CommandOptions]?
  private let arguments: [Argument]?

  private struct Argument: Decodable {
    /// `option` for those that take a value.
    let kind: String?
    let names: [Name]?
  }

  private struct Name: Decodable {
    let kind: String
    let name: String
  }

  /// The whole program; nil where the parser describes itself in another way.
  static var ofProgram: CommandOptions? {
    struct Description: Decodable {
      let command: CommandOptions
    }
    return try? JSONDecoder().decode(Description.self, from: Data(AllianceTool._dumpHelp().utf8)).command
  }

  /// The names of the commands.
  var commands: [String] { subcommands?.map(\.commandName) ?? [] }

  /// The options with their dashes, the long ones.
  var options: [String] { longNames(of: arguments ?? []) }

  /// Those of them that take a value.
  var optionsWithValue: [String] { longNames(of: (arguments ?? []).filter { $0.kind == "option" }) }

  private func longNames(of arguments: [Argument]) -> [String] {
    arguments.flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map { "--\($0.name)" }
  }

  /// The command named `name`.
  func command(_ name: String) -> CommandOptions? { subcommands?.first { $0.commandName == name } }
}
