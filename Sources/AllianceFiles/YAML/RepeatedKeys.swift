import SourceText

/// Finds the later of two equal keys of one table in a YAML text, and gives it another name of the same length.
///
/// The YAML parser stops at a table with equal keys and knows the place of the first alone. With the later key renamed the
/// text can be read on, so that all its problems are found in one run; every other character keeps its place.
struct RepeatedKeys {
  private var lines: [[Unicode.Scalar]]
  private(set) var standIns: Set<String> = []

  /// A key where it stands: line and first scalar, from 0, and how many scalars it has between its quotation marks.
  struct Place {
    let line: Int
    let start: Int
    let length: Int
    let isQuoted: Bool
  }

  init(_ text: String) {
    lines = text.lines.map { Array($0.unicodeScalars) }
  }

  /// The text with the stand-ins in it.
  var text: String {
    var scalars = String.UnicodeScalarView()
    for line in lines {
      scalars.append(contentsOf: line)
      scalars.append("\n")
    }
    return String(scalars)
  }

  /// Renames the next key equal to the one called `key` at `position`, and says where it was; nil when it is written in
  /// a way that cannot be found.
  mutating func renameRepeat(of key: String, behind position: ParserLines.Position) -> Place? {
    let name = Array(key.unicodeScalars)
    guard !name.isEmpty, standIns.count < Self.privateUse.count else { return nil }
    let first = (line: position.line - 1, column: position.scalar - 1)
    guard lines.indices.contains(first.line), let place = repeatInBlock(name, first) ?? repeatInFlow(name, first),
      let letter = Unicode.Scalar(Self.privateUse.lowerBound + UInt32(standIns.count))
    else { return nil }
    let standIn = [Unicode.Scalar](repeating: letter, count: place.length)
    lines[place.line].replaceSubrange(place.start..<(place.start + place.length), with: standIn)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: standIn)
    standIns.insert(String(view))
    return place
  }

  /// Characters that nobody writes in a key.
  private static let privateUse: Range<UInt32> = 0xE000..<0xF8FF

  /// Keys of a table in block style begin in one column, until a line begins left of it.
  private func repeatInBlock(_ name: [Unicode.Scalar], _ first: (line: Int, column: Int)) -> Place? {
    for line in lines.indices.dropFirst(first.line + 1) {
      guard let start = lines[line].firstIndex(where: { $0 != " " }), lines[line][start] != "#" else { continue }
      if start < first.column { return nil }
      if start == first.column, let place = key(name, line: line, at: start) { return place }
    }
    return nil
  }

  /// Keys of a table in flow style follow commas, until the brace that closes it.
  private func repeatInFlow(_ name: [Unicode.Scalar], _ first: (line: Int, column: Int)) -> Place? {
    var scan = FlowScan()
    for line in lines.indices.dropFirst(first.line) {
      scan.beginLine()
      let start = line == first.line ? first.column : 0
      for position in lines[line].indices.dropFirst(start) {
        if scan.isBeforeKey, lines[line][position] != " ", let place = key(name, line: line, at: position) {
          return place
        }
        scan.read(lines[line][position])
        if scan.isClosed { return nil }
        if scan.isComment { break }
      }
    }
    return nil
  }

  /// The key `name` at a position, plain or in quotation marks, with its colon.
  private func key(_ name: [Unicode.Scalar], line: Int, at position: Int) -> Place? {
    let text = lines[line]
    let isQuoted = text[position] == "\"" || text[position] == "'"
    let start = isQuoted ? position + 1 : position
    var end = start + name.count
    guard end <= text.count, text[start..<end].elementsEqual(name) else { return nil }
    if isQuoted {
      guard end < text.count, text[end] == text[position] else { return nil }
      end += 1
    }
    let behind = text[end...].drop { $0 == " " }
    guard behind.first == ":" else { return nil }
    let value = behind.dropFirst().first
    guard isQuoted || value == nil || value == " " else { return nil }
    return Place(line: line, start: start, length: name.count, isQuoted: isQuoted)
  }
}

/// How deep in brackets, and whether inside quotation marks, a reader of flow style is.
private struct FlowScan {
  private var depth = 0
  private var quote: Unicode.Scalar?
  private var isEscaped = false
  private var previous: Unicode.Scalar = " "
  private(set) var isClosed = false
  private(set) var isComment = false
  private(set) var isBeforeKey = false

  mutating func beginLine() {
    previous = " "
    isComment = false
  }

  mutating func read(_ scalar: Unicode.Scalar) {
    defer { previous = scalar }
    if let open = quote {
      if isEscaped {
        isEscaped = false
      } else if open == "\"", scalar == "\\" {
        isEscaped = true
      } else if scalar == open {
        quote = nil
      }
      return
    }
    switch scalar {
    case "\"", "'":
      if previous == " " || "[{,:".unicodeScalars.contains(previous) { quote = scalar }
    case "{", "[": depth += 1
    case "}", "]":
      isClosed = depth == 0
      depth -= 1
    case "#" where previous == " ": isComment = true
    default: break
    }
    if scalar != " " { isBeforeKey = scalar == "," && depth == 0 }
  }
}
