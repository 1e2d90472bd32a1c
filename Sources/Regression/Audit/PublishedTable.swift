import SourceText

/// A table of figures as somebody printed them: coefficients, or the levels of a series.
public struct PublishedTable: Sendable {
  /// What its columns say that it is.
  public let kind: AuditedTableKind
  /// Its rows, in their order.
  public let rows: [Row]
  /// The columns of figures that it has.
  public let figures: [AuditFigure]
  /// The columns that are not read, in their order.
  public let ignoredColumns: [String]

  /// A row of the table.
  public struct Row: Sendable, Hashable {
    /// The term or the period.
    public let name: String
    /// The line it begins on, from 1.
    public let line: Int
    /// Its figures; cells that are empty have none.
    public let figures: [AuditFigure: PrintedNumber]
  }

  /// Reads `table`, whose kind is found by its columns.
  ///
  /// `std.error` and `p.value` are read as `std_error` and `p_value`, for tables that R's broom wrote. Other columns are
  /// passed over, unless one seems to be a slip of a column that is missing.
  /// - Throws: every `AuditFact` that stands in the way, at its cell or header.
  public init(_ table: Table) throws(InputProblems) {
    let columns = try AuditedColumns(table)
    var reader = PublishedTableReader(table: table, columns: columns)
    kind = columns.kind
    figures = columns.kind.figures.filter { columns.positions[$0.rawValue] != nil }
    ignoredColumns = columns.ignored
    rows = try reader.rows()
  }
}
