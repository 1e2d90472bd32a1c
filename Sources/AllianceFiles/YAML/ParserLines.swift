/// Leads from the positions of the YAML parser to those of the file.
///
/// The parser begins a line behind every line end that Unicode knows, the file only behind `\n`, `\r\n` and `\r`; and the
/// parser sees the end of the text on a line that the file does not have.
struct ParserLines {
  /// A position in the file: line and Unicode scalar in it, both from 1.
  struct Position {
    var line: Int
    var scalar: Int
  }

  /// Where each line of the parser begins in the file.
  private var starts = [Position(line: 1, scalar: 1)]
  /// Behind the last character that is no blank.
  private var end = Position(line: 1, scalar: 1)

  init(_ text: String) {
    var next = Position(line: 1, scalar: 1)
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\n" where previous == "\r":
        continue
      case "\n", "\r":
        next = Position(line: next.line + 1, scalar: 1)
        starts.append(next)
      case "\u{85}", "\u{2028}", "\u{2029}":
        next.scalar += 1
        starts.append(next)
      default:
        next.scalar += 1
        if scalar != " ", scalar != "\t" { end = next }
      }
    }
  }

  /// The position in the file of a line and a scalar of the parser, both from 1; never behind the text.
  func position(line: Int, scalar: Int) -> Position {
    guard starts.indices.contains(line - 1) else { return end }
    let start = starts[line - 1]
    guard (start.line, start.scalar) < (end.line, end.scalar) else { return end }
    return Position(line: start.line, scalar: start.scalar + scalar - 1)
  }
}
