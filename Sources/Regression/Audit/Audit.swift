/// A published table, recomputed.
public struct Audit: Sendable {
  /// What the table is.
  public let kind: AuditedTableKind
  /// The columns of figures that it has.
  public let figures: [AuditFigure]
  /// The columns that were not read.
  public let ignoredColumns: [String]
  /// What p values were taken from; nil for a series.
  public let reference: TestDistribution?
  /// The rows, in the order of the table.
  public let rows: [AuditedRow]

  /// Recomputes `table`, taking p values of coefficients from `reference`.
  public init(_ table: PublishedTable, reference: TestDistribution = .normal) {
    kind = table.kind
    figures = table.figures
    ignoredColumns = table.ignoredColumns
    switch table.kind {
    case .coefficients:
      self.reference = reference
      rows = table.rows.map { CoefficientAudit($0, reference: reference).row }
    case .series:
      self.reference = nil
      rows = SeriesAudit(table.rows).auditedRows
    }
  }

  /// How many rows have figures that cannot all be true.
  public var disagreementCount: Int { rows.count { !$0.agrees } }

  /// How many rows have too few figures to recompute anything.
  public var uncheckedCount: Int { rows.count { $0.checks.isEmpty } }
}
