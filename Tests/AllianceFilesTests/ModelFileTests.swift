import Regression
import SourceText
import Statistics
import Testing

@testable import AllianceFiles

private let published = """
  # Published coefficients
  formula: npr ~ rc + rj + dz + dz:rc
  family: {name: tobit, lower: 0}
  coefficients:
    (Intercept): 18.1213
    rc: 1.2176
    rj: 0.2629
    dz: 9.8686
    rc:dz: -0.4110
  sigma: 28.3310
  standard_errors: {rc:dz: 0.6913, dz: 5.7870, rj: 0.1667, rc: 0.6022, (Intercept): 5.2111, log(sigma): 0.0490}
  variables:
    rc: {min: 0, max: 60, mean: 7.17, sd: 6.39}
  """

private func model(_ text: String) throws(InputProblems) -> InnovationModel {
  try InnovationModel(SourceFile(path: "m.yaml", text: text))
}

private func complaints(_ text: String) -> [Complaint] {
  do throws(InputProblems) {
    _ = try model(text)
    return []
  } catch {
    return error.problems.map(Complaint.init)
  }
}

@Suite("A model file is read as it says")
struct ModelReadingTests {
  @Test func aPublishedTobitInYAML() throws {
    let model = try model(published)
    #expect(model.coefficientNames == ["(Intercept)", "rc", "rj", "dz", "rc:dz"])
    #expect(model.coefficients == [18.1213, 1.2176, 0.2629, 9.8686, -0.4110])
    #expect(model.standardErrors == [5.2111, 0.6022, 0.1667, 5.7870, 0.6913, 0.0490])
    #expect(model.family == .tobit(lower: 0, upper: nil))
    #expect(model.sigma == 28.3310)
    #expect(model.covariance == nil)
    #expect(model.summary(of: "rc")?.maximum == 60)
    #expect(model.summary(of: "rj") == nil)
  }

  @Test func aFittedModelInJSON() throws {
    let model = try model(
      """
      {"schema": "alliance-model/1", "formula": "log(y) ~ rd + C(region) - 1", "response": "log(y)",
       "family":{"name":"gaussian","smearing":1.08},
       "coefficients": {"rd": 1e-05, "C(region)east": -2.5E+2, "C(region)west \\"2\\": x": 3},
       "covariance": [[1, 0.5, 0], [0.5, 2, 0], [0, 0, 4]],
       "categories": {"region": ["east", "west \\"2\\": x"]},
       "fit": {"n": 350, "r_squared": null, "future": {"a": [1]}}, "effects": [{"variable": "rd"}],
       "data": {"file": "d.csv", "sha256": "00", "rows_used": 350, "rows_dropped": 1, "more": true}}
      """)
    #expect(model.coefficients == [1e-05, -250, 3])
    #expect(model.covariance == Matrix(rows: [[1, 0.5, 0], [0.5, 2, 0], [0, 0, 4]]))
    #expect(model.family == .gaussian(smearing: 1.08))
    #expect(model.levels(of: "region") == ["east", "west \"2\": x"])
    #expect(model.fit?.n == 350)
    #expect(model.fit?.rSquared == nil)
    #expect(model.data == DataSource(file: "d.csv", sha256: "00", rowsUsed: 350, rowsDropped: 1))
  }

  @Test func aFamilyMayBeANameAlone() throws {
    #expect(try model("formula: y ~ x\nfamily: poisson\ncoefficients: {(Intercept): 1, x: 2}").family == .poisson)
  }
}

@Suite("What is wrong with a model is marked where it is written")
struct ModelMisuseTests {
  private func changed(_ old: String, _ new: String) -> [Complaint] {
    complaints(published.replacing(old, with: new))
  }

  @Test func aMisspeltKey() {
    #expect(changed("sigma: 28.3310", "sgma: 28.3310").map(\.place) == ["m.yaml:10:1"])
    #expect(changed("lower: 0", "lwer: 0").map(\.place) == ["m.yaml:3:23"])
  }

