import Regression
import SourceText

extension JSONValue {
  /// The predictions as the answer of a command that was asked for JSON, `alliance-predictions/1`; `warnings` in words.
  ///
  /// Figures that are not known are `null`, all of them for a firm that lacks a value.
  public init(_ predictions: Predictions, warnings: [String]) {
    self = [
      "schema": "alliance-predictions/1", "level": .number(predictions.level),
      "predictions": .list(
        predictions.predictions.map { prediction in
          .object(
            [Member("id", .text(prediction.firm))]
              + prediction.columns.map { Member($0.name, $0.value.map { .number($0) } ?? .null) })
        }),
      "warnings": .list(warnings.map { .text($0) }),
    ]
  }
}

extension Predictions {
  /// The predictions as a table in comma-separated form with the columns of the JSON answer; a figure that is not known,
  /// or not finite, is an empty cell.
  public var csv: String {
    let names = [
      "id", "index", "index_std_error", "expected", "probability_uncensored", "std_error", "conf_low", "conf_high",
    ]
    return TableText(header: names, rows: predictions.map { [$0.firm] + $0.columns.map { TableText.cell($0.value) } })
      .text
  }
}

extension Prediction {
  /// The figures under the names of the files, in their order.
  fileprivate var columns: [(name: String, value: Double?)] {
    [
      ("index", figures?.index), ("index_std_error", figures?.indexStandardError), ("expected", figures?.expected),
      ("probability_uncensored", figures?.probabilityUncensored), ("std_error", figures?.standardError),
      ("conf_low", figures?.interval?.lowerBound), ("conf_high", figures?.interval?.upperBound),
    ]
  }
}
