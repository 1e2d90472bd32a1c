import Foundation
import Testing

@testable import Regression

@Suite("Comparison of models")
struct ModelComparisonTests {
  private struct Pairs: Decodable {
    struct Pair: Decodable {
      let data: String
      let family: String
      let lower: Double?
      let upper: Double?
      let restricted: Model
      let full: Model
      let likelihood_ratio: Test
    }
    struct Model: Decodable {
      let formula: String
      let n: Int
      let log_likelihood: Double
      let aic: Double
      let bic: Double
    }
    struct Test: Decodable {
      let statistic: Double
      let df: Int
      let p_value: Double
    }
    let pairs: [Pair]
  }

  private func source(_ checksum: String = "same", rows: Int = 601) -> DataSource {
    DataSource(file: "data.csv", sha256: checksum, rowsUsed: rows, rowsDropped: 0)
  }

  /// The model of `formula` with the log-likelihood of R; least squares are fitted.
  private func model(_ model: Pairs.Model, of pair: Pairs.Pair) throws -> InnovationModel {
    let data = try Dataset(fixture("R/\(pair.data)"), formula: Formula(model.formula))
    if pair.family == "gaussian" {
      return InnovationModel(try LeastSquaresFit(data), data: source(rows: model.n))
    }
    let names = try DesignMatrix(data).labels
    var summary = FitSummary()
    summary.n = model.n
    summary.logLikelihood = model.log_likelihood
    return try InnovationModel(
      formula: Formula(model.formula), family: .tobit(lower: pair.lower, upper: pair.upper),
      coefficients: names.map { ($0, 1) }, sigma: 1, fit: summary, data: source())
  }

  private func outcome(_ first: InnovationModel, _ second: InnovationModel) -> ModelComparison.Outcome? {
    ModelComparison([.init(name: "first", model: first), .init(name: "second", model: second)]).pairs.first?.outcome
  }

  /// Fixtures/R/comparison.R, by lmtest's lrtest.
  @Test("likelihood-ratio tests are those of R, whichever model comes first")
  func reference() throws {
    let pairs = try decoded(Pairs.self, "R/comparison.json").pairs
    #expect(pairs.count == 5)
    for pair in pairs {
      let (restricted, full) = (try model(pair.restricted, of: pair), try model(pair.full, of: pair))
      for (first, second) in [(restricted, full), (full, restricted)] {
        guard case .test(let ratio)? = outcome(first, second) else {
          Issue.record("no test of \(pair.full.formula)")
          continue
        }
        #expect(digits(ratio.test.statistic, pair.likelihood_ratio.statistic) > 9)
        #expect(ratio.test.degrees == pair.likelihood_ratio.df)
        #expect(digits(ratio.test.pValue, pair.likelihood_ratio.p_value) > 8)
        #expect((ratio.restricted, ratio.full) == (first == restricted ? (0, 1) : (1, 0)))
      }
      if pair.family == "gaussian" {
        #expect(digits(full.fit?.aic ?? .nan, pair.full.aic) > 12)
        #expect(digits(full.fit?.bic ?? .nan, pair.full.bic) > 12)
      }
    }
  }

  private func given(
    _ formula: String, _ family: Family = .gaussian(smearing: nil), levels: [String] = [], n: Int = 50,
    logLikelihood: Double? = -10, data: DataSource?
  ) throws -> InnovationModel {
    let formula = try Formula(formula)
    var summary = FitSummary()
    summary.n = n
    summary.logLikelihood = logLikelihood
    let labels = ["(Intercept)"] + formula.terms.map { $0.label == "C(g)" ? "C(g)b" : $0.label }
    var sigma: Double?
    if case .tobit = family { sigma = 1 }
    return try InnovationModel(
      formula: formula, family: family, coefficients: labels.map { ($0, 1) }, sigma: sigma,
      categories: levels.isEmpty ? [] : [CategoryLevels(name: "g", levels: levels)], fit: summary, data: data)
  }

  private func reason(_ first: InnovationModel, _ second: InnovationModel) -> Incomparability? {
    if case .notComparable(let reason)? = outcome(first, second) { reason } else { nil }
  }

