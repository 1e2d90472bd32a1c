import Foundation
import Statistics
import Testing

@testable import Regression

@Suite("Predictions for firms")
struct PredictionTests {
  private func fitted(_ formula: String = "output ~ log(rd) + C(region)") throws -> InnovationModel {
    let text = "output,rd,region\n1,2,east\n3,4,west\n2,3,east\n5,7,west\n6,9,east\n4,6,west\n"
    return InnovationModel(try fit(formula, to: text))
  }

  private func published(covariance: Matrix? = nil) throws -> InnovationModel {
    try InnovationModel(
      formula: Formula("output ~ rd + C(region)"), family: .tobit(lower: 0, upper: 10),
      coefficients: [("(Intercept)", 1), ("rd", 2), ("C(region)west", -1)], sigma: 3, standardErrors: [1, 0.5, 2, 0.1],
      covariance: covariance)
  }

  private func predictions(_ model: InnovationModel, _ firms: String, level: Double = 0.95) throws -> Predictions {
    Predictions(model, for: try PredictionData(table(firms), for: model), level: level)
  }

  @Test("a firm that lacks a value is listed without figures and named in a warning")
  func missingValues() throws {
    let predictions = try predictions(fitted(), "id,rd,region\na,3,east\nb,,west\nc,5,NA\nd,,east\n")
    #expect(predictions.predictions.map { $0.figures != nil } == [true, false, false, false])
    #expect(
      predictions.warnings == [
        .missingValue(column: "rd", firms: ["b", "d"]), .missingValue(column: "region", firms: ["c"]),
      ])
  }

  @Test("values beyond those that the model was fitted on are warned of by variable and firm")
  func outsideRange() throws {
    let predictions = try predictions(fitted(), "firm,rd,region\na,2,east\nb,9.5,west\nc,1,west\n")
    #expect(predictions.warnings == [.outsideRange(variable: "rd", range: 2...9, firms: ["b", "c"])])
    #expect(predictions.predictions[1].figures != nil)
  }

  @Test("what no prediction can be made of is an error at its cell, all of them in one run")
  func errors() throws {
    let model = try fitted()
    let found = problems {
      _ = try PredictionData(table("id,rd,region\na,0,east\nb,many,north\nc,3,west\n"), for: model)
    }
    #expect(found.count == 2)
    #expect(found[0].hasPrefix("firms.csv:3:2 notANumber"))
    #expect(found[1].hasPrefix("firms.csv:3:3 unknownLevel"))
    #expect(found[1].contains("[\"east\", \"west\"]"))
    let undefined = problems { _ = try PredictionData(table("id,rd,region\na,0,east\n"), for: model) }
    #expect(undefined.count == 1 && undefined[0].hasPrefix("firms.csv:2:2 undefined"))
    let lacking = problems { _ = try PredictionData(table("id,region\na,east\n"), for: model) }
    #expect(lacking.count == 1 && lacking[0].contains("unknownColumn(name: \"rd\""))
  }

  @Test("standard errors without covariances give no error of a prediction")
  func withoutCovariance() throws {
    let model = try published()
    let predictions = try predictions(model, "id,rd,region\na,1,west\nb,1,east\nc,2,south\n")
    let figures = try #require(predictions.predictions[0].figures)
    #expect(figures.index == 2)
    #expect(figures.expected == model.expectedOutput(index: 2))
    #expect(figures.probabilityUncensored == model.response.probabilityUncensored(at: 2))
    #expect(figures.standardError == nil && figures.indexStandardError == nil && figures.interval == nil)
    #expect(
      predictions.warnings == [
        .takenForReference(column: "region", levels: ["east", "south"]), .covarianceUnknown(hasStandardErrors: true),
      ])
  }

  @Test("intervals of a tobit end at its limits, those of an exponential response above 0")
  func intervals() throws {
    var covariance = Matrix(rowCount: 4, columnCount: 4)
    for position in 0..<4 { covariance[position, position] = 100 }
    let wide = try predictions(published(covariance: covariance), "id,rd,region\na,1,west\n").predictions[0].figures
    #expect(wide?.interval == 0...10)
    let poisson = try InnovationModel(
      formula: Formula("output ~ rd"), family: .poisson, coefficients: [("(Intercept)", 0), ("rd", 1)],
      covariance: Matrix(rows: [[1, 0], [0, 1]]))
    let figures = try #require(try predictions(poisson, "id,rd\na,1\n").predictions[0].figures)
    let width = 1.9599639845400545 * 2.0.squareRoot()
    #expect(digits(figures.interval?.lowerBound ?? .nan, exp(1 - width)) > 13)
    #expect(digits(figures.interval?.upperBound ?? .nan, exp(1 + width)) > 13)
    #expect(digits(figures.standardError ?? .nan, exp(1) * 2.0.squareRoot()) > 13)
  }

  @Test("an expected output too large for a number is warned of")
  func overflow() throws {
    let poisson = try InnovationModel(
      formula: Formula("output ~ rd"), family: .poisson, coefficients: [("(Intercept)", 0), ("rd", 1)],
      covariance: Matrix(rows: [[1, 0], [0, 1]]))
    let predictions = try predictions(poisson, "id,rd\na,1\nb,1e4\n")
    #expect(predictions.warnings == [.notFinite(firms: ["b"])])
    #expect(predictions.predictions[1].figures?.interval == nil)
  }

  @Test("a fitted model's parameters have the tests of the fit itself")
  func estimates() throws {
    let fit = try fit("output ~ rd", to: "output,rd\n1,2\n3,4\n2,3\n5,7\n6,8\n4,6\n")
    let model = InnovationModel(fit)
    for (estimate, reference) in zip(model.estimates, fit.estimates) {
      #expect(estimate.name == reference.name && estimate.estimate == reference.estimate)
      #expect(digits(estimate.statistic ?? .nan, reference.statistic) > 13)
      #expect(digits(estimate.pValue ?? .nan, reference.pValue) > 12)
    }
    let interval = fit.confidenceIntervals(level: 0.9)[1]
    #expect(digits(model.estimates[1].interval(level: 0.9)?.upperBound ?? .nan, interval.upper) > 13)
    let tobit = try published()
    #expect(tobit.estimates.map(\.name) == ["(Intercept)", "rd", "C(region)west", "log(sigma)"])
    #expect(tobit.estimates[3].estimate == log(3) && tobit.estimates[3].standardError == 0.1)
    #expect(tobit.testDistribution == .normal)
  }
}
