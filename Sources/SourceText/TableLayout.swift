/// Where the fields of a table stand in its bytes.
struct TableLayout {
  /// The number of fields of the header and of every row.
  private(set) var fieldCount = 0
  /// For every record, the header first: the start of each field, then the end of the last one plus 1, so that field k
  /// ends one byte before field k + 1 begins.
  private(set) var offsets: [Int] = []
  /// The line on which each record begins, from 1.
  private(set) var lines: [Int] = []
  private(set) var problems = TableProblems()

  /// Reads the records of `file`, passing over empty lines.
  init(of file: SourceFile) {
    file.bytes.withUnsafeBufferPointer { bytes in
      var scanner = FieldScanner(bytes: bytes, from: file.textStart)
      while !scanner.isAtEnd {
        let first = offsets.count
        let line = scanner.line
        let isSound = readRecord(&scanner, file)
        let count = offsets.count - first - 1
        let isEmptyLine = count == 1 && offsets[first + 1] == offsets[first] + 1
        if !isEmptyLine, lines.isEmpty {
          fieldCount = count
          reserve(for: bytes.count, recordLength: scanner.position - file.textStart)
          lines.append(line)
        } else if !isEmptyLine, isSound, count == fieldCount {
          lines.append(line)
        } else {
          if !isEmptyLine, isSound {
            problems.append(
              .wrongFieldCount(found: count, expected: fieldCount),
              at: file.mark(bytes: offsets[first]..<(offsets[offsets.count - 1] - 1), line: line, column: nil))
          }
          offsets.removeSubrange(first...)
        }
      }
    }
  }

  /// Appends the fields of one record; false when one of them was flawed.
  @inline(__always)
  private mutating func readRecord(_ scanner: inout FieldScanner, _ file: SourceFile) -> Bool {
    let first = offsets.count
    var isSound = true
    while true {
      let line = scanner.line
      let field = scanner.next()
      offsets.append(field.start)
      if let flaw = field.flaw {
        isSound = false
        report(flaw, of: field, number: offsets.count - first, line: line, file)
      }
      if field.endsRecord {
        offsets.append(field.end + 1)
        return isSound
      }
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
    offsets.reserveCapacity(estimate * (fieldCount + 1))
    lines.reserveCapacity(estimate)
  }
}
