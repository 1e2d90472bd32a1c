import AllianceFiles
import ArgumentParser
import Regression
import Reporting
import SourceText

/// `alliance predict`: what a model expects of firms.
struct PredictCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predicts the output of firms with a model.",
    usage: """
      alliance predict <model> <firms> [--level <level>]
        [--output <predictions.csv>] [--json] [--quiet]
      """,
    discussion: """
      Prints for every firm the index, the expected output with its standard error and interval, and of a tobit the \
      probability of an output between the limits. A firm that lacks a value is listed without figures. Values outside \
      the range that the model was fitted on are warned of. docs/predict.md says what every number is.

      Example: alliance predict model.json members.csv -o predictions.csv
      """)
  static let consequence = "nothing was predicted"

  @Argument(help: "The model, fitted or published: JSON or YAML.", completion: .file(extensions: ["json", "yaml"]))
  var model: String

  @Argument(
    help: "The firms: a CSV file with a column for every variable, and names in id, firm or name.",
    completion: .file(extensions: ["csv"]))
  var firms: String

  @Option(help: "The level of the intervals, between 0 and 1.")
  var level = 0.95

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write the predictions to this file.", valueName: "predictions.csv"), completion: .file())
  var table: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("The level of confidence must lie between 0 and 1; 0.95 is usual.")
    }
  }

  func answer(on console: Console) throws -> ExitStatus {
    if let table { try OutputPath.check([table], against: [model, firms]) }
    let innovationModel = try InnovationModel(SourceFile(reading: model))
    let data = try PredictionData(Table(SourceFile(reading: firms)), for: innovationModel)
    let predictions = Predictions(innovationModel, for: data, level: level)
    if let table { try FileWriter().write(predictions.csv, to: table) }

    let report = PredictionReport(predictions, by: innovationModel, of: model)
    console.print(
      output.json
        ? JSONValue(predictions, warnings: report.warnings).text : report.text(console.palette, width: console.width))
    console.warn(report.warnings)
    if let table { console.tell("The predictions are in \(table).") }
    return .done
  }
}
