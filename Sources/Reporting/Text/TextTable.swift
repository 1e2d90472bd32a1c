/// Rows of cells laid out by display width; colour, if any, comes after.
struct TextTable {
  /// One column.
  struct Column {
    /// The heading; broken into several lines at blanks and underscores where the cells are narrower.
    let title: String
    /// Where the cells stand.
    let alignment: Alignment
    /// Whether the heading may be broken.
    let isBreakable: Bool

    /// Whether cells that are too wide keep both ends rather than their beginning.
    let keepsEnds: Bool

    init(_ title: String, _ alignment: Alignment = .right, isBreakable: Bool = true, keepsEnds: Bool = false) {
      self.title = title
      self.alignment = alignment
      self.isBreakable = isBreakable
      self.keepsEnds = keepsEnds
    }
  }

  /// Where text stands in its column.
  enum Alignment {
    /// At the left edge.
    case left
    /// At the right edge.
    case right
  }

  /// The lines of a table, apart so that headings can be painted.
  struct Lines {
    /// The heading, of one line or more.
    let heading: [String]
    /// One line a row.
    let rows: [String]
  }

  private let columns: [Column]
  private let rows: [[String]]
  /// Blanks between columns.
  private let gap = 2
  /// Headings are not broken into pieces narrower than this, unless the table would be too wide.
  private let narrowestHeading = 12
  /// Headings of a table that would be too wide are not broken into pieces narrower than this.
  private let narrowestHeadingOfWideTables = 6

  /// `rows` have as many cells as there are `columns`.
  init(_ columns: [Column], rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row has another number of cells than columns")
    self.columns = columns
    self.rows = rows.map { $0.map(\.printable) }
  }

  /// The table in lines of at most `width` cells where that can be reached by cutting the first column, down to
  /// `narrowestFirst` cells, and where that is not enough by breaking headings more often; or before anything is cut,
  /// with `breakingHeadingsFirst`.
  func lines(width: Int, narrowestFirst: Int = 12, breakingHeadingsFirst: Bool = false) -> Lines {
    var widths = columns.indices.map { naturalWidth($0) }
    func excess() -> Int { widths.reduce(0, +) + gap * (columns.count - 1) - width }
    if let first = widths.first, excess() > (breakingHeadingsFirst ? 0 : max(0, first - narrowestFirst)) {
      widths = columns.indices.map { naturalWidth($0, heading: narrowestHeadingOfWideTables) }
    }
    if let first = widths.first, excess() > 0 {
      widths[0] = max(min(first, narrowestFirst), first - excess())
    }
    let headings = zip(columns, widths).map { headingLines($0, width: $1) }
    let height = headings.map(\.count).max() ?? 0
    let heading = (0..<height).map { line in
      let cells = headings.map { pieces in
        let skipped = height - pieces.count
        return line < skipped ? "" : pieces[line - skipped]
      }
      return joined(cells, widths)
    }
    return Lines(heading: heading, rows: rows.map { joined($0, widths) })
  }

  /// The lines of the table, in parts where the whole is wider than `width` cells.
  func fittedLines(width: Int) -> [Lines] {
    let whole = lines(width: width)
    if (whole.heading + whole.rows).allSatisfy({ $0.displayWidth <= width }) { return [whole] }
    return parts(width: width).map { $0.lines(width: width) }
  }

  /// The table in parts of at most `width` cells where that can be reached: each has the first column, down to
  /// `narrowestFirst` cells, and as many of the others as fit, of which `size` neighbours at a time stay together.
  func parts(width: Int, together size: Int = 1, narrowestFirst: Int = 12) -> [TextTable] {
    let first = columns.isEmpty ? 0 : min(naturalWidth(0), narrowestFirst)
    var parts: [(columns: [Int], width: Int)] = []
    for start in stride(from: 1, to: columns.count, by: size) {
      let group = Array(start..<min(start + size, columns.count))
      let needed = group.reduce(0) { $0 + gap + naturalWidth($1) }
      if let last = parts.indices.last, parts[last].width + needed <= width {
        parts[last] = (parts[last].columns + group, parts[last].width + needed)
      } else {
        parts.append((group, first + needed))
      }
    }
    guard parts.count > 1 else { return [self] }
    return parts.map { part in
      let kept = [0] + part.columns
      return TextTable(kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
    }
  }

  /// The width of the table before anything is cut.
  var naturalWidth: Int { columns.indices.map { naturalWidth($0) }.reduce(0, +) + gap * max(0, columns.count - 1) }

  /// The width of a column whose heading may be broken into pieces of `heading` cells.
  private func naturalWidth(_ column: Int, heading: Int? = nil) -> Int {
    let cells = rows.reduce(0) { max($0, $1[column].displayWidth) }
    let pieces = headingLines(columns[column], width: max(cells, heading ?? narrowestHeading))
    return pieces.reduce(cells) { max($0, $1.displayWidth) }
  }

  private func joined(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (position, cell) in cells.enumerated() {
      let width = widths[position]
      let text = columns[position].keepsEnds ? cell.truncatedInMiddle(to: width) : cell.truncated(to: width)
      if position > 0 { line += blanks(gap) }
      line +=
        columns[position].alignment == .left ? text.padded(to: widths[position]) : text.indented(to: widths[position])
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }

  /// The heading in pieces of at most `width` cells, broken behind underscores and at blanks; a word longer than that stays
  /// whole.
  private func headingLines(_ column: Column, width: Int) -> [String] {
    let title = column.title.printable
    guard column.isBreakable else { return [title] }
    var lines: [String] = []
    var line = ""
    for word in words(of: title) {
      if !line.isEmpty, (line + word).trimmed.displayWidth > width {
        lines.append(line.trimmed)
        line = ""
      }
      line += word
    }
    return line.trimmed.isEmpty ? lines : lines + [line.trimmed]
  }

  private func words(of title: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in title {
      word.append(character)
      if character == " " || character == "_" {
        words.append(word)
        word = ""
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}

extension String {
  /// The text without blanks at either end.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
