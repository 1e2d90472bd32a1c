/// A table of named columns, read from comma-separated text: a header, then one row a record.
///
/// RFC 4180 with these liberties: any line ending; lines without a character are passed over; blanks around a field are
/// not part of it unless they stand inside quotation marks. Fields stay in the file's bytes until they are asked for.
public struct Table: Sendable {
  /// The file it was read from.
  public let file: SourceFile
  /// The names in the header, in their order; all different.
  public let columnNames: [String]
  /// How many records follow the header; at least 1.
  public let rowCount: Int

  private let offsets: [Int]
  let lines: [Int]
  private let columns: [String: Int]

  /// Reads `file` as a table.
  ///
  /// - Throws: every structural problem of the file at once, each a `TableFact`.
  public init(_ file: SourceFile) throws(InputProblems) {
    self.file = file
    let layout = TableLayout(of: file)
    var problems = layout.problems
    guard !layout.lines.isEmpty else {
      problems.append(.noHeader, at: SourceMark(file: file.path))
      throw InputProblems(problems.problems)
    }
    offsets = layout.offsets
    lines = layout.lines
    rowCount = layout.lines.count - 1
    let width = layout.fieldCount
    columnNames = (0..<width).map { column in fieldText(file, layout.offsets[column], layout.offsets[column + 1] - 1) }
    columns = Dictionary(zip(columnNames, 0...), uniquingKeysWith: { first, _ in first })
    if let delimiter = otherDelimiter { throw InputProblems(TableFact.otherDelimiter(delimiter), at: mark(header: 0)) }
    checkHeader(&problems)
    if rowCount == 0, problems.isEmpty { problems.append(.noRows, at: SourceMark(file: file.path)) }
    try problems.throwIfAny()
  }

  private func checkHeader(_ problems: inout TableProblems) {
    for (column, name) in columnNames.enumerated() {
      if name.isEmpty {
        if column > 0 { problems.append(.emptyColumnName, at: mark(header: column)) }
      } else if let first = columns[name], first < column {
        problems.append(.duplicateColumn(name: name, firstField: first + 1), at: mark(header: column))
      }
    }
    if columnNames == [""] || columnNames.allSatisfy({ DecimalNumber($0) != .notANumber }) {
      problems.append(.noHeader, at: mark(record: 0, column: nil))
    }
  }

  /// What separates the fields of the header where commas do not.
  private var otherDelimiter: Character? {
    columnNames.count == 1 ? columnNames[0].first { $0 == ";" || $0 == "\t" } : nil
  }

  /// The position of the column called `name`, from 0; nil when there is none.
  public func column(_ name: String) -> Int? { columns[name] }

  // MARK: Places

  /// The place of row `row`, from 0, or of its field in `column`.
  public func mark(row: Int, column: Int? = nil) -> SourceMark { mark(record: row + 1, column: column) }

  /// The place of the name of `column`.
  public func mark(header column: Int) -> SourceMark { mark(record: 0, column: column) }

  private func mark(record: Int, column: Int?) -> SourceMark {
    let recordStart = offsets[record * stride]
    let field = column.map { bounds(record: record, column: $0) }
    let range = field ?? recordStart..<(offsets[record * stride + columnNames.count] - 1)
    return file.bytes.withUnsafeBufferPointer { bytes in
      let marked = trimmed(bytes, from: range.lowerBound, to: range.upperBound)
      let line = lines[record] + LineEnds.count(in: bytes, from: recordStart, to: marked.lowerBound)
      return file.mark(bytes: marked, line: line, column: column.map { $0 + 1 })
    }
  }

  /// What a person calls the rows.
  public var rowLabels: RowLabels { RowLabels(self) }

  // MARK: Storage

  private var stride: Int { columnNames.count + 1 }

  private func bounds(record: Int, column: Int) -> Range<Int> {
    let field = record * stride + column
    return offsets[field]..<(offsets[field + 1] - 1)
  }

  /// The bytes of the field in row `row`, from 0, and `column`, with the blanks and quotation marks around it.
  @inline(__always)
  func bounds(row: Int, column: Int) -> Range<Int> { bounds(record: row + 1, column: column) }
}
