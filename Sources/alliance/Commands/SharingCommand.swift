import AllianceFiles
import ArgumentParser
import GLPKSolver
import Reporting
import SourceText
import Studies

/// `alliance sharing`: who gets how much of what all are worth together.
struct SharingCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "sharing",
    abstract: "Divides what the players of a game are worth together.",
    discussion: """
      The game says what every coalition is worth by itself: a CSV file with the columns coalition and value, in which \
      a coalition is the names of its players joined by +.

      Divisions: by the Shapley value (what each adds on average), by the nucleolus (the worst-served coalition as well \
      served as can be), and in equal parts. For each of them, whether some coalition would gain by leaving.

      Example: alliance sharing --game Examples/shared-production/game.csv
      """)
  static let consequence = "nothing was divided"

  @Option(
    help: ArgumentHelp("The game: a CSV file with the columns coalition and value.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var game: String

  @OptionGroup var output: OutputOptions

  func answer(on console: Console) throws -> ExitStatus {
    let sharing = try Sharing(of: CoalitionalGame(Table(SourceFile(reading: game))), solver: GLPKSolver())
    let report = SharingReport(sharing, of: game)
    console.print(output.json ? JSONValue(sharing).text : report.text(console.palette, width: console.width))
    return .done
  }
}
