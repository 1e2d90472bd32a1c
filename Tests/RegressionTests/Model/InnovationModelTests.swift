import Foundation
import SourceText
import Statistics
import Testing

@testable import Regression

@Suite("Innovation models")
struct InnovationModelTests {
  private func model(
    _ formula: String, _ coefficients: [(name: String, value: Double)], family: Family = .gaussian(smearing: nil),
    sigma: Double? = nil, standardErrors: [Double]? = nil, covariance: Matrix? = nil,
    variables: [VariableSummary] = [], categories: [CategoryLevels] = []
  ) throws -> InnovationModel {
    try InnovationModel(
      formula: Formula(formula), family: family, coefficients: coefficients, sigma: sigma,
      standardErrors: standardErrors, covariance: covariance, variables: variables, categories: categories)
  }

  private func facts(_ body: () throws -> Void) -> [ModelFact] {
    do {
      try body()
      return []
    } catch let error as ModelFacts {
      return error.facts
    } catch {
      Issue.record(error)
      return []
    }
  }

  @Test("a published table is taken with its own labels, in its own order, whatever the order in a product")
  func published() throws {
    let published = try model(
      "npr ~ rc + dz + dz:rc", [("dz", 9.5), ("dz:rc", -0.4), ("(Intercept)", 18), ("rc", 1.25)],
      family: .tobit(lower: 0, upper: nil), sigma: 28)
    #expect(published.coefficientNames == ["dz", "dz:rc", "(Intercept)", "rc"])
    #expect(published.terms[1].factors == [.numeric(variable: "rc", .identity), .numeric(variable: "dz", .identity)])
    #expect(published.variableNames == ["rc", "dz"])
    let index = published.index(number: { $0 == "rc" ? 8 : 1 }, level: { _ in "" })
    #expect(index == 18 + 1.25 * 8 + 9.5 - 0.4 * 8)
    #expect(published.expectedOutput(index: index) > index)
    #expect(published.response.slope(at: index) < 1)
  }

