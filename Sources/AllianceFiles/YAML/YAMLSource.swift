import SourceText
import Yams

/// A YAML text and the places in it.
struct YAMLSource {
  let file: SourceFile
  private let lines: ParserLines
  /// The names that were given to repeated keys so that the text could be read, see `RepeatedKeys`.
  var standIns: Set<String> = []

  init(_ file: SourceFile) {
    self.file = file
    lines = ParserLines(file.text)
  }

  /// Where a mark of the parser is in the file.
  func position(_ mark: Mark) -> ParserLines.Position {
    lines.position(line: mark.line, scalar: mark.column)
  }

  /// The place of `length` characters at a mark of the parser.
  func mark(_ mark: Mark, length: Int = 1) -> SourceMark {
    self.mark(position(mark), length: length)
  }

  /// The place of `length` characters at a position in the file.
  func mark(_ position: ParserLines.Position, length: Int) -> SourceMark {
    let line = lineText(position.line)
    return file.mark(line: position.line, column: character(ofScalar: position.scalar, in: line), length: length)
  }

  /// The place of a scalar as it is written, quotation marks included, up to the end of its first line.
  func mark(of scalar: Node.Scalar) -> SourceMark {
    guard let position = scalar.mark.map(position) else { return SourceMark(file: file.path) }
    let line = lineText(position.line)
    let column = character(ofScalar: position.scalar, in: line)
    let length = writtenLength(of: scalar, in: line.dropFirst(column - 1))
    return file.mark(line: position.line, column: column, length: length)
  }

  /// A line of the file without its end; empty beyond the last.
  func lineText(_ line: Int) -> String { file.mark(line: line).quote?.line ?? "" }

  /// The parser counts columns in Unicode scalars, people in characters.
  private func character(ofScalar column: Int, in line: String) -> Int {
    let scalars = line.unicodeScalars
    let index = scalars.index(scalars.startIndex, offsetBy: column - 1, limitedBy: scalars.endIndex)
    return line.distance(from: line.startIndex, to: index ?? line.endIndex) + 1
  }

  private func writtenLength(of scalar: Node.Scalar, in text: Substring) -> Int {
    switch scalar.style {
    case .doubleQuoted, .singleQuoted:
      guard let quote = text.first, let end = closingQuote(quote, in: text) else { return text.count }
      return text.distance(from: text.startIndex, to: end) + 1
    case .literal, .folded:
      return 1
    case .plain, .any:
      return min(scalar.string.count, text.count)
    }
  }

  private func closingQuote(_ quote: Character, in text: Substring) -> String.Index? {
    var isEscaped = false
    for index in text.indices.dropFirst() {
      if isEscaped {
        isEscaped = false
      } else if quote == "\"", text[index] == "\\" {
        isEscaped = true
      } else if text[index] == quote {
        return index
      }
    }
    return nil
  }
}
