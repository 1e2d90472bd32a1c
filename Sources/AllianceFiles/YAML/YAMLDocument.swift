import SourceText
import Yams

/// The one document of a YAML or JSON file (JSON is YAML, too).
struct YAMLDocument {
  /// What the document holds; nil when it could not be read.
  let root: YAMLNode?
  /// What kept it from being read, and keys that are given twice.
  let problems: [InputProblem]

  /// Reads `file`; every equal key of a table is a problem, and the first of them counts.
  init(_ file: SourceFile) {
    var reading = YAMLReading(file)
    root = reading.compose().map { YAMLNode(node: $0, source: reading.source) }
    problems = reading.problems
  }
}

/// The reading of one document.
private struct YAMLReading {
  var source: YAMLSource
  var problems: [InputProblem] = []
  private var keys: RepeatedKeys?

  init(_ file: SourceFile) { source = YAMLSource(file) }

  private var text: String { keys?.text ?? source.file.text }

  /// The root of the document, renaming repeated keys until the parser takes the text.
  mutating func compose() -> Node? {
    while true {
      do {
        guard let root = try Yams.compose(yaml: text) else {
          report(.noContent, at: SourceMark(file: source.file.path))
          return nil
        }
        return root
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        guard let name = names.first, rename(name, after: context.mark) else { return nil }
      } catch let error as YamlError {
        report(error)
        return nil
      } catch {
        report(.syntax(reason: "\(error)", startedOnLine: nil), at: SourceMark(file: source.file.path))
        return nil
      }
    }
  }

  /// Whether the key that repeats `name` could be given another name; the repetition is reported either way.
  private mutating func rename(_ name: String, after first: Mark) -> Bool {
    let position = source.position(first)
    let fact = StructureFact.duplicateKey(name, firstLine: position.line)
    var keys = self.keys ?? RepeatedKeys(source.file.text)
    guard let place = keys.renameRepeat(of: name, behind: position) else {
      report(fact, at: source.mark(first, length: name.count))
      return false
    }
    self.keys = keys
    source.standIns = keys.standIns
    let quotes = place.isQuoted ? 1 : 0
    let repeated = ParserLines.Position(line: place.line + 1, scalar: place.start + 1 - quotes)
    report(fact, at: source.mark(repeated, length: name.count + 2 * quotes))
    return true
  }

  private mutating func report(_ fact: StructureFact, at mark: SourceMark) {
    problems.append(InputProblem(fact, at: mark))
  }

  private mutating func report(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      report(syntax: problem, context: context, at: mark)
    case .composer(_, let problem, let mark, _):
      let isSecond = problem == "but found another document"
      report(
        isSecond ? .severalDocuments : .syntax(reason: problem, startedOnLine: nil), at: source.mark(mark))
    case .reader(let problem, _, _, _):
      report(.syntax(reason: problem, startedOnLine: nil), at: markOfForbiddenCharacter())
    default:
      report(.syntax(reason: error.description, startedOnLine: nil), at: SourceMark(file: source.file.path))
    }
  }

  private mutating func report(syntax problem: String, context: YamlError.Context?, at mark: Mark) {
    if context?.text == "while scanning a simple key", let start = context?.mark {
      // A key without its colon is noticed a line too late.
      report(.syntax(reason: problem, startedOnLine: nil), at: source.mark(start))
    } else if scalar(at: mark) == "\t" {
      report(.tabIndentation, at: source.mark(mark))
    } else {
      let line = source.position(mark).line
      let start = context.map { source.position($0.mark).line }.flatMap { $0 == line ? nil : $0 }
      report(.syntax(reason: problem, startedOnLine: start), at: source.mark(mark))
    }
  }

  private func scalar(at mark: Mark) -> Unicode.Scalar? {
    let position = source.position(mark)
    return source.lineText(position.line).unicodeScalars.dropFirst(position.scalar - 1).first
  }

  /// The first character that YAML forbids, which the parser tells with the wrong offset.
  private func markOfForbiddenCharacter() -> SourceMark {
    let file = source.file
    for (line, text) in file.text.lines.enumerated() {
      guard let place = text.unicodeScalars.firstIndex(where: \.isForbiddenInYAML) else { continue }
      return file.mark(line: line + 1, column: text.distance(from: text.startIndex, to: place) + 1)
    }
    return SourceMark(file: file.path)
  }
}

extension String {
  /// The lines without their ends.
  var lines: [Substring] {
    split(omittingEmptySubsequences: false) { ["\n", "\r", "\r\n"].contains($0) }
  }
}

extension Unicode.Scalar {
  /// Whether the character is outside what YAML 1.1 calls printable (section 5.1 of its specification).
  fileprivate var isForbiddenInYAML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: false
    default: true
    }
  }
}
