import Regression
import SourceText

extension JSONValue {
  /// The audit of the table in `file`, `alliance-audit/1`.
  public init(_ audit: Audit, of file: String) {
    self = JSONValue(present: [
      ("schema", "alliance-audit/1"), ("file", .text(file)), ("kind", .text(audit.kind.rawValue)),
      ("reference", audit.reference.map(\.json)),
      ("rows", .list(audit.rows.map { $0.json(nameColumn: audit.kind.nameColumn) })),
      ("ignored_columns", .list(audit.ignoredColumns.map { .text($0) })),
      ("unchecked", .integer(audit.uncheckedCount)), ("disagreements", .integer(audit.disagreementCount)),
    ])
  }
}

extension TestDistribution {
  fileprivate var json: JSONValue {
    switch self {
    case .normal: ["distribution": "normal"]
    case .studentT(let degrees): ["distribution": "t", "df": .number(degrees)]
    }
  }
}

extension AuditedRow {
  fileprivate func json(nameColumn: String) -> JSONValue {
    .object([
      .init(nameColumn, .text(name)), .init("line", .integer(line)), .init("agrees", .truth(agrees)),
      .init("checks", .list(checks.map(\.json))),
      .init("explanations", .list(explanations.map { $0.json(nameColumn: nameColumn) })),
    ])
  }
}

extension AuditCheck {
  fileprivate var json: JSONValue {
    [
      "figure": .text(figure.rawValue), "from": .list(sources.map { .text($0.rawValue) }),
      "printed": .text(printed.text), "recomputed": JSONValue(recomputed), "low": .number(range.low),
      "high": .number(range.high), "agrees": .truth(agrees),
    ]
  }
}

extension AuditExplanation {
  fileprivate func json(nameColumn: String) -> JSONValue {
    .object([
      .init("figure", .text(figure.rawValue)), .init(nameColumn, .text(row)), .init("printed", .text(printed.text)),
      .init("would_be", .text(wouldBe)), .init("low", .number(range.low)), .init("high", .number(range.high)),
      .init("kind", .text(slip?.rawValue ?? "recomputed")), .init("leaves", .list(leaves.map { .text($0.rawValue) })),
    ])
  }
}