  @Test("levels come from the labels, colons and all; a level without a coefficient is the reference")
  func categories() throws {
    let regional = try model(
      "y ~ rd*C(g)",
      [
        ("(Intercept)", 1), ("rd", 2), ("C(g)east: far", 10), ("C(g)west", 20), ("C(g)east: far:rd", 0.5),
        ("rd:C(g)west", 0.25),
      ])
    #expect(
      regional.terms[4].factors == [
        .numeric(variable: "rd", .identity), .indicator(variable: "g", level: "east: far"),
      ])
    func index(_ level: String) -> Double { regional.index(number: { _ in 4 }, level: { _ in level }) }
    #expect(index("north") == 9)
    #expect(index("east: far") == 21)
    #expect(index("west") == 30)
  }

  @Test("the first level of a category is the reference that the formula chooses")
  func references() {
    func found(_ levels: [String]) -> [ModelFact] {
      facts {
        _ = try model(
          "y ~ C(g, ref = west)", [("(Intercept)", 1), ("C(g)east", 2)],
          categories: [CategoryLevels(name: "g", levels: levels)])
      }
    }
    #expect(found(["west", "east"]).isEmpty)
    #expect(found(["east", "west"]) == [.contradictsReference(name: "g", reference: "west", first: "east")])
  }

  @Test("transforms stand in the index as the formula says")
  func transforms() throws {
    let curved = try model(
      "log(y) ~ log(a) + sqrt(b):I(a^2) - 1", [("log(a)", 2), ("I(a^2):sqrt(b)", 3)], family: .gaussian(smearing: 1.5))
    let index = curved.index(number: { $0 == "a" ? 2 : 9 }, level: { _ in "" })
    #expect(digits(index, 2 * log(2) + 3 * 3 * 4) > 14)
    #expect(digits(curved.expectedOutput(index: 1), 1.5 * M_E) > 14)
  }

  @Test("every wrong, missing or repeated label is named")
  func labels() {
    let found = facts {
      _ = try model(
        "y ~ rd + dz:rd + C(g)", [("Intercept", 1), ("rd", .nan), ("rd:dz", 1), ("dz:rd", 2), ("C(g)", 3)])
    }
    let known = ["(Intercept)", "rd", "C(g)…", "rd:dz"].sorted()
    #expect(found.count == 6)
    #expect(
      found.first.map {
        if case .unknownCoefficient("Intercept", let labels) = $0 { labels.sorted() } else { [] }
      } == known)
    #expect(found.contains(.coefficientNotFinite(label: "rd")))
    #expect(found.contains(.repeatedCoefficient(label: "dz:rd", earlier: "rd:dz")))
    #expect(found.contains { if case .unknownCoefficient("C(g)", _) = $0 { true } else { false } })
    let given = ["Intercept", "rd", "rd:dz", "dz:rd", "C(g)"]
    #expect(found.contains(.missingCoefficient(label: "(Intercept)", given: given)))
    #expect(found.contains(.missingCoefficient(label: "C(g)…", given: given)))
    #expect(found[0].part == .coefficients(label: "Intercept"))
  }

  @Test("sigma, limits and smearing must suit the family")
  func families() {
    let one: [(name: String, value: Double)] = [("(Intercept)", 1)]
    func found(_ formula: String, _ family: Family, _ sigma: Double?) -> [ModelFact] {
      facts { _ = try model(formula, one, family: family, sigma: sigma) }
    }
    #expect(found("y ~ 1", .tobit(lower: 0, upper: nil), nil) == [.sigmaMissing])
    #expect(found("y ~ 1", .tobit(lower: nil, upper: nil), 1) == [.limitsMissing])
    #expect(found("y ~ 1", .tobit(lower: 3, upper: 3), 1) == [.limitsCross(lower: 3, upper: 3)])
    #expect(found("y ~ 1", .tobit(lower: nil, upper: .infinity), 1) == [.limitNotFinite(.infinity)])
    #expect(found("y ~ 1", .gaussian(smearing: nil), 0) == [.sigmaNotPositive(0)])
    #expect(found("y ~ 1", .gaussian(smearing: 1), nil) == [.smearingWithoutLogarithm])
    #expect(found("log(y) ~ 1", .gaussian(smearing: nil), nil) == [.smearingMissing])
    #expect(found("log(y) ~ 1", .gaussian(smearing: -1), nil) == [.smearingNotPositive(-1)])
    #expect(found("log(y) ~ 1", .poisson, nil) == [.logarithmOfResponse(variable: "y")])
    #expect(found("y ~ 1", .poisson, 2) == [.sigmaWithoutMeaning])
    #expect(found("log(y) ~ 1", .tobit(lower: 0, upper: nil), 1) == [.logarithmOfResponse(variable: "y")])
    #expect(found("y ~ 1", .tobit(lower: 0, upper: 8), 1).isEmpty)
  }

  @Test("standard errors and covariances must have the size of the coefficients, log(σ) included for a tobit")
  func precision() {
    let two: [(name: String, value: Double)] = [("(Intercept)", 1), ("rd", 2)]
    func found(_ family: Family, _ errors: [Double]?, _ covariance: Matrix?) -> [ModelFact] {
      let sigma: Double? = family == .gaussian(smearing: nil) ? nil : 1
      return facts {
        _ = try model(
          "y ~ rd", two, family: family, sigma: sigma, standardErrors: errors, covariance: covariance)
      }
    }
    let normal = Family.gaussian(smearing: nil)
    let tobit = Family.tobit(lower: 0, upper: nil)
    #expect(found(normal, [1, 2], Matrix(rows: [[1, 0.5], [0.5, 4]])).isEmpty)
    #expect(found(tobit, [1, 2, 3], nil).isEmpty)
    #expect(found(tobit, [1, 2], nil).isEmpty)
    #expect(found(normal, [1, 2, 3], nil) == [.standardErrorCount(found: 3, expected: 2)])
    #expect(found(tobit, [1, 2, -3], nil) == [.standardErrorNegative(label: "log(sigma)", -3)])
    #expect(
      found(tobit, nil, Matrix(rows: [[1, 0], [0, 1]])) == [.covarianceSize(rows: 2, columns: 2, expected: 3)])
    #expect(
      found(normal, nil, Matrix(rows: [[1, .nan], [.nan, 1]])) == [.covarianceNotFinite(row: 1, column: 0)])
    #expect(found(normal, nil, Matrix(rows: [[1, 0.5], [0.4, 1]])) == [.covarianceNotSymmetric(row: 1, column: 0)])
    #expect(found(normal, nil, Matrix(rows: [[1, 3], [3, 4]])) == [.covarianceImpossible(row: 1, column: 0)])
    #expect(found(normal, nil, Matrix(rows: [[-1, 0], [0, 4]])) == [.covarianceImpossible(row: 0, column: 0)])
  }

  @Test("summaries and levels must belong to variables of the formula and be possible")
  func data() {
    func summary(_ name: String, _ low: Double, _ high: Double, _ mean: Double, _ deviation: Double) -> VariableSummary
    {
      VariableSummary(name: name, minimum: low, maximum: high, mean: mean, standardDeviation: deviation)
    }
    let found = facts {
      _ = try model(
        "y ~ rd + sqrt(dz) + C(g)", [("(Intercept)", 1), ("rd", 2), ("sqrt(dz)", 3), ("C(g)east", 4)],
        variables: [
          summary("rd", 0, 5, 6, 1), summary("g", 0, 1, 0.5, 1), summary("dz", 0, 5, 2, 1), summary("dz", 0, 5, 2, -1),
        ],
        categories: [
          CategoryLevels(name: "g", levels: ["north", "west"]), CategoryLevels(name: "rd", levels: ["a", "a"]),
        ])
    }
    #expect(
      found == [
        .impossibleSummary(name: "rd"), .unknownVariable(name: "g", known: ["rd", "dz"]), .repeatedVariable(name: "dz"),
        .impossibleSummary(name: "dz"), .unknownCategory(name: "rd", known: ["g"]), .impossibleLevels(name: "rd"),
        .unknownLevel(label: "C(g)east", level: "east", known: ["north", "west"]),
      ])
  }

  @Test("a fitted model carries its estimates, errors, ranges and fit, and predicts the mean of the data at the means")
  func fitted() throws {
    let text = "y,rd,g\n" + (0..<12).map { "\($0 * 5 % 7 + $0),\($0),\($0 % 2 == 0 ? "n" : "s")\n" }.joined()
    let estimated = try fit("y ~ rd + C(g)", to: text)
    let model = InnovationModel(
      estimated, data: DataSource(file: "firms.csv", sha256: "ab", rowsUsed: 12, rowsDropped: 0))
    #expect(model.coefficients == estimated.coefficients)
    #expect(model.standardErrors == estimated.standardErrors)
    #expect(model.sigma == estimated.residualStandardError)
    #expect(model.summary(of: "rd")?.maximum == 11)
    #expect(model.summary(of: "g") == nil)
    #expect(model.levels(of: "g") == ["n", "s"])
    #expect(model.fit?.n == 12)
    #expect(model.fit?.fDegreesOfFreedom == [2, 9])
    #expect(model.data?.rowsUsed == 12)
    let again = try InnovationModel(
      formula: model.formula, family: model.family, coefficients: model.terms.map { ($0.name, $0.coefficient) },
      sigma: model.sigma, standardErrors: model.standardErrors, covariance: model.covariance,
      variables: model.variables, categories: model.categories, fit: model.fit, data: model.data)
    #expect(again == model)
    let predictions = (0..<12).map { row in
      model.index(number: { _ in Double(row) }, level: { _ in row % 2 == 0 ? "n" : "s" })
    }
    let observed = (0..<12).map { Double($0 * 5 % 7 + $0) }
    #expect(digits(predictions.reduce(0, +), observed.reduce(0, +)) > 13)
  }

  @Test("a fitted logarithm predicts with the smearing factor of its residuals, or as asked")
  func fittedLogarithm() throws {
    let estimated = try fit("log(y) ~ 1", to: "y\n1\n4\n16\n")
    #expect(digits(InnovationModel(estimated).expectedOutput(index: log(4)), 4 * 5.25 / 3) > 14)
    let median = try LeastSquaresFit(estimated.sample, smearing: .none)
    #expect(digits(InnovationModel(median).expectedOutput(index: log(4)), 4) > 14)
    let normal = try LeastSquaresFit(estimated.sample, smearing: .normal)
    let variance = log(4.0) * log(4.0)
    #expect(digits(InnovationModel(normal).expectedOutput(index: log(4)), 4 * exp(variance / 2)) > 14)
  }
}
