extension JSONValue {
  /// The value as JSON text that ends with a line end: two spaces a level, lists of numbers on one line.
  ///
  /// Numbers have the fewest digits that read back as the same double; whole numbers have no fraction. Characters that
  /// JSON forbids in texts, and those that YAML readers take for line ends or refuse, are escaped.
  public var text: String {
    var writer = JSONWriter()
    writer.write(self, indentation: 0)
    return writer.text + "\n"
  }
}

/// Builds the text of a JSON value.
private struct JSONWriter {
  private(set) var text = ""

  mutating func write(_ value: JSONValue, indentation: Int) {
    switch value {
    case .null: text += "null"
    case .truth(let truth): text += truth ? "true" : "false"
    case .integer(let number): text += "\(number)"
    case .number(let number): write(number)
    case .text(let words): write(words)
    case .list(let items) where items.allSatisfy(\.isNumeric): writeInLine(items)
    case .list(let items):
      write(items, between: ("[", "]"), indentation: indentation) { writer, item in
        writer.write(item, indentation: indentation + 1)
      }
    case .object(let members) where members.isEmpty: text += "{}"
    case .object(let members):
      write(members, between: ("{", "}"), indentation: indentation) { writer, member in
        writer.write(member.key)
        writer.text += ": "
        writer.write(member.value, indentation: indentation + 1)
      }
    }
  }

  private mutating func write<Item>(
    _ items: [Item], between ends: (String, String), indentation: Int, each: (inout JSONWriter, Item) -> Void
  ) {
    text += ends.0
    for (position, item) in items.enumerated() {
      text += position == 0 ? "\n" : ",\n"
      indent(indentation + 1)
      each(&self, item)
    }
    text += "\n"
    indent(indentation)
    text += ends.1
  }

  private mutating func writeInLine(_ items: [JSONValue]) {
    text += "["
    for (position, item) in items.enumerated() {
      if position > 0 { text += ", " }
      write(item, indentation: 0)
    }
    text += "]"
  }

  private mutating func indent(_ level: Int) { text += String(repeating: "  ", count: level) }

  private mutating func write(_ number: Double) {
    guard number.isFinite else {
      text += "null"
      return
    }
    let digits = "\(number)"
    text += digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }

  private mutating func write(_ words: String) {
    text += "\""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.needsEscape { write(escaped: scalar) } else { text.unicodeScalars.append(scalar) }
      }
    }
    text += "\""
  }

  /// Every scalar that needs it lies below U+10000, so that four digits hold it.
  private mutating func write(escaped scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16)
    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension JSONValue {
  /// Whether it belongs in a list on one line.
  fileprivate var isNumeric: Bool {
    switch self {
    case .null, .integer, .number: true
    case .truth, .text, .list, .object: false
    }
  }
}

extension Unicode.Scalar {
  /// Control characters, line and paragraph separators, byte-order marks and scalars that are no characters.
  fileprivate var needsEscape: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
