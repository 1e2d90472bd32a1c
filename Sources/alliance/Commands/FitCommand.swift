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
      alliance fit <data> --formula <formula> [--family gaussian|tobit|poisson]
        [--lower <limit>] [--upper <limit>] [--vcov <kind>] [--effects]
        [--output <model.json>] [--json] [<options>]
      """,
    discussion: """
      Prints the estimates with their standard errors and tests, how well the model fits, and whether its assumptions \
      hold. Rows in which a needed value is empty or NA are left out, counted and named by column. With -o the model \
      is written as JSON, which `alliance plan` and `alliance predict` read. docs/fit.md says what every number is.

      Examples:
        alliance fit firms.csv --formula "patents ~ sqrt(rd) + C(region)" -o m.json
        alliance fit firms.csv --formula "npr ~ rc + dz + dz:rc" --family tobit
        alliance fit firms.csv --formula "patents ~ log(rd)" --family poisson --effects
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

  @OptionGroup var familyOptions: FamilyOptions

  @OptionGroup var precision: PrecisionOptions

  @Flag(help: "Add marginal effects of every variable.")
  var effects = false

  @Flag(help: "Refuse regressors that are combinations of others in place of dropping them.")
  var strict = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write the model to this file.", valueName: "model.json"), completion: .file())
  var model: String?

  @OptionGroup var export: ExportOptions

  @OptionGroup var output: OutputOptions

  /// The families of models.
  enum FamilyName: String, ExpressibleByArgument, CaseIterable {
    case gaussian
    case tobit
    case poisson
  }

  func validate() throws {
    try familyOptions.validate(for: family)
    try precision.validate(for: family)
    if output.json, export.format != nil { throw ValidationError("--json and --export exclude each other.") }
    try checkThatResultsAreShown()
  }

  /// Refuses options whose results would be printed and written nowhere.
  private func checkThatResultsAreShown() throws {
    let showsEffects = effects && (export.format == nil || model != nil)
    if effects, !showsEffects {
      throw ValidationError("--export leaves no place for --effects; write them to a file with -o, or take --json.")
    }
    let showsIntervals = showsEffects || export.hasIntervals || (export.format == nil && !output.json)
    if precision.level != nil, !showsIntervals {
      throw ValidationError(
        "--level is for intervals, and none are asked for: the table, --effects and --export csv have them.")
    }
  }

  func answer(on console: Console) throws -> ExitStatus {
    if let model { try OutputPath.check([model], against: [data]) }
    let formula = try Formula(formula)
    if familyOptions.smearing != nil, !formula.responseIsLogarithm {
      throw ValidationError("--smearing needs a response log(y); the response is \(formula.response.label).")
    }
    let file = try SourceFile(reading: data)
    let observations = try Dataset(
      Table(file), formula: formula, weights: familyOptions.weights, cluster: precision.vcov?.clusterColumn)
    let sample = try Sample(observations, strict: strict)
    let source = DataSource(
      file: data, sha256: file.sha256, rowsUsed: sample.n, rowsDropped: observations.missing.droppedCount)
    switch family {
    case .gaussian:
      try conclude(LeastSquaresFit(sample, smearing: familyOptions.smearingFactor), source, console)
    case .tobit:
      let limits = familyOptions.tobitLimits
      try conclude(TobitFit(sample, lower: limits.lower, upper: limits.upper), source, console)
    case .poisson: try conclude(PoissonFit(sample), source, console)
    }
    return .done
  }

  /// Gives `estimated` its covariance, writes the model and prints what was asked for.
  private func conclude(_ estimated: some DescribedFit, _ source: DataSource, _ console: Console) throws {
    let fit = try estimated.applying(precision.request(for: family))
    let effects = effects ? MarginalEffects(fit) : nil
    let fitted = InnovationModel(fit, data: source)
    let specification = fit.specification
    var content = JSONValue(fitted)
    if !specification.tests.isEmpty { content = content.adding("specification", JSONValue(specification)) }
    if let effects { content = content.adding("effects", JSONValue(effects, level: precision.level ?? 0.95)) }
    if let model { try FileWriter().write(content.text, to: model) }

    let report = FitReport(
      fit, of: data, level: precision.level, specification: specification, effects: effects)
    let comparison = ModelComparison([ModelComparison.Entry(name: fit.formula.response.label, model: fitted)])
    let text = output.json ? content.text : report.text(console.palette, width: console.width)
    console.print(export.text(of: comparison, level: precision.level ?? 0.95) ?? text)
    console.warn(report.warnings)
    if let model { console.tell("The model is in \(model).") }
  }
}
