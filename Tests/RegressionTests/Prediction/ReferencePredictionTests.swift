import Foundation
import Testing

@testable import Regression

/// Predictions by R with delta-method errors: Fixtures/R/predictions.R.
@Suite("Predictions agree with R")
struct ReferencePredictionTests {
  private struct Predictions: Decodable {
    struct Fit: Decodable {
      let name: String
      let data: String
      let new_data: String
      let formula: String
      let family: String
      let lower: Double?
      let upper: Double?
      let predictions: [Row]
    }
    struct Row: Decodable {
      let id: String
      let index: Double
      let index_std_error: Double
      let index_conf_low: Double
      let index_conf_high: Double
      let expected: Double
      let expected_std_error: Double
      let probability_uncensored: Double?
    }
    let fits: [Fit]
  }

  @Test("every figure of every firm")
  func agreement() throws {
    let fits = try decoded(Predictions.self, "R/predictions.json").fits
    #expect(fits.count == 6)
    for fit in fits {
      let model = try estimatedByR(
        fit.name, data: fit.data, formula: fit.formula, family: fit.family, lower: fit.lower, upper: fit.upper
      ).model
      let data = try PredictionData(fixture("R/\(fit.new_data)"), for: model)
      let predictions = Regression.Predictions(model, for: data).predictions
      #expect(predictions.map(\.firm) == fit.predictions.map(\.id))
      for (prediction, reference) in zip(predictions, fit.predictions) {
        let figures = try #require(prediction.figures)
        #expect(digits(figures.index, reference.index) > 9)
        #expect(digits(figures.indexStandardError ?? .nan, reference.index_std_error) > 9)
        #expect(digits(figures.expected, reference.expected) > 9)
        #expect(digits(figures.standardError ?? .nan, reference.expected_std_error) > 9)
        #expect(
          figures.probabilityUncensored == nil && reference.probability_uncensored == nil
            || digits(figures.probabilityUncensored ?? .nan, reference.probability_uncensored ?? .nan) > 9)
        try checkInterval(figures, reference, model)
      }
    }
  }

  /// R gives the interval of the index; those of the expected output follow from it, or from its error.
  private func checkInterval(
    _ figures: Prediction.Figures, _ reference: Predictions.Row, _ model: InnovationModel
  ) throws {
    let interval = try #require(figures.interval)
    if case .tobit(let lower, let upper) = model.family {
      let width = 1.9599639845400545 * reference.expected_std_error
      #expect(digits(interval.lowerBound, max(reference.expected - width, lower ?? -.infinity)) > 8)
      #expect(digits(interval.upperBound, min(reference.expected + width, upper ?? .infinity)) > 8)
    } else {
      #expect(digits(interval.lowerBound, model.expectedOutput(index: reference.index_conf_low)) > 8)
      #expect(digits(interval.upperBound, model.expectedOutput(index: reference.index_conf_high)) > 8)
    }
  }
}
