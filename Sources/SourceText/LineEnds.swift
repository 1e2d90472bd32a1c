/// Lines of a text in bytes: a line ends with `\n`, `\r\n` or a lone `\r`.
enum LineEnds {
  static let carriageReturn = UInt8(ascii: "\r")
  static let lineFeed = UInt8(ascii: "\n")

  @inline(__always)
  static func isLineEnd(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }

  /// How many lines end between the offsets `start` and `end`.
  static func count(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    var count = 0
    for offset in start..<end where isLineEnd(bytes[offset]) {
      let isFirstOfTwo =
        bytes[offset] == carriageReturn && offset + 1 < bytes.count && bytes[offset + 1] == lineFeed
      if !isFirstOfTwo { count += 1 }
    }
    return count
  }

  /// The first line end at or after `start`, or the end of the text.
  static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, !isLineEnd(bytes[end]) { end += 1 }
    return end
  }

  /// The offset behind the line end at `end`.
  @inline(__always)
  static func after(_ end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard end < bytes.count else { return end }
    let isPair = bytes[end] == carriageReturn && end + 1 < bytes.count && bytes[end + 1] == lineFeed
    return end + (isPair ? 2 : 1)
  }

  /// Where line number `line`, from 1, begins; nil when the text has fewer lines.
  static func start(ofLine line: Int, in bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> Int? {
    guard line >= 1 else { return nil }
    var start = first
    for _ in 1..<line {
      let end = self.end(in: bytes, from: start)
      guard end < bytes.count else { return nil }
      start = after(end, in: bytes)
    }
    return start
  }
}
