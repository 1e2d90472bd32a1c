import Alliances
import SourceText

extension FirmTable {
  /// The firms in the rows of `table`.
  ///
  /// - Throws: `AllianceFact.idColumnMissing` when there is no column `id`.
  init(_ table: Table) throws(InputProblems) {
    guard let ids = table.column("id") else {
      let fact = AllianceFact.idColumnMissing(known: table.columnNames)
      throw InputProblems(fact, at: table.markOfHeader)
    }
    let texts = table.texts(ids)
    let names = table.column("name").map { table.texts($0) }
    self.init(
      ids: texts.map { FirmID($0 ?? "") },
      names: names.map { zip($0, texts).map { name, id in name ?? id ?? "" } },
      columns: table.columnNames.indices.compactMap { column in
        table.columnNames[column].isEmpty ? nil : FirmColumn(table, column)
      })
  }
}

extension FirmColumn {
  fileprivate init(_ table: Table, _ column: Int) {
    let texts = table.texts(column)
    let numbers = texts.map { $0.flatMap { DecimalNumber($0).value } ?? .nan }
    self.init(name: table.columnNames[column], texts: texts, numbers: numbers)
  }
}

extension Table {
  /// The line that names the columns.
  var markOfHeader: SourceMark {
    let first = mark(header: 0)
    return first.line.map { file.mark(line: $0) } ?? first
  }
}
