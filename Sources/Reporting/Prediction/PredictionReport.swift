import Regression

/// Predictions as a table for a terminal, one row a firm.
public struct PredictionReport: Sendable {
  private let predictions: Predictions
  private let model: InnovationModel
  private let file: String

  /// The report of `predictions` by `model`, which is read from `file`.
  public init(_ predictions: Predictions, by model: InnovationModel, of file: String) {
    self.predictions = predictions
    self.model = model
    self.file = file
  }

  /// The table in lines of `width` cells, longer only where names and numbers need it.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    let firms = counted(predictions.predictions.count, "firm")
    let output = model.formula.response.variable.printable
    var lines = "expected \(output) of \(firms) by \(file.printable)".wrapped(to: width, indent: 2).map(palette.strong)
    let table = TextTable(columns: columns).lines(width: width, narrowestFirst: 16)
    lines += [""] + table.heading.map(palette.quiet) + table.rows
    return lines.joined(separator: "\n") + "\n"
  }

  /// What should be known about the predictions, one sentence each.
  public var warnings: [String] { predictions.warnings.map(\.wording.message) }

  private var columns: [(TextTable.Column, [String])] {
    let figures = predictions.predictions.map(\.figures)
    var columns = [(TextTable.Column("firm", .left), predictions.predictions.map(\.firm))]
    // For a gaussian response that is no logarithm the index is the expected output itself.
    if model.family.outcomes.contains(.latent) {
      columns.append(column("index", figures.map { $0?.index }, Decimals(figures.map { $0?.index }, errors: [])))
    }
    let errors = figures.map { $0?.standardError }
    let decimals = Decimals(figures.map { $0?.expected }, errors: errors)
    columns.append(column("expected", figures.map { $0?.expected }, decimals))
    if model.family.outcomes.contains(.probabilityUncensored) { columns.append(probabilities) }
    if errors.contains(where: { $0 != nil }) {
      let share = NumberText.significant(predictions.level * 100, digits: 6)
      columns.append(column("std.error", errors, decimals))
      columns.append(column("\(share)% low", figures.map { $0?.interval?.lowerBound }, decimals))
      columns.append(column("\(share)% high", figures.map { $0?.interval?.upperBound }, decimals))
    }
    return columns
  }

  private func column(
    _ title: String, _ values: [Double?], _ decimals: Decimals
  ) -> (TextTable.Column, [String]) {
    (TextTable.Column(title), values.map { $0.map(decimals.text) ?? "–" })
  }

  private var probabilities: (TextTable.Column, [String]) {
    (
      TextTable.Column("P(uncensored)"),
      predictions.predictions.map { prediction in
        prediction.figures?.probabilityUncensored.map { NumberText.fixed($0, decimals: 4) } ?? "–"
      }
    )
  }
}

/// As many decimals for all numbers as show five digits of the largest, and three of the smallest error.
private struct Decimals {
  private let count: Int

  init(_ values: [Double?], errors: [Double?]) {
    let largest = values.compactMap(\.self).filter(\.isFinite).map(abs).max() ?? 0
    let error = errors.compactMap(\.self).filter { $0 > 0 && $0.isFinite }.min()
    count = max(4 - NumberText.exponent(of: largest), error.map { 2 - NumberText.exponent(of: $0) } ?? 0)
  }

  func text(_ value: Double) -> String {
    (-10...9).contains(count)
      ? NumberText.fixed(value, decimals: max(0, count), grouping: false) : NumberText.scientific(value, digits: 5)
  }
}