  @Test func aFormulaThatIsNone() {
    let found = changed("dz + dz:rc", "dz + log dz")
    #expect(found.map(\.place) == ["m.yaml:2:35"])
    #expect(found.allSatisfy { $0.fact.base is FormulaFact })
    #expect(
      complaints("formula: \"y ~ x +\"\nfamily: poisson\ncoefficients: {x: 1}").map(\.place) == ["m.yaml:1:18"])
  }

  @Test func aFormulaOverSeveralLinesIsQuotedAsAWhole() throws {
    let folded = "formula: npr ~ rc +\n  rj + dz + dz:rc"
    #expect(try model(published.replacing("formula: npr ~ rc + rj + dz + dz:rc", with: folded)).terms.count == 5)
    #expect(
      complaints(published.replacing("formula: npr ~ rc + rj + dz + dz:rc", with: folded + " + log(")).map(\.place)
        == ["m.yaml:2:10"])
  }

  @Test func aCoefficientThatTheFormulaDoesNotHave() {
    #expect(
      changed("  rj: 0.2629", "  rx: 0.2629\n  rj: 0.2629") == [
        Complaint(
          "m.yaml:7:3", "rx",
          ModelFact.unknownCoefficient(label: "rx", known: ["(Intercept)", "rc", "rj", "dz", "rc:dz"]))
      ])
  }

  @Test func aCoefficientThatIsMissing() {
    #expect(
      changed("  rj: 0.2629\n", "").contains {
        $0.place == "m.yaml:4:1"
          && $0.fact
            == AnyHashable(
              ModelFact.missingCoefficient(label: "rj", given: ["(Intercept)", "rc", "dz", "rc:dz"]))
      })
  }

  @Test func aStandardErrorTooManyAndOneTooFew() {
    #expect(
      changed("log(sigma)", "log(sgma)") == [
        Complaint(
          "m.yaml:11:91", "log(sgma)",
          StructureFact.unknownKey(
            "log(sgma)", under: ["standard_errors"], known: ["(Intercept)", "rc", "rj", "dz", "rc:dz", "log(sigma)"]))
      ])
    #expect(
      changed(", (Intercept): 5.2111", "") == [
        Complaint(
          "m.yaml:11:1", "standard_errors", StructureFact.missingKey("(Intercept)", under: ["standard_errors"]))
      ])
  }

  @Test func aNegativeStandardError() {
    #expect(
      changed("0.1667", "-0.1667") == [
        Complaint("m.yaml:11:50", "-0.1667", ModelFact.standardErrorNegative(label: "rj", -0.1667))
      ])
  }

  @Test func aSigmaThatIsMissingOrNone() {
    #expect(changed("sigma: 28.3310\n", "") == [Complaint("m.yaml", nil, ModelFact.sigmaMissing)])
    #expect(changed("28.3310", "-1") == [Complaint("m.yaml:10:8", "-1", ModelFact.sigmaNotPositive(-1))])
  }

  @Test func limitsThatCross() {
    #expect(
      changed("lower: 0", "lower: 1, upper: 0") == [
        Complaint("m.yaml:3:1", "family", ModelFact.limitsCross(lower: 1, upper: 0))
      ])
  }

  @Test func aCovarianceOfAnotherSizeOrShape() {
    let short = published + "\ncovariance: [[1]]"
    #expect(
      complaints(short) == [
        Complaint("m.yaml:14:1", "covariance", ModelFact.covarianceSize(rows: 1, columns: 1, expected: 6))
      ])
    #expect(
      complaints(published + "\ncovariance:\n- [1, 2]\n- [1]\n") == [
        Complaint("m.yaml:16:3", "[", StructureFact.wrongCount(key: "covariance", found: 1, expected: 2))
      ])
  }

  @Test func anImpossibleCovarianceIsMarkedItself() {
    let text = """
      formula: y ~ x
      family: gaussian
      coefficients: {(Intercept): 1, x: 2}
      covariance:
        - [1, 3]
        - [3, 1]
      """
    #expect(
      complaints(text) == [Complaint("m.yaml:6:6", "3", ModelFact.covarianceImpossible(row: 1, column: 0))])
  }

  @Test func figuresOfAVariableThatAPublicationDoesNotPrintMayBeLeftOut() {
    #expect(changed(", mean: 7.17", "").isEmpty)
    #expect(changed(", mean: 7.17", ", mean: 61").count == 1)
  }

  @Test func anotherVersionOfTheFormat() {
    #expect(
      complaints(published + "\nschema: alliance-model/2") == [
        Complaint(
          "m.yaml:14:9", "alliance-model/2",
          StructureFact.unknownChoice(key: "schema", text: "alliance-model/2", known: ["alliance-model/1"]))
      ])
  }

  @Test func aResponseThatIsNotTheFormulas() {
    #expect(
      complaints(published + "\nresponse: patents") == [
        Complaint(
          "m.yaml:14:11", "patents", StructureFact.contradicts(key: "response", text: "patents", expected: "npr"))
      ])
  }

  @Test func aCountThatIsNone() {
    #expect(
      complaints(published + "\nfit: {n: 3.5}") == [
        Complaint("m.yaml:14:10", "3.5", StructureFact.wrongType(key: "n", expected: .count, found: .number("3.5")))
      ])
  }
}

