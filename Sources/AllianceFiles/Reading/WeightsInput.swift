import Alliances
import SourceText

/// The weights of a link: a table with a row and a column for every firm.
struct WeightsInput {
  let file: SourceFile
  let matrix: FirmMatrix

  /// Nil, with the problems reported, when the table cannot be read or does not hold a number for every pair of `firms`.
  init?(_ reference: FileReference, firms: FirmTable, in folder: Folder, into collector: ProblemCollector) {
    let table: Table
    do throws(InputProblems) {
      table = try Table(try folder.file(reference))
    } catch {
      collector.report(error.problems)
      return nil
    }
    file = table.file
    let rows = table.texts(0).map { $0 ?? "" }
    let columns = Array(table.columnNames.dropFirst())
    var problems = Self.unknown(rows: rows, columns: columns, firms: firms, in: table)
    var values: [Double] = []
    values.reserveCapacity(rows.count * columns.count)
    let cells = columns.indices.map { table.texts($0 + 1) }
    for row in rows.indices {
      for column in columns.indices {
        // What a firm counts for itself is never asked.
        let text = cells[column][row] ?? (rows[row] == columns[column] ? "0" : nil)
        guard let value = text.flatMap({ DecimalNumber($0).value }) else {
          let fact = AllianceFact.weightNotNumber(row: rows[row], column: columns[column], text: text)
          problems.append(InputProblem(fact, at: table.mark(row: row, column: column + 1)))
          continue
        }
        values.append(value)
      }
    }
    collector.report(problems)
    guard problems.isEmpty else { return nil }
    matrix = FirmMatrix(rows: rows.map { FirmID($0) }, columns: columns.map { FirmID($0) }, values: values)
  }

  /// Rows and columns of what is no firm, and rows that come twice. Columns that do are found with the header.
  private static func unknown(
    rows: [String], columns: [String], firms: FirmTable, in table: Table
  ) -> [InputProblem] {
    let known = firms.ids.map(\.description)
    let ids = Set(known)
    var problems = columns.enumerated().filter { !ids.contains($0.element) }.map {
      InputProblem(AllianceFact.weightsOfUnknownFirm($0.element, known: known), at: table.mark(header: $0.offset + 1))
    }
    var seen: Set<String> = []
    for (row, id) in rows.enumerated() {
      let mark = table.mark(row: row, column: 0)
      if !ids.contains(id) {
        problems.append(InputProblem(AllianceFact.weightsOfUnknownFirm(id, known: known), at: mark))
      } else if !seen.insert(id).inserted {
        problems.append(InputProblem(AllianceFact.weightsTwice(id), at: mark))
      }
    }
    return problems
  }
}
