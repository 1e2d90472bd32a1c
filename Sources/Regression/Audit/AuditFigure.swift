/// A column of a published table whose figures can be recomputed from others, or others from them.
public enum AuditFigure: String, Sendable, Hashable, CaseIterable {
  /// An estimated coefficient.
  case estimate
  /// Its standard error.
  case standardError = "std_error"
  /// The estimate over its standard error.
  case statistic
  /// The two-sided p value of the statistic.
  case probability = "p_value"
  /// The level of a series in a period.
  case value
  /// Its growth since the row before [%].
  case growth

  /// The numbers that such a figure can be.
  var domain: FigureRange {
    switch self {
    case .estimate, .statistic: .everything
    case .standardError, .value: .notNegative
    case .probability: .probabilities
    case .growth: FigureRange(from: -100, through: .infinity)
    }
  }
}

/// The kind of a published table.
public enum AuditedTableKind: String, Sendable, Hashable {
  /// Coefficients with standard errors, statistics and p values, one a row.
  case coefficients
  /// The levels of one quantity, period by period, with their growth.
  case series

  /// The column that names the rows.
  public var nameColumn: String {
    switch self {
    case .coefficients: "term"
    case .series: "period"
    }
  }

  /// The columns of figures.
  public var figures: [AuditFigure] {
    switch self {
    case .coefficients: [.estimate, .standardError, .statistic, .probability]
    case .series: [.value, .growth]
    }
  }

  /// All columns that are read.
  public var columns: [String] { [nameColumn] + figures.map(\.rawValue) }
}
