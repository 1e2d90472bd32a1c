import SourceText
import Yams

/// A value of a YAML document, and where it stands.
struct YAMLNode {
  let node: Node
  let source: YAMLSource

  /// What the value is.
  enum Content {
    case nothing
    case scalar(Scalar)
    case list([YAMLNode])
    case table([Entry])
  }

  /// A text as YAML took it from its quotation marks.
  struct Scalar {
    let text: String
    /// Written without quotation marks, so that it may be a number or a truth value.
    let isPlain: Bool
  }

  /// A key with its value.
  struct Entry {
    let key: YAMLNode
    let value: YAMLNode
  }

  var content: Content {
    switch node {
    case .scalar(let scalar):
      let isPlain = (scalar.style == .plain || scalar.style == .any) && scalar.tag != Tag(.str)
      if isPlain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return .nothing }
      return .scalar(Scalar(text: scalar.string, isPlain: isPlain))
    case .sequence(let items):
      return .list(items.map { YAMLNode(node: $0, source: source) })
    case .mapping(let pairs):
      let entries = pairs.map { pair in
        Entry(key: YAMLNode(node: pair.key, source: source), value: YAMLNode(node: pair.value, source: source))
      }
      return .table(entries.filter { !($0.key.node.scalar.map { source.standIns.contains($0.string) } ?? false) })
    case .alias:
      // The parser puts what an alias names in its place.
      return .nothing
    }
  }

  /// Where the value stands: all of a scalar, the beginning of a list or table.
  var mark: SourceMark {
    switch node {
    case .scalar(let scalar): source.mark(of: scalar)
    default: node.mark.map { source.mark($0) } ?? SourceMark(file: source.file.path)
    }
  }

  /// The line on which the value begins.
  var line: Int { node.mark.map { source.position($0).line } ?? 1 }

  /// Whether there is nothing to point at; two quotation marks with nothing between them can be pointed at.
  var isBlank: Bool {
    guard let scalar = node.scalar else { return false }
    return scalar.string.isEmpty && ![.singleQuoted, .doubleQuoted].contains(scalar.style)
  }

  /// What the value would be called in a message.
  var found: FoundValue {
    switch content {
    case .nothing: .nothing
    case .list: .list
    case .table: .table
    case .scalar(let scalar): scalar.found
    }
  }

  /// The value by its position in a list or its key in a table.
  subscript(name: String) -> (key: YAMLNode?, value: YAMLNode)? {
    switch content {
    case .table(let entries):
      guard let entry = entries.first(where: { $0.key.node.scalar?.string == name }) else { return nil }
      return (entry.key, entry.value)
    case .list(let items):
      guard let position = Int(name), items.indices.contains(position) else { return nil }
      return (nil, items[position])
    case .nothing, .scalar:
      return nil
    }
  }
}

extension YAMLNode.Scalar {
  /// The truth value, in the spellings of YAML 1.1.
  var truth: Bool? {
    guard isPlain else { return nil }
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: return nil
    }
  }

  /// The number, for a plain decimal number; YAML's `.nan` and `.inf` are `notFinite`.
  var number: DecimalNumber {
    guard isPlain else { return .notANumber }
    if [".nan", ".inf", "+.inf", "-.inf"].contains(text.lowercased()) { return .notFinite }
    return DecimalNumber(text)
  }

  /// The share that a percentage such as `15%` stands for.
  var percentage: DecimalNumber {
    guard isPlain, text.hasSuffix("%") else { return .notANumber }
    let digits = text.dropLast()
    guard case .finite(let value) = DecimalNumber(digits) else { return DecimalNumber(digits) }
    // Moving the decimal point in the text rounds once, dividing by 100 would round twice.
    let moved = DecimalNumber("\(digits.filter { $0 != " " })e-2")
    return moved == .notANumber ? .finite(value / 100) : moved
  }

  var found: FoundValue {
    if truth != nil { return .trueOrFalse(text) }
    if percentage != .notANumber { return .percentage(text) }
    if number != .notANumber { return .number(text) }
    return !isPlain && DecimalNumber(text) != .notANumber ? .quotedNumber(text) : .text(text)
  }
}
