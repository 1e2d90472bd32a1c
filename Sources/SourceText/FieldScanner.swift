/// Walks over comma-separated text field by field (RFC 4180).
///
/// A field that begins with a quotation mark, blanks before it apart, runs to the closing one and may hold commas, line
/// ends and doubled quotation marks. Elsewhere a quotation mark is a character like others.
struct FieldScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The first byte that is not read yet.
  private(set) var position: Int
  /// The line of `position`, from 1.
  private(set) var line = 1

  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")

  struct Field {
    let start: Int
    let end: Int
    /// Whether it is the last one of its record.
    let endsRecord: Bool
    let flaw: Flaw?
  }

  enum Flaw { case unterminatedQuote, textAfterClosingQuote(at: Int, line: Int) }

  init(bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    position = start
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// The next field, and `position` behind its comma or line end.
  @inline(__always)
  mutating func next() -> Field {
    let start = position
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    var flaw: Flaw?
    if position < bytes.count, bytes[position] == Self.quote { flaw = passQuoted() }
    skipToFieldEnd()
    let end = position
    let endsRecord = end == bytes.count || bytes[end] != Self.comma
    if endsRecord {
      if end < bytes.count { line += 1 }
      position = LineEnds.after(end, in: bytes)
    } else {
      position = end + 1
    }
    return Field(start: start, end: end, endsRecord: endsRecord, flaw: flaw)
  }

  @inline(__always)
  private mutating func skipToFieldEnd() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.comma || LineEnds.isLineEnd(byte) { return }
      position += 1
    }
  }

  /// Moves behind the closing quotation mark and the blanks after it.
  private mutating func passQuoted() -> Flaw? {
    position += 1
    while true {
      guard position < bytes.count else { return .unterminatedQuote }
      let byte = bytes[position]
      if LineEnds.isLineEnd(byte) {
        position = LineEnds.after(position, in: bytes)
        line += 1
      } else if byte != Self.quote {
        position += 1
      } else if position + 1 < bytes.count, bytes[position + 1] == Self.quote {
        position += 2
      } else {
        position += 1
        break
      }
    }
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    guard position < bytes.count, bytes[position] != Self.comma, !LineEnds.isLineEnd(bytes[position]) else {
      return nil
    }
    return .textAfterClosingQuote(at: position, line: line)
  }
}
