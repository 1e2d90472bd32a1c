/// What a person calls the rows of a table: their cells in the column `id`, else `firm`, else `name`, in any case of
/// letters, else in the first column when it holds texts, with the line where these repeat; where they have none "line N",
/// their line in the file.
public struct RowLabels: Sendable {
  private static let columnNames = ["id", "firm", "name"]

  private let table: Table
  private let column: Int?
  /// Whether cells of the column alone do not tell rows apart.
  private let needsLine: Bool

  init(_ table: Table) {
    self.table = table
    let names = table.columnNames.map { $0.lowercased() }
    if let named = Self.columnNames.lazy.compactMap({ names.firstIndex(of: $0) }).first {
      (column, needsLine) = (named, false)
    } else {
      let texts = Self.texts(table, column: 0)
      (column, needsLine) = (texts.isEmpty ? nil : 0, Set(texts).count < texts.count)
    }
  }

  /// The cells of `column`; none when one of them is empty or a number.
  private static func texts(_ table: Table, column: Int) -> [String] {
    var texts: [String] = []
    for row in 0..<table.rowCount {
      let text = table.text(row: row, column: column)
      guard !text.isEmpty, DecimalNumber(text) == .notANumber else { return [] }
      texts.append(text)
    }
    return texts
  }

  /// The label of row `row` of the table, from 0.
  public subscript(row: Int) -> String {
    let line = "line \(table.line(ofRow: row))"
    guard let column, !table.isMissing(row: row, column: column) else { return line }
    let text = table.text(row: row, column: column)
    return needsLine ? "\(text) (\(line))" : text
  }
}
