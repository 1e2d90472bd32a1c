extension Table {
  /// The text of a cell, without the quotation marks around it; empty where it is.
  public func text(row: Int, column: Int) -> String {
    let bounds = bounds(row: row, column: column)
    return fieldText(file, bounds.lowerBound, bounds.upperBound)
  }

  /// Whether a cell is empty or `NA` (without quotation marks).
  public func isMissing(row: Int, column: Int) -> Bool {
    file.bytes.withUnsafeBufferPointer { FieldContent($0, bounds(row: row, column: column)).isMissing(in: $0) }
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
        if content.isMissing(in: bytes) { continue }
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
    try numbers(of: [column])[0].get()
  }

  /// The numbers of each of `columns`, which are all different, row by row, NaN where missing; or where a column has
  /// cells that are no finite numbers, a `TableFact.notANumber` or `.notFinite` for each of these.
  ///
  /// All columns are read in one pass over the file.
  public func numbers(of columns: [Int]) -> [Result<[Double], InputProblems>] {
    var reader = NumberReader(table: self, columns: columns)
    reader.read()
    return reader.results
  }

  /// The texts of `column`, row by row, nil where missing.
  public func texts(_ column: Int) -> [String?] {
    file.bytes.withUnsafeBufferPointer { bytes in
      (0..<rowCount).map { row in
        let bounds = bounds(row: row, column: column)
        return FieldContent(bytes, bounds).isMissing(in: bytes)
          ? nil : fieldText(file, bounds.lowerBound, bounds.upperBound)
      }
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

  /// Whether it is empty, or `NA` without quotation marks.
  @inline(__always)
  func isMissing(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch end - start {
    case 0: true
    case 2 where !isQuoted: bytes[start] == UInt8(ascii: "N") && bytes[start + 1] == UInt8(ascii: "A")
    default: false
    }
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
