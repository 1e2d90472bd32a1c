extension Table {
  /// The text of a cell, without the quotation marks around it; empty where it is.
  public func text(row: Int, column: Int) -> String {
    let bounds = bounds(row: row, column: column)
    return fieldText(file, bounds.lowerBound, bounds.upperBound)
  }

  /// Whether a cell is empty or `NA` (without quotation marks).
  public func isMissing(row: Int, column: Int) -> Bool {
    file.bytes.withUnsafeBufferPointer { isMissing(FieldContent($0, bounds(row: row, column: column)), $0) }
  }

  /// Whether every cell of `column` that is not missing is a finite decimal number, and at least one is.
  public func isNumeric(_ column: Int) -> Bool {
    let count = numericCount(column)
    return count.numeric > 0 && count.numeric == count.present
  }

  /// How many cells of `column` are not missing, and how many of these are finite decimal numbers.
  public func numericCount(_ column: Int) -> (numeric: Int, present: Int) {
    file.bytes.withUnsafeBufferPointer { bytes in
      var (numeric, present) = (0, 0)
      for row in 0..<rowCount {
        let content = FieldContent(bytes, bounds(row: row, column: column))
        if isMissing(content, bytes) { continue }
        present += 1
        if DecimalNumber(bytes: bytes, from: content.start, to: content.end).value != nil { numeric += 1 }
      }
      return (numeric, present)
    }
  }

  /// The numbers of `column`, row by row, NaN where missing.
  ///
  /// - Throws: `TableFact.notANumber` and `.notFinite` for every other cell.
  public func numbers(_ column: Int) throws(InputProblems) -> [Double] {
    var problems = TableProblems()
    let numbers = file.bytes.withUnsafeBufferPointer { bytes in
      (0..<rowCount).map { row -> Double in
        let content = FieldContent(bytes, bounds(row: row, column: column))
        if isMissing(content, bytes) { return .nan }
        switch DecimalNumber(bytes: bytes, from: content.start, to: content.end) {
        case .finite(let value): return value
        case .notFinite:
          problems.append(
            .notFinite(text: text(row: row, column: column), column: columnNames[column]),
            at: mark(row: row, column: column))
        case .notANumber:
          problems.append(
            .notANumber(text: text(row: row, column: column), column: columnNames[column]),
            at: mark(row: row, column: column))
        }
        return .nan
      }
    }
    try problems.throwIfAny()
    return numbers
  }

  /// The texts of `column`, row by row, nil where missing.
  public func texts(_ column: Int) -> [String?] {
    (0..<rowCount).map { isMissing(row: $0, column: column) ? nil : text(row: $0, column: column) }
  }

  @inline(__always)
  private func isMissing(_ content: FieldContent, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch content.end - content.start {
    case 0: true
    case 2 where !content.isQuoted:
      bytes[content.start] == UInt8(ascii: "N") && bytes[content.start + 1] == UInt8(ascii: "A")
    default: false
    }
  }
}

/// The content of a field: what stands inside its quotation marks, else the field without the blanks around it.
struct FieldContent {
  let start: Int
  let end: Int
  let isQuoted: Bool

  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ bounds: Range<Int>) {
    let range = trimmed(bytes, from: bounds.lowerBound, to: bounds.upperBound)
    isQuoted = range.count >= 2 && bytes[range.lowerBound] == FieldScanner.quote
    start = range.lowerBound + (isQuoted ? 1 : 0)
    end = range.upperBound - (isQuoted ? 1 : 0)
  }
}

/// The text of the field of `file` between two offsets, its doubled quotation marks made single.
func fieldText(_ file: SourceFile, _ start: Int, _ end: Int) -> String {
  file.bytes.withUnsafeBufferPointer { bytes in
    let content = FieldContent(bytes, start..<end)
    let text = String(decoding: bytes[content.start..<content.end], as: UTF8.self)
    guard content.isQuoted, text.utf8.contains(FieldScanner.quote) else { return text }
    var single = ""
    var previousWasQuote = false
    for character in text.unicodeScalars {
      if character == "\"", previousWasQuote {
        previousWasQuote = false
        continue
      }
      previousWasQuote = character == "\""
      single.unicodeScalars.append(character)
    }
    return single
  }
}
