import Alliances
import SourceText

/// Where firms and their columns stand in the files of members and candidates.
struct FirmPlaces: Sendable {
  let members: Table?
  let candidates: Table?

  /// The head of `column` in the file of `list`; nil where it has no such column.
  func mark(column: String, of list: FirmList) -> SourceMark? {
    let table =
      switch list {
      case .members: members
      case .candidates: candidates
      }
    return table.flatMap { table in table.column(column).map(table.mark(header:)) }
  }

  /// The cell of a firm in the file that it stands in; members come before candidates. Nil where there is none.
  func mark(firm: Int, column: String) -> SourceMark? {
    let memberCount = members?.rowCount ?? 0
    let table = firm < memberCount ? members : candidates
    let row = firm < memberCount ? firm : firm - memberCount
    return table.flatMap { table in table.column(column).map { table.mark(row: row, column: $0) } }
  }
}
