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
    let share = NumberText.significant(predictions.level * 100, digits: 6)
    var columns = [(TextTable.Column("firm", .left), predictions.predictions.map(\.firm))]
    // For a gaussian response that is no logarithm the index is the expected output itself.
    if model.family.outcomes.contains(.latent) { columns.append(column("index", \.index)) }
    columns.append(column("expected", \.expected))
    if model.family.outcomes.contains(.probabilityUncensored) {
      columns.append(probabilities)
    }
    if predictions.predictions.contains(where: { $0.figures?.standardError != nil }) {
      columns.append(column("std.error", \.standardError))
      columns.append(column("\(share)% low", \.interval?.lowerBound))
      columns.append(column("\(share)% high", \.interval?.upperBound))
    }
    return columns
  }

  private func column(
    _ title: String, _ figure: (Prediction.Figures) -> Double?
  ) -> (TextTable.Column, [String]) {
    let values = predictions.predictions.map { $0.figures.flatMap(figure) }
    let largest = values.compactMap(\.self).filter(\.isFinite).map(abs).max() ?? 0
    // Five digits of the largest number.
    let decimals = 4 - NumberText.exponent(of: largest)
    return (
      TextTable.Column(title),
      values.map { value in
        guard let value else { return "–" }
        return (-10...9).contains(decimals)
          ? NumberText.fixed(value, decimals: max(0, decimals), grouping: false)
          : NumberText.scientific(value, digits: 5)
      }
    )
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