  @Test("what cannot be tested is not tested, and says why")
  func incomparable() throws {
    let data = source(rows: 50)
    let small = try given("y ~ a", data: data)
    let large = try given("y ~ a + b", data: data)
    #expect(reason(small, large) == nil)
    #expect(reason(small, try given("z ~ a + b", data: data)) == .differentResponses("y", "z"))
    let logarithm = try given("log(y) ~ a + b", .gaussian(smearing: 1), data: data)
    #expect(reason(small, logarithm) == .logarithm(of: "y"))
    #expect(reason(small, try given("y ~ a + b", .poisson, data: data)) == .pseudoLikelihood)
    let tobit = try given("y ~ a", .tobit(lower: 0, upper: nil), data: data)
    #expect(reason(small, tobit) == .differentFamilies)
    #expect(reason(tobit, try given("y ~ a + b", .tobit(lower: 1, upper: nil), data: data)) == .differentLimits)
    #expect(reason(small, try given("y ~ a + b", n: 49, data: data)) == .differentRows(50, 49))
    #expect(reason(small, try given("y ~ a + b", data: source("other", rows: 50))) == .differentData)
    #expect(reason(small, try given("y ~ a + b", data: nil)) == .dataUnknown)
    #expect(reason(small, try given("y ~ a + b", logLikelihood: nil, data: data)) == .likelihoodUnknown)
    #expect(reason(small, try given("y ~ a", data: data)) == .sameTerms)
    #expect(reason(large, try given("y ~ a + c", data: data)) == .notNested)
    let two = try given("y ~ C(g)", levels: ["a", "b"], data: data)
    let three = try given("y ~ C(g) + a", levels: ["a", "b", "c"], data: data)
    #expect(reason(two, three) == .differentLevels(category: "g"))
  }

  @Test("a product is the same term in whatever order its factors stand")
  func products() throws {
    let data = source(rows: 50)
    let first = try given("y ~ a:b", data: data)
    let second = try given("y ~ c + b:a", logLikelihood: -8, data: data)
    #expect(
      outcome(first, second)
        == .test(LikelihoodRatioTest(restricted: 0, full: 1, test: ChiSquaredTest(statistic: 4, degrees: 1))))
  }

  @Test("all parameters stand once, the logarithm of sigma last")
  func names() throws {
    let tobit = try given("y ~ a", .tobit(lower: 0, upper: nil), data: nil)
    let comparison = ModelComparison([
      .init(name: "tobit", model: tobit), .init(name: "linear", model: try given("y ~ a + b", data: nil)),
    ])
    #expect(comparison.parameters.map(\.name) == ["(Intercept)", "a", "b", "log(sigma)"])
    #expect(
      comparison.parameters.map { $0.estimates.map { $0 == nil } } == [
        [false, false], [false, false], [true, false], [false, true],
      ])
  }

  @Test("a product stands in one row, whichever factor each model writes first")
  func productsInOneRow() throws {
    let comparison = ModelComparison([
      .init(name: "first", model: try given("y ~ a:b", data: nil)),
      .init(name: "second", model: try given("y ~ c + b:a", data: nil)),
    ])
    #expect(comparison.parameters.map(\.name) == ["(Intercept)", "a:b", "c"])
    #expect(comparison.parameters[1].estimates.map { $0?.name } == ["a:b", "b:a"])
  }

  @Test("the overall test of a tobit is the likelihood ratio against the intercept alone")
  func overall() throws {
    var summary = FitSummary()
    summary.logLikelihood = -700
    summary.interceptOnlyLogLikelihood = -710
    let tobit = try InnovationModel(
      formula: Formula("y ~ a + b"), family: .tobit(lower: 0, upper: nil),
      coefficients: [("(Intercept)", 1), ("a", 1), ("b", 1)], sigma: 1, fit: summary)
    let test = try #require(tobit.overallTest)
    // χ² with two degrees of freedom exceeds x with probability e^(−x/2).
    #expect(test.statistic == 20 && digits(test.pValue, exp(-10)) > 12)
  }
}
