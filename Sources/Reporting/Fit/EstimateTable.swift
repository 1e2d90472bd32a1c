import Regression

/// The estimates with their errors and tests, and intervals where they are asked for.
struct EstimateTable {
  private let fit: any DescribedFit
  private let level: Double?

  init(_ fit: any DescribedFit, level: Double?) {
    self.fit = fit
    self.level = level
  }

  /// The estimates and the intervals, in one table where they fit side by side.
  func tables(width: Int) -> [TextTable] {
    let terms = (TextTable.Column("term", .left, keepsEnds: true), fit.parameterNames)
    let (estimates, intervals) = (estimateColumns, intervalColumns)
    let both = TextTable(columns: [terms] + estimates + intervals)
    if intervals.isEmpty || both.naturalWidth <= width { return [both] }
    return [TextTable(columns: [terms] + estimates), TextTable(columns: [terms] + intervals)]
  }

  private var estimateColumns: [(TextTable.Column, [String])] {
    let estimates = fit.estimates
    let numbers = CoefficientText(estimates.flatMap { [$0.estimate, $0.standardError] })
    return [
      (TextTable.Column("estimate"), estimates.map { numbers.text($0.estimate) }),
      (TextTable.Column("std.error"), estimates.map { numbers.text($0.standardError) }),
      (
        TextTable.Column(fit.testDistribution == .normal ? "z value" : "t value"),
        estimates.map { statisticText($0.statistic) }
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
}

/// A t or z value with three decimals; one that only an error of nearly 0 can make, with a power of ten.
private func statisticText(_ statistic: Double) -> String {
  abs(statistic) < 1e9
    ? NumberText.fixed(statistic, decimals: 3, grouping: false) : NumberText.scientific(statistic, digits: 4)
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
    decimals = needed <= 7 && exponents.allSatisfy { $0 < 15 } ? needed : nil
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
