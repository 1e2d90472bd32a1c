/// A table of named columns, read from comma-separated text: a header, then one row a record.
///
/// RFC 4180 with these liberties: any line ending; lines without a character are passed over; blanks around a field are
/// not part of it unless they stand inside quotation marks. Fields stay in the file's bytes until they are asked for; the
/// table itself knows no more than where records begin.
public struct Table: Sendable {
  /// The file it was read from.
  public let file: SourceFile
  /// The names in the header, in their order; all different.
  public let columnNames: [String]
  /// How many records follow the header; at least 1.
  public let rowCount: Int

  private let starts: [Int]
  private let lines: [Int]
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
    starts = layout.starts
    lines = layout.lines
    rowCount = layout.lines.count - 1
    columnNames = fieldTexts(file, from: layout.starts[0], count: layout.fieldCount)
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

  /// The line on which row `row`, from 0, begins.
  public func line(ofRow row: Int) -> Int { lines[row + 1] }

  private func mark(record: Int, column: Int?) -> SourceMark {
    let recordStart = starts[record]
    let range =
      if let column {
        bounds(record: record, column: column)
      } else {
        recordStart..<bounds(record: record, column: columnNames.count - 1).upperBound
      }
    return file.bytes.withUnsafeBufferPointer { bytes in
      let marked = trimmed(bytes, from: range.lowerBound, to: range.upperBound)
      let line = lines[record] + LineEnds.count(in: bytes, from: recordStart, to: marked.lowerBound)
      return file.mark(bytes: marked, line: line, column: column.map { $0 + 1 })
    }
  }

  /// What a person calls the rows.
  public var rowLabels: RowLabels { RowLabels(self) }

  // MARK: Storage

  private func bounds(record: Int, column: Int) -> Range<Int> {
    file.bytes.withUnsafeBufferPointer { bytes in
      var scanner = FieldScanner(bytes: bytes, from: starts[record])
      for _ in 0..<column { _ = scanner.next() }
      let field = scanner.next()
      return field.start..<field.end
    }
  }

  /// The bytes of the field in row `row`, from 0, and `column`, with the blanks and quotation marks around it.
  func bounds(row: Int, column: Int) -> Range<Int> { bounds(record: row + 1, column: column) }

  /// A scanner before the first field of row `row`, from 0; `bytes` are those of the file.
  @inline(__always)
  func scanner(row: Int, in bytes: UnsafeBufferPointer<UInt8>) -> FieldScanner {
    FieldScanner(bytes: bytes, from: starts[row + 1])
  }
}

/// The texts of the `count` fields of `file` from the byte `start` on.
private func fieldTexts(_ file: SourceFile, from start: Int, count: Int) -> [String] {
  file.bytes.withUnsafeBufferPointer { bytes in
    var scanner = FieldScanner(bytes: bytes, from: start)
    return (0..<count).map { _ in
      let field = scanner.next()
      return fieldText(file, field.start, field.end)
    }
  }
}