@Suite("A model that was written reads back the same")
struct ModelRoundTripTests {
  private func roundTrip(_ model: InnovationModel) throws -> InnovationModel {
    try InnovationModel(SourceFile(path: "model.json", text: JSONValue(model).text))
  }

  @Test func aPublishedModel() throws {
    let model = try model(published)
    #expect(try roundTrip(model) == model)
  }

  @Test func keysStandInTheOrderOfTheFormat() throws {
    let text = JSONValue(try model(published)).text
    let keys = ["schema", "formula", "response", "family", "coefficients", "sigma", "standard_errors", "variables"]
    let places = keys.compactMap { text.range(of: "\n  \"\($0)\":")?.lowerBound }
    #expect(places.count == keys.count)
    #expect(places == places.sorted())
    #expect(text.contains("\"(Intercept)\": 18.1213,\n    \"rc\": 1.2176"))
  }

  @Test(arguments: 1...40)
  func modelsOfRandomNumbers(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let model = try random.model()
    #expect(try roundTrip(model) == model)
  }
}

/// Models with numbers of all magnitudes and names that need quotation marks.
private struct RandomModel {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  private mutating func bits() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }

  /// Any finite double with an exponent of moderate size, of either sign.
  private mutating func number() -> Double {
    let significand = Double(bits() >> 11) / 0x1p53 + 1
    let value = significand * Double(sign: .plus, exponent: Int(bits() % 120) - 60, significand: 1)
    return bits() % 2 == 0 ? value : -value
  }

  private mutating func positive() -> Double { abs(number()) }

  mutating func model() throws -> InnovationModel {
    let names = ["rd", "a b", "研发", "x#1", "no", "2026"].prefix(Int(bits() % 6) + 1)
    let formula = try Formula("y ~ " + (names.map { "sqrt(`\($0)`)" } + ["C(`the region`)"]).joined(separator: " + "))
    let labels =
      ["(Intercept)"] + formula.terms.dropLast().map(\.label) + [formula.terms[names.count].label + "e: \"st\t\u{85}"]
    let deviations = labels.map { _ in positive() } + [positive()]
    var covariance = Matrix(rowCount: deviations.count, columnCount: deviations.count)
    for (position, deviation) in deviations.enumerated() { covariance[position, position] = deviation * deviation }
    let summaries = names.map { name in
      let range = [number(), number()].sorted()
      return VariableSummary(
        name: name, minimum: range[0], maximum: range[1], mean: range[0], standardDeviation: positive())
    }
    return try InnovationModel(
      formula: formula, family: .tobit(lower: 0, upper: nil), coefficients: labels.map { ($0, number()) },
      sigma: positive(), standardErrors: deviations, covariance: covariance, variables: summaries,
      categories: [CategoryLevels(name: "the region", levels: ["null", "e: \"st\t\u{85}"])], fit: fit(),
      data: DataSource(file: "a\u{2028}b\\c.csv", sha256: "e3b0", rowsUsed: Int(bits() >> 40), rowsDropped: 0))
  }

  private mutating func fit() -> FitSummary {
    var fit = FitSummary()
    fit.n = Int(bits() >> 40)
    fit.logLikelihood = number()
    fit.aic = number()
    fit.bic = number()
    fit.rSquared = positive()
    fit.adjustedRSquared = number()
    fit.fStatistic = positive()
    fit.fDegreesOfFreedom = [3, 40]
    fit.fPValue = positive()
    fit.censoredLower = 4
    fit.iterations = 6
    fit.covarianceType = "classical"
    return fit
  }
}
