import SourceText
import Yams

extension YAMLNode {
  /// What of a key and its value a message is about.
  enum Subject {
    /// The name of the key.
    case key
    /// The value, or the key where the value is a list or a table.
    case value
    /// One text of a list.
    case text(String)
  }

  /// Where to point in the value at `path` below this one, the top of a file, or in the nearest value above it that is
  /// there; the file as a whole when none is.
  func mark(ofNearest path: [String], subject: Subject = .value) -> SourceMark {
    var value = self
    var key: YAMLNode?
    for (depth, name) in path.enumerated() {
      guard let next = value[name] else {
        return key?.mark ?? (depth == 0 ? SourceMark(file: source.file.path) : value.mark)
      }
      (key, value) = next
    }
    switch (value.content, subject) {
    case (.scalar, .value), (.scalar, .text):
      return value.mark
    case (.list(let items), .text(let text)):
      return items.first { $0.node.scalar?.string == text }?.mark ?? key?.mark ?? value.mark
    default:
      return key?.mark ?? value.mark
    }
  }

  /// Where the text of a scalar begins, behind its quotation mark; nil when the text does not stand in one line of the
  /// file as it is, because it is folded or has escapes.
  var markOfVerbatimText: SourceMark? {
    guard case .scalar(let scalar) = node, let mark = scalar.mark else { return nil }
    var position = source.position(mark)
    if scalar.style == .singleQuoted || scalar.style == .doubleQuoted { position.scalar += 1 }
    let line = source.lineText(position.line).unicodeScalars.dropFirst(position.scalar - 1)
    guard line.starts(with: scalar.string.unicodeScalars) else { return nil }
    return source.mark(position, length: scalar.string.count)
  }
}
