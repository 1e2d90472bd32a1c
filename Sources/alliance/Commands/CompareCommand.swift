import AllianceFiles
import ArgumentParser
import Regression
import Reporting
import SourceText

/// `alliance compare`: models side by side.
struct CompareCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares models side by side.",
    usage: """
      alliance compare <model> <model> ... [--export latex|markdown|csv]
        [--part tidy|glance] [--json] [--quiet]
      """,
    discussion: """
      Prints coefficients with standard errors, measures of fit, and likelihood-ratio tests of nested models; where two \
      models cannot be tested against each other it says why. docs/compare.md says what every number is.

      Example: alliance compare small.json large.json --export latex
      """)
  static let consequence = "nothing was compared"

  @Argument(
    help: "The models, two or more, fitted or published: JSON or YAML.",
    completion: .file(extensions: ["json", "yaml"]))
  var models: [String]

  @OptionGroup var export: ExportOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard models.count > 1 else { throw ValidationError("A comparison needs two models or more.") }
    if output.json, export.format != nil { throw ValidationError("--json and --export exclude each other.") }
  }

  func answer(on console: Console) throws -> ExitStatus {
    let comparison = ModelComparison(try entries())
    if output.json {
      console.print(JSONValue(comparison, reason: \.wording.message).text)
    } else {
      let report = ComparisonReport(comparison)
      console.print(export.text(of: comparison) ?? report.text(console.palette, width: console.width))
    }
    return .done
  }

  /// The models, with the problems of all files found at once.
  private func entries() throws(InputProblems) -> [ModelComparison.Entry] {
    var entries: [ModelComparison.Entry] = []
    var problems: [InputProblem] = []
    for (path, name) in zip(models, names) {
      do throws(InputProblems) {
        entries.append(ModelComparison.Entry(name: name, model: try InnovationModel(SourceFile(reading: path))))
      } catch {
        problems += error.problems
      }
    }
    if !problems.isEmpty { throw InputProblems(problems) }
    return entries
  }

  /// The files' names without folder and ending where these tell them apart, else their paths.
  private var names: [String] {
    let short = models.map { path in
      let file = path.split(separator: "/").last.map(String.init) ?? path
      return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    }
    return Set(short).count == models.count ? short : models
  }
}
