import Alliances
import GLPKSolver
import Planning
import Regression
import SourceText
import TestSupport
import Testing

@testable import Reporting
@testable import Studies

/// Firms with `rd` as given, each with a coefficient of its own that is estimated with an error, which may raise it by
/// half for a unit cost of 1; output is counted in patents.
private func uncertainFirms(
  _ rd: [Double], coefficients: [Double], error: Double, budget: Double, periods: [String] = ["plan"]
) throws -> AllianceDescription {
  let names = rd.indices.map { "own\($0)" }
  let terms = zip(names, coefficients).map { ("rd:\($0)", $1) }
  let model = try InnovationModel(
    formula: Formula("patents ~ 0 + " + terms.map(\.0).joined(separator: " + ")), family: .gaussian(smearing: nil),
    coefficients: terms, standardErrors: names.map { _ in error })
  let own = names.indices.map { firm in FirmColumn(name: names[firm], names.indices.map { $0 == firm ? 1 : 0 }) }
  return AllianceDescription(
    name: "uncertain", currency: "EUR million", model: model,
    firms: FirmTable(ids: names.map { FirmID($0) }, columns: [FirmColumn(name: "rd", rd)] + own), periods: periods,
    budget: .horizon(budget), levers: [Lever("rd", maximumIncrease: .share(0.5))])
}

private func report(_ description: AllianceDescription, _ settings: Risk.Settings) throws -> String {
  let alliance = try Alliance(description)
  let planner = Planner(solver: GLPKSolver())
  let plan = try #require(try planner.bestPlan(of: alliance))
  let draws = try Risk.draws(for: alliance, settings, model: SourceMark(file: "model.yaml"))
  return RiskReport(try Risk(of: alliance, plan: plan, settings, on: draws, planner: planner)).text()
}

@Suite("Risk in words")
struct RiskReportTests {
  private let few = Risk.Settings(draws: 4, seed: 3, cautiousReplans: 2)

  @Test("figures stand with what they are counted in")
  func units() throws {
    var description = try uncertainFirms([10, 10], coefficients: [1, 1], error: 0.3, budget: 5)
    let gain = try report(description, few)
    #expect(gain.contains("The plan promises a gain of 5.00 expected patents."))
    #expect(gain.joinedLines.contains(/would be worth [0-9.]+ expected patents\./))
    (description.objective, description.outputValue) = (.netValue, 3)
    let value = try report(description, few).joinedLines
    #expect(value.contains("The plan promises a net value of 10.0 million EUR."))
    #expect(value.contains(/would be worth [0-9.]+ million EUR\./))
  }

  @Test("a plan that is the proportional one beats nothing, and loses nothing")
  func samePlan() throws {
    let text = try report(try uncertainFirms([10], coefficients: [1], error: 0.3, budget: 5), few)
    #expect(text.contains("The plan with new money at old shares is the same plan.\n"))
    #expect(!text.contains("It beats"))
    #expect(text.joinedLines.contains("no plan made under a draw of them is better there, so nothing is taken off."))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("nominal") }
    #expect(rows.count == 1 && rows[0].hasSuffix("="))
  }

  @Test("as many directions as there are turn out badly, never more")
  func directions() throws {
    let description = try uncertainFirms([10, 10, 10], coefficients: [1, 0.9, 0.8], error: 0.2, budget: 9)
    func line(_ count: Double) throws -> String {
      var settings = few
      settings.directionCount = count
      return try report(description, settings).joinedLines
    }
    #expect(try line(2).contains("worst case: at most 2 of the 3 principal directions of the covariance"))
    #expect(try line(9).contains("worst case: all 3 principal directions of the covariance"))
  }

  @Test("the levels are those of the first period, and where they are many those that differ most")
  func levels() throws {
    // Only the last two firms compete for the money: what all others get is sure.
    let count = 26
    let coefficients = [Double](repeating: 9, count: count - 2) + [1, 1]
    let description = try uncertainFirms(
      [Double](repeating: 10, count: count), coefficients: coefficients, error: 0.2, budget: 2 * 5 * 25,
      periods: ["2027", "2028"])
    let text = try report(description, Risk.Settings(draws: 20, seed: 3, cautiousReplans: 2))
    #expect(text.contains("2027") && !text.contains("2028  "))
    #expect(text.contains("\nown24 ") && text.contains("\nown25 ") && text.contains("\nown21 "))
    #expect(!text.contains("\nown22 ") && !text.contains("\nown23 "))
    #expect(
      text.joinedLines.contains(
        "Shown are the 24 of 26 levels that differ most by cost; the others and later periods are in the tables of --csv"
      ))
  }

  @Test("amounts in single units of money find room in 80 cells", arguments: [1.0, 1e3])
  func width(scale: Double) throws {
    var description = try uncertainFirms(
      [46_200_000, 27_800_000].map { scale * $0 }, coefficients: [1, 1], error: 0.1, budget: 20_000_000 * scale)
    (description.objective, description.outputValue, description.currency) = (.netValue, 3, "EUR")
    let text = try report(description, few)
    #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= 80 })
    #expect(text.contains(scale == 1 ? "rd, thousands" : "rd, millions"))
  }
}

@Suite("What is left of a promise")
struct CorrectionWordingTests {
  private func ending(_ regrets: [Double]) -> String {
    let slope = 1 / (2.0.squareRoot() - 1)
    return PromiseCorrection(promise: 60.6, excesses: regrets.map { slope * $0 }, .perturbation).ending(of: 60.6) {
      NumberText.fixed($0, decimals: 1)
    }
  }

  @Test("a conclusion is drawn only from what is more than the error of drawing, and in its direction")
  func endings() {
    #expect(ending([1, 1.1, 0.9]) == ", so 58.2 is what it can be expected to deliver (error of drawing 0.14)")
    #expect(
      ending([-1, -1.1, -0.9])
        == "; by plans made under draws of them it can be expected to deliver 63.0, more than it promises (error of drawing "
        + "0.14)")
    #expect(
      ending([2, -1, 1])
        == ". Corrected for that it is 59.0, which the error of drawing, 2.1, does not tell from the promise")
    #expect(ending([0, 0]) == "; no plan made under a draw of them is better there, so nothing is taken off")
  }
}

extension String {
  /// The text with its line breaks as blanks.
  fileprivate var joinedLines: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
