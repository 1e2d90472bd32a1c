import Regression

/// A fit as a table for a terminal: the estimates as statisticians know them, then how well the model fits, then what
/// was left out of the data.
public struct FitReport: Sendable {
  private let fit: LeastSquaresFit
  private let file: String
  private let level: Double?

  /// The report of `fit` on the data in `file`; with `level`, between 0 and 1, confidence intervals too.
  public init(_ fit: LeastSquaresFit, of file: String, level: Double? = nil) {
    self.fit = fit
    self.file = file
    self.level = level
  }

  /// The table in lines of `width` cells, longer only where labels and numbers need it.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    var lines = "\(fit.formula)".printable.wrapped(to: width, indent: 2).map(palette.strong)
    lines.append("ordinary least squares on \(fit.n) of \(counted(fit.missing.rowCount, "row")) of \(file.printable)")
    lines.append("")
    for table in tables(width: width) {
      let laidOut = table.lines(width: width, narrowestFirst: 24)
      lines += laidOut.heading.map(palette.quiet) + laidOut.rows + [""]
    }
    lines += quality(width: width)
    lines += dropped(width: width)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What should be known about the fit, one sentence each.
  public var warnings: [String] { fit.warnings.map(\.wording.message) }

  // MARK: Tables

  /// The estimates and the intervals, in one table where they fit side by side.
  private func tables(width: Int) -> [TextTable] {
    let terms = TextTable.Column("term", .left, keepsEnds: true)
    let names = fit.coefficientNames
    let estimates = estimateColumns
    let intervals = intervalColumns
    let both = TextTable(columns: [(terms, names)] + estimates + intervals)
    if intervals.isEmpty || both.naturalWidth <= width { return [both] }
    return [TextTable(columns: [(terms, names)] + estimates), TextTable(columns: [(terms, names)] + intervals)]
  }

  private var estimateColumns: [(TextTable.Column, [String])] {
    let estimates = fit.estimates
    let numbers = CoefficientText(estimates.flatMap { [$0.estimate, $0.standardError] })
    return [
      (TextTable.Column("estimate"), estimates.map { numbers.text($0.estimate) }),
      (TextTable.Column("std.error"), estimates.map { numbers.text($0.standardError) }),
      (
        TextTable.Column("statistic"),
        estimates.map { NumberText.fixed($0.statistic, decimals: 3, grouping: false) }
      ),
      (TextTable.Column("p.value"), estimates.map { probabilityText($0.pValue) }),
    ]
  }

  private var intervalColumns: [(TextTable.Column, [String])] {
    guard let level else { return [] }
    let intervals = fit.confidenceIntervals(level: level)
    let numbers = CoefficientText(fit.estimates.flatMap { [$0.estimate, $0.standardError] })
    let share = NumberText.significant(level * 100, digits: 6)
    return [
      (TextTable.Column("\(share)% low"), intervals.map { numbers.text($0.lower) }),
      (TextTable.Column("\(share)% high"), intervals.map { numbers.text($0.upper) }),
    ]
  }

  // MARK: Below the table

  private func quality(width: Int) -> [String] {
    var lines = [
      "residual standard error \(plain(fit.residualStandardError)) on \(fit.sample.residualDegreesOfFreedom) degrees of freedom"
    ]
    lines.append("R² \(plain(fit.rSquared, 4)), adjusted R² \(plain(fit.adjustedRSquared, 4))")
    if let test = fit.fTest {
      lines.append(
        "F \(plain(test.statistic)) on \(test.numerator) and \(test.denominator) degrees of freedom, "
          + "p \(probabilityText(test.pValue))")
    }
    lines.append(
      "log-likelihood \(plain(fit.logLikelihood, 6)), AIC \(plain(fit.aic, 6)), BIC \(plain(fit.bic, 6))")
    return lines.flatMap { $0.wrapped(to: width, indent: 2) }
  }

  /// Which columns cost how many rows.
  private func dropped(width: Int) -> [String] {
    guard fit.missing.droppedCount > 0 else { return [] }
    let columns = fit.missing.columns.map { "\($0.name.printable) in \($0.rows.count)" }
    let verb = fit.missing.droppedCount == 1 ? "was" : "were"
    let text =
      "\(counted(fit.missing.droppedCount, "row")) \(verb) left out because a value is missing: "
      + "\(listed(columns))."
    return [""] + text.wrapped(to: width, indent: 2)
  }

  private func plain(_ value: Double, _ digits: Int = 5) -> String {
    NumberText.significant(value, digits: digits, grouping: false)
  }
}

/// Coefficients and their errors with the same decimals in all rows, so many that the smallest shows five digits; where
/// that would be too many, all of them with a power of ten.
struct CoefficientText {
  /// Nil where no number of decimals serves all rows.
  private let decimals: Int?

  init(_ numbers: [Double]) {
    let exponents = numbers.filter { $0 != 0 && $0.isFinite }.map(NumberText.exponent)
    let smallest = exponents.min() ?? 0
    let needed = max(1, 4 - smallest)
    decimals = needed <= 7 ? needed : nil
  }

  func text(_ value: Double) -> String {
    guard let decimals else { return NumberText.scientific(value, digits: 5) }
    return NumberText.fixed(value, decimals: decimals, grouping: false)
  }
}

/// A probability with three significant digits, as R writes it: `0.0211`, `1.23e-05`, `<2e-16`.
func probabilityText(_ probability: Double) -> String {
  guard probability.isFinite else { return "–" }
  if probability < 2.2e-16 { return "<2e-16" }
  if probability < 1e-4 { return NumberText.scientific(probability) }
  return NumberText.fixed(probability, decimals: probability < 0.1 ? 2 - NumberText.exponent(of: probability) : 3)
}

extension TextTable {
  /// A table given column by column.
  init(columns: [(Column, [String])]) {
    let count = columns.first?.1.count ?? 0
    self.init(columns.map(\.0), rows: (0..<count).map { row in columns.map { $0.1[row] } })
  }
}
