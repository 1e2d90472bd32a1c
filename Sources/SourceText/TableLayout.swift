/// Where the records of a table stand in its bytes.
struct TableLayout {
  /// The number of fields of the header and of every row.
  private(set) var fieldCount = 0
  /// Where each record begins, the header first.
  private(set) var starts: [Int] = []
  /// The line on which each record begins, from 1.
  private(set) var lines: [Int] = []
  private(set) var problems = TableProblems()

  /// Reads the records of `file`, passing over empty lines.
  init(of file: SourceFile) {
    file.bytes.withUnsafeBufferPointer { bytes in
      var scanner = FieldScanner(bytes: bytes, from: file.textStart)
      while !scanner.isAtEnd {
        let line = scanner.line
        let record = readRecord(&scanner, file)
        if record.isEmptyLine { continue }
        if lines.isEmpty {
          fieldCount = record.fieldCount
          reserve(for: bytes.count, recordLength: scanner.position - file.textStart)
        } else if !record.isSound {
          continue
        }
        if record.fieldCount == fieldCount {
          starts.append(record.bytes.lowerBound)
          lines.append(line)
        } else {
          problems.append(
            .wrongFieldCount(found: record.fieldCount, expected: fieldCount),
            at: file.mark(bytes: record.bytes, line: line, column: nil))
        }
      }
    }
  }

  /// A record as it was read.
  private struct Record {
    let bytes: Range<Int>
    let fieldCount: Int
    let isSound: Bool

    var isEmptyLine: Bool { bytes.isEmpty }
  }

  /// Passes over the fields of one record.
  @inline(__always)
  private mutating func readRecord(_ scanner: inout FieldScanner, _ file: SourceFile) -> Record {
    let start = scanner.position
    var (count, isSound) = (0, true)
    while true {
      let line = scanner.line
      let field = scanner.next()
      count += 1
      if let flaw = field.flaw {
        isSound = false
        report(flaw, of: field, number: count, line: line, file)
      }
      if field.endsRecord { return Record(bytes: start..<field.end, fieldCount: count, isSound: isSound) }
    }
  }

  private mutating func report(
    _ flaw: FieldScanner.Flaw, of field: FieldScanner.Field, number: Int, line: Int, _ file: SourceFile
  ) {
    switch flaw {
    case .unterminatedQuote:
      problems.append(.unterminatedQuote, at: file.mark(bytes: field.start..<field.end, line: line, column: number))
    case .textAfterClosingQuote(let start, let line):
      problems.append(.textAfterClosingQuote, at: file.mark(bytes: start..<field.end, line: line, column: number))
    }
  }

  /// Makes room for as many records as lines of the header's length would fill the file.
  private mutating func reserve(for byteCount: Int, recordLength: Int) {
    let estimate = byteCount / max(recordLength, 1) + 1
    starts.reserveCapacity(estimate)
    lines.reserveCapacity(estimate)
  }
}
