extension String {
  /// How many cells of a terminal the text takes: two for wide characters (Chinese, Japanese, Korean, most emoji), none
  /// for marks that combine with the character before them.
  ///
  /// Source: Unicode Standard Annex 11, East Asian Width; the classes W and F are wide.
  var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text with blanks behind it up to `width` cells.
  func padded(to width: Int) -> String { self + blanks(width - displayWidth) }

  /// The text with blanks before it up to `width` cells.
  func indented(to width: Int) -> String { blanks(width - displayWidth) + self }

  /// The text cut to at most `width` cells, with `…` in place of what is cut off.
  func truncated(to width: Int) -> String {
    guard displayWidth > width else { return self }
    var kept = ""
    var room = width - 1
    for character in self {
      room -= character.displayWidth
      guard room >= 0 else { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// The text cut in its middle to at most `width` cells, for names whose ends tell them apart, such as `C(region)[east]`.
  func truncatedInMiddle(to width: Int) -> String {
    guard displayWidth > width else { return self }
    let end = String(String(reversed()).truncated(to: width / 2 + 1).dropLast().reversed())
    return truncated(to: width - end.displayWidth) + end
  }

  /// The text without characters that would move the cursor or colour the terminal: each becomes a blank or `�`.
  var printable: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isControl {
        text += scalar == "\t" || scalar == "\n" || scalar == "\r" ? " " : "\u{FFFD}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

/// `count` blanks; none where it is negative.
func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

extension Character {
  /// The number of terminal cells: 0, 1 or 2.
  var displayWidth: Int {
    // U+FE0F asks for the emoji form of the character before it, which is wide.
    if unicodeScalars.contains("\u{FE0F}") { return 2 }
    return unicodeScalars.reduce(0) { max($0, $1.displayWidth) }
  }
}

extension Unicode.Scalar {
  /// Whether it is a control character (C0, DEL or C1), or one that reverses the direction of the text around it.
  fileprivate var isControl: Bool {
    properties.generalCategory == .control || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }

  fileprivate var displayWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return Self.wide.contains { $0.contains(value) } ? 2 : 1
    }
  }

  /// The blocks whose characters take two cells.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x25FD...0x25FE, 0x2614...0x2615,
    0x2648...0x2653, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x2705...0x2705, 0x270A...0x270B,
    0x2753...0x2755, 0x2795...0x2797, 0x2B1B...0x2B1C, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
