import Regression
import SourceText
import TestSupport
import Testing

@testable import Reporting

@Suite("Tables of what follows from a fit")
struct ModelTableTests {
  private static let observations = """
    id,output,rd,support,region
    a,12,1,0,east
    b,15.5,2.5,0,west
    c,19,3.75,1,east
    d,21.25,4,1,north
    e,26,5.5,1,west
    f,30,7.125,0,north
    g,17,2.25,1,north
    h,22,6,0,east

    """

  private func fit(_ formula: String) throws -> LeastSquaresFit {
    let table = try Table(SourceFile(path: "data.csv", text: Self.observations))
    return try LeastSquaresFit(Dataset(table, formula: Formula(formula)))
  }

  private let source = DataSource(file: "data.csv", sha256: "0", rowsUsed: 8, rowsDropped: 0)

  private func model(_ formula: String) throws -> InnovationModel { InnovationModel(try fit(formula), data: source) }

  private var tobit: InnovationModel {
    get throws {
      var summary = FitSummary()
      summary.n = 350
      summary.logLikelihood = -1234.5
      return try InnovationModel(
        formula: Formula("output ~ rd + C(region)"), family: .tobit(lower: 0, upper: nil),
        coefficients: [("(Intercept)", 8.25), ("rd", 1.2176), ("C(region)west", -0.4110)], sigma: 6.331,
        standardErrors: [5.2111, 0.6022, 0.6913, 0.049], fit: summary)
    }
  }

  private func expect(_ text: String, _ name: String) {
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/\(name)").compare(text) }
  }

  @Test("effects: averages and means, through a product, a 0/1 variable and a category, within 80 columns")
  func effects() throws {
    let effects = MarginalEffects(try fit("log(output) ~ rd * support + C(region)"))
    let text = EffectsReport(effects).lines().joined(separator: "\n")
    let withIntervals = EffectsReport(effects, level: 0.9).lines().joined(separator: "\n")
    #expect(withIntervals.split(separator: "\n").allSatisfy { $0.count <= 80 })
    expect(text + "\n\n" + withIntervals + "\n", "effects.txt")
  }

  @Test("predictions of a tobit whose covariances are not known, and what is said about it")
  func publishedPredictions() throws {
    let model = try tobit
    let firms = try Table(
      SourceFile(path: "firms.csv", text: "name,rd,region\nAcme,3,west\nBolt,,east\n晶圆厂,40,east\n"))
    let predictions = Predictions(model, for: try PredictionData(firms, for: model))
    let report = PredictionReport(predictions, by: model, of: "model.yaml")
    expect(report.text() + report.warnings.map { "warning: \($0)\n" }.joined(), "predictions-published.txt")
  }

  @Test("predictions of a fitted model, with firms outside the fitted range")
  func fittedPredictions() throws {
    let model = try model("log(output) ~ rd + C(region)")
    let rows = (1...8).map { "firm \($0),\($0 * 2),east\n" }.joined()
    let firms = try Table(SourceFile(path: "firms.csv", text: "id,rd,region\n" + rows))
    let predictions = Predictions(model, for: try PredictionData(firms, for: model), level: 0.9)
    let report = PredictionReport(predictions, by: model, of: "model.json")
    expect(report.text() + report.warnings.map { "warning: \($0)\n" }.joined(), "predictions-fitted.txt")
  }

  private var comparison: ModelComparison {
    get throws {
      ModelComparison([
        .init(name: "small", model: try model("output ~ rd")),
        .init(name: "R&D_100%", model: try model("output ~ rd + I(rd^2) + C(region)")),
        .init(name: "published", model: try tobit),
      ])
    }
  }

  @Test("models side by side for a terminal, in parts where they are too wide")
  func comparisonText() throws {
    let report = ComparisonReport(try comparison)
    expect(report.text() + "\n---\n\n" + report.text(width: 48), "comparison.txt")
  }

  @Test("models side by side for papers: what a language takes for commands is escaped")
  func markup() throws {
    let comparison = try comparison
    expect(comparison.latex + "\n" + comparison.markdown, "comparison-markup.txt")
  }

  @Test("tables for other programs: columns of broom, empty cells where nothing is known")
  func tables() throws {
    // Figures given by hand are printed with the same digits everywhere.
    let published = ModelComparison([.init(name: "a, b", model: try tobit)])
    expect(published.tidyCSV(level: 0.9) + "\n" + published.glanceCSV, "published.csv")
    let comparison = try comparison
    // They are read back as tables, with every digit.
    let tidy = try Table(SourceFile(path: "tidy.csv", text: comparison.tidyCSV()))
    let estimates = try tidy.numbers(try #require(tidy.column("estimate")))
    #expect(estimates == comparison.entries.flatMap { $0.model.estimates.map(\.estimate) })
    let glance = try Table(SourceFile(path: "glance.csv", text: comparison.glanceCSV))
    let fit = try fit("output ~ rd")
    let deviance = try glance.numbers(try #require(glance.column("deviance")))
    #expect(abs(deviance[0] - fit.residualSumOfSquares) < 1e-12 * fit.residualSumOfSquares)
  }

  @Test("every reason not to test two models has words of its own")
  func reasons() {
    let reasons: [Incomparability] = [
      .pseudoLikelihood, .differentResponses("y", "z"), .logarithm(of: "y"), .differentFamilies, .differentLimits,
      .differentRows(50, 49), .differentData, .dataUnknown, .likelihoodUnknown, .differentLevels(category: "region"),
      .sameTerms, .notNested,
    ]
    expect(reasons.map { $0.wording.message + "\n" }.joined(), "incomparable.txt")
    #expect(Set(reasons.map(\.wording.message)).count == reasons.count)
  }

  @Test("every fact about predictions has words of its own")
  func facts() {
    let facts: [PredictionFact] = [
      .unknownLevel(column: "region", level: "eest", known: ["east", "west"]),
      .takenForReference(column: "region", levels: ["east"]),
      .takenForReference(column: "region", levels: ["east", "north"]), .missingValue(column: "rd", firms: ["Acme"]),
      .outsideRange(variable: "rd", range: 0.5...9, firms: ["a", "b", "c", "d", "e", "f"]), .notFinite(firms: ["Acme"]),
      .covarianceUnknown(hasStandardErrors: true), .covarianceUnknown(hasStandardErrors: false),
    ]
    expect(
      facts.map { (([$0.wording.message] + $0.wording.advice).joined(separator: "\n    ")) + "\n" }.joined(),
      "prediction-facts.txt")
  }
}
