import Foundation
import Regression
import SourceText
import Testing

@testable import AllianceFiles

@Suite("Answers about models in JSON and CSV")
struct ModelAnswerTests {
  private func fit(_ formula: String) throws -> LeastSquaresFit {
    let text = "output,rd,region\n1,2,east\n3,4,west\n2,3,east\n5,7,west\n6,9,east\n4,6,west\n"
    return try LeastSquaresFit(Dataset(Table(SourceFile(path: "data.csv", text: text)), formula: Formula(formula)))
  }

  /// The content of `value` as another reader of JSON sees it.
  private func object(_ value: JSONValue) throws -> [String: Any] {
    let content = try JSONSerialization.jsonObject(with: Data(value.text.utf8))
    return try #require(content as? [String: Any])
  }

  /// Whether another reader finds the number that was written, but for the rounding of that reader.
  private func isSame(_ found: Any?, _ number: Double) -> Bool {
    (found as? Double).map { abs($0 - number) <= 4 * number.ulp } ?? false
  }

  @Test("effects: their keys, and the change that they are about")
  func effects() throws {
    let effects = MarginalEffects(try fit("output ~ rd + C(region)"))
    let list = try #require(try object(["effects": JSONValue(effects, level: 0.9)])["effects"] as? [[String: Any]])
    #expect(list.count == 4)
    let figures: Set = [
      "variable", "change", "on", "at", "estimate", "std_error", "statistic", "p_value", "conf_low", "conf_high",
    ]
    #expect(Set(list[0].keys) == figures)
    #expect(Set(list[1].keys) == figures.union(["level", "reference"]))
    #expect(list[0]["on"] as? String == "expected" && list[0]["at"] as? String == "average")
    #expect(list[1]["level"] as? String == "west" && list[1]["reference"] as? String == "east")
    #expect(list[3]["at"] as? String == "means")
    #expect(isSame(list[0]["conf_low"], effects.effects[0].interval(level: 0.9).lower))
  }

  @Test("predictions: the same figures in JSON and CSV, null or empty for a firm that lacks a value")
  func predictions() throws {
    let model = InnovationModel(try fit("log(output) ~ rd"))
    let firms = try Table(SourceFile(path: "firms.csv", text: "id,rd\n\"Acme, Inc.\",5\nNA,\n"))
    let predictions = Predictions(model, for: try PredictionData(firms, for: model))
    let content = try object(JSONValue(predictions, warnings: ["one"]))
    #expect(content["schema"] as? String == "alliance-predictions/1")
    #expect(content["warnings"] as? [String] == ["one"])
    let list = try #require(content["predictions"] as? [[String: Any]])
    let names = [
      "id", "index", "index_std_error", "expected", "probability_uncensored", "std_error", "conf_low", "conf_high",
    ]
    #expect(list.allSatisfy { Set($0.keys) == Set(names) })
    #expect(list[0]["id"] as? String == "Acme, Inc.")
    #expect(list[0]["probability_uncensored"] is NSNull)
    #expect(list[1]["expected"] is NSNull && list[1]["conf_low"] is NSNull)

    let table = try Table(SourceFile(path: "out.csv", text: predictions.csv))
    #expect(table.columnNames == names)
    #expect(table.text(row: 0, column: 0) == "Acme, Inc.")
    for (column, name) in names.enumerated().dropFirst() where name != "probability_uncensored" {
      #expect(isSame(list[0][name], try table.numbers(column)[0]))
      #expect(table.isMissing(row: 1, column: column))
    }
  }

  @Test("a comparison: models, tests, and reasons where there is none")
  func comparison() throws {
    let source = DataSource(file: "data.csv", sha256: "0", rowsUsed: 6, rowsDropped: 0)
    let names = ["small", "large", "logarithm"]
    let models = try ["output ~ rd", "output ~ rd + C(region)", "log(output) ~ rd"].map {
      InnovationModel(try fit($0), data: source)
    }
    let comparison = ModelComparison(zip(names, models).map { ModelComparison.Entry(name: $0, model: $1) })
    let content = try object(JSONValue(comparison) { _ in "because" })
    #expect(content["schema"] as? String == "alliance-comparison/1")
    let written = try #require(content["models"] as? [[String: Any]])
    #expect(written.map { $0["name"] as? String } == names)
    #expect(isSame(written[0]["log_likelihood"], models[0].fit?.logLikelihood ?? .nan))
    #expect(isSame((written[1]["coefficients"] as? [String: Any])?["C(region)west"], models[1].coefficients[2]))
    let tests = try #require(content["tests"] as? [[String: Any]])
    #expect(tests[0]["restricted"] as? String == "small" && tests[0]["full"] as? String == "large")
    #expect(tests[0]["df"] as? Int == 1)
    #expect(tests[1]["models"] as? [String] == ["small", "logarithm"])
    #expect(tests[1]["not_comparable"] as? String == "because")
  }

  @Test("the log-likelihood of the intercept alone survives writing and reading")
  func interceptOnly() throws {
    var summary = FitSummary()
    summary.interceptOnlyLogLikelihood = -710.25
    let model = try InnovationModel(
      formula: Formula("y ~ a"), family: .tobit(lower: 0, upper: nil), coefficients: [("(Intercept)", 1), ("a", 2)],
      sigma: 1, fit: summary)
    let read = try InnovationModel(SourceFile(path: "model.json", text: JSONValue(model).text))
    #expect(read.fit?.interceptOnlyLogLikelihood == -710.25)
  }
}
