import AllianceFiles
import ArgumentParser
import Regression
import Reporting
import SourceText

/// `alliance fit`: a model of innovation output from a table of observations.
struct FitCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fits a model of innovation output to data.",
    usage: """
      alliance fit <data> --formula <formula> [--family <family>]
        [--output <model.json>] [--level <level>] [--json] [--quiet]
      """,
    discussion: """
      Prints the estimates with their standard errors and tests, and how well the model fits. Rows in which a needed \
      value is empty or NA are left out, counted and named by column. With -o the model is written as JSON, which \
      `alliance plan` reads.

      Example: alliance fit observations.csv --formula "patents ~ sqrt(rd) + talent + C(region)" -o model.json
      """)
  static let consequence = "nothing was fitted"

  @Argument(help: "The observations: a CSV file with a header.", completion: .file(extensions: ["csv"]))
  var data: String

  @Option(
    help: ArgumentHelp(
      "The response and the terms in R's notation: v, log(v), log1p(v), sqrt(v), I(v^2), C(category), a:b, a*b, - 1.",
      valueName: "formula"))
  var formula: String

  @Option(help: "How the response is distributed.")
  var family = FamilyName.gaussian

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write the model to this file.", valueName: "model.json"), completion: .file())
  var model: String?

  @Option(help: "Add confidence intervals at this level, between 0 and 1.")
  var level: Double?

  @OptionGroup var output: OutputOptions

  /// The families of models; of these one can be fitted.
  enum FamilyName: String, ExpressibleByArgument {
    case gaussian
    case tobit
    case poisson

    static var allValueStrings: [String] { [gaussian.rawValue] }
  }

  func validate() throws {
    guard family == .gaussian else {
      throw ValidationError("The family '\(family.rawValue)' is not available in this version; gaussian is.")
    }
    if let level, !(level > 0 && level < 1) {
      throw ValidationError("The level of confidence must lie between 0 and 1; 0.95 is usual.")
    }
  }

  func answer(on console: Console) throws -> ExitStatus {
    if let model { try OutputPath.check([model], against: [data]) }
    let formula = try Formula(formula)
    let file = try SourceFile(reading: data)
    let fit = try LeastSquaresFit(Sample(Dataset(Table(file), formula: formula)))
    let source = DataSource(
      file: data, sha256: file.sha256, rowsUsed: fit.n, rowsDropped: fit.missing.droppedCount)
    let content = JSONValue(InnovationModel(fit, data: source)).text
    if let model { try FileWriter().write(content, to: model) }

    let report = FitReport(fit, of: data, level: level)
    console.print(output.json ? content : report.text(console.palette, width: console.width))
    console.warn(report.warnings)
    if let model { console.tell("The model is in \(model).") }
    return .done
  }
}
