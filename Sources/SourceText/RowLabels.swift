/// What a person calls the rows of a table: their cells in the column `id`, else `firm`, else `name`, in any case of
/// letters, else in the first column when it holds texts that all differ; where they have none "line N", their line in
/// the file.
public struct RowLabels: Sendable {
  private static let columnNames = ["id", "firm", "name"]

  private let table: Table
  private let column: Int?

  init(_ table: Table) {
    self.table = table
    let names = table.columnNames.map { $0.lowercased() }
    column =
      Self.columnNames.lazy.compactMap { names.firstIndex(of: $0) }.first ?? (Self.namesRows(table, 0) ? 0 : nil)
  }

  /// Whether the cells of `column` are texts, all different.
  private static func namesRows(_ table: Table, _ column: Int) -> Bool {
    var seen: Set<String> = []
    return (0..<table.rowCount).allSatisfy { row in
      let text = table.text(row: row, column: column)
      return !text.isEmpty && DecimalNumber(text) == .notANumber && seen.insert(text).inserted
    }
  }

  /// The label of row `row` of the table, from 0.
  public subscript(row: Int) -> String {
    if let column, !table.isMissing(row: row, column: column) { return table.text(row: row, column: column) }
    return "line \(table.line(ofRow: row))"
  }
}
