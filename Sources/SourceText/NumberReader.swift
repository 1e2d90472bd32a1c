/// Reads some columns of a table as numbers, in one pass over its rows.
struct NumberReader {
  private let table: Table
  private let columns: [Int]
  /// For every column of the table up to the last one that is read, its position in `columns`; -1 for those passed over.
  private var positions: [Int]
  private var numbers: [[Double]]
  private var problems: [TableProblems]

  /// Rows are collected by so many before they are handed to their columns, which takes a check for each column.
  private static let blockHeight = 1024

  init(table: Table, columns: [Int]) {
    self.table = table
    self.columns = columns
    positions = [Int](repeating: -1, count: (columns.max() ?? -1) + 1)
    for (position, column) in columns.enumerated() { positions[column] = position }
    numbers = columns.map { _ in [] }
    for position in columns.indices { numbers[position].reserveCapacity(table.rowCount) }
    problems = columns.map { _ in TableProblems() }
  }

  /// The numbers of each column, or what is wrong with it.
  var results: [Result<[Double], InputProblems>] {
    columns.indices.map { position in
      do throws(InputProblems) {
        try problems[position].throwIfAny()
        return .success(numbers[position])
      } catch {
        return .failure(error)
      }
    }
  }

  mutating func read() {
    table.file.bytes.withUnsafeBufferPointer { bytes in
      var block = [Double](repeating: 0, count: Self.blockHeight * columns.count)
      for start in stride(from: 0, to: table.rowCount, by: Self.blockHeight) {
        let rows = start..<min(start + Self.blockHeight, table.rowCount)
        for row in rows { readRow(row, at: row - start, of: &block, bytes) }
        for position in columns.indices {
          let first = position * Self.blockHeight
          numbers[position].append(contentsOf: block[first..<(first + rows.count)])
        }
      }
    }
  }

  @inline(__always)
  private mutating func readRow(
    _ row: Int, at offset: Int, of block: inout [Double], _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    var scanner = table.scanner(row: row, in: bytes)
    for (column, position) in positions.enumerated() {
      let field = scanner.next()
      if position < 0 { continue }
      let content = FieldContent(bytes, field.start..<field.end)
      let number = DecimalNumber(bytes: bytes, from: content.start, to: content.end)
      if case .finite(let value) = number {
        block[position * Self.blockHeight + offset] = value
      } else {
        block[position * Self.blockHeight + offset] = .nan
        if !content.isMissing(in: bytes) { report(number, row: row, column: column, position: position) }
      }
    }
  }

  private mutating func report(_ number: DecimalNumber, row: Int, column: Int, position: Int) {
    let (text, name) = (table.text(row: row, column: column), table.columnNames[column])
    problems[position].append(
      number == .notFinite ? .notFinite(text: text, column: name) : .notANumber(text: text, column: name),
      at: table.mark(row: row, column: column))
  }
}
