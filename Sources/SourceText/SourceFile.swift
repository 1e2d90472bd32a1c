/// A text that a person wrote, in UTF-8, with the name under which they know it.
public struct SourceFile: Sendable {
  /// The file as the user named it, or a name for text that is not a file.
  public let path: String
  /// Every byte of the file, a byte-order mark included: what a checksum is taken of.
  public let bytes: [UInt8]
  /// Where the text begins: 3 behind a byte-order mark, else 0.
  let textStart: Int

  /// Reads `path` whole.
  ///
  /// - Throws: a `FileFact` when there is no such file, it cannot be read, is empty, or is not UTF-8.
  public init(reading path: String) throws(InputProblems) {
    let bytes: [UInt8]
    do {
      bytes = try fileContents(path)
    } catch {
      throw InputProblems(error, at: SourceMark(file: path))
    }
    self.init(path: path, bytes: bytes)
    guard bytes.count > textStart else { throw InputProblems(FileFact.empty, at: SourceMark(file: path)) }
    guard let offset = firstInvalidByte() else { return }
    let line = bytes.withUnsafeBufferPointer { LineEnds.count(in: $0, from: 0, to: offset) + 1 }
    throw InputProblems(FileFact.notUTF8(byteOffset: offset), at: SourceMark(file: path, line: line))
  }

  /// `text` under the name `path`; nothing is read.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  private init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The text without its byte-order mark.
  public var text: String { String(decoding: bytes[textStart...], as: UTF8.self) }

  private func firstInvalidByte() -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}

extension SourceFile {
  /// A place in the file, with its line quoted where the file has that line.
  ///
  /// - Parameters:
  ///   - line: from 1.
  ///   - column: the character, from 1; nil marks the whole line.
  ///   - length: how many characters are meant.
  public func mark(line: Int, column: Int? = nil, length: Int = 1) -> SourceMark {
    let text = bytes.withUnsafeBufferPointer { pointer -> String? in
      guard let start = LineEnds.start(ofLine: line, in: pointer, from: textStart) else { return nil }
      return String(decoding: pointer[start..<LineEnds.end(in: pointer, from: start)], as: UTF8.self)
    }
    let quote = text.map { text in
      SourceMark.Quote(line: text, start: column ?? 1, length: column == nil ? text.count : length)
    }
    return SourceMark(file: path, line: line, column: column, quote: quote)
  }

  /// A place that is known by its bytes, on line number `line`; `column` is what the mark calls it.
  ///
  /// What reaches over the end of the line is marked to that end.
  func mark(bytes range: Range<Int>, line: Int, column: Int?) -> SourceMark {
    let quote = bytes.withUnsafeBufferPointer { pointer -> SourceMark.Quote in
      var start = range.lowerBound
      while start > textStart, !LineEnds.isLineEnd(pointer[start - 1]) { start -= 1 }
      let end = LineEnds.end(in: pointer, from: range.lowerBound)
      let before = String(decoding: pointer[start..<range.lowerBound], as: UTF8.self)
      let marked = String(decoding: pointer[range.lowerBound..<min(range.upperBound, end)], as: UTF8.self)
      return SourceMark.Quote(
        line: String(decoding: pointer[start..<end], as: UTF8.self), start: before.count + 1, length: marked.count)
    }
    return SourceMark(file: path, line: line, column: column, quote: quote)
  }
}
