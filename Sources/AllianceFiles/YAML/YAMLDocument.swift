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
    root = reading.compose().map { YAMLNode(node: $0, source: YAMLSource(file: file, standIns: reading.standIns)) }
    problems = reading.problems
  }
}

/// The reading of one document.
private struct YAMLReading {
  let source: YAMLSource
  var problems: [InputProblem] = []
  private var keys: RepeatedKeys?

  init(_ file: SourceFile) { source = YAMLSource(file: file) }

  /// The names given to repeated keys.
  var standIns: Set<String> { keys?.standIns ?? [] }

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
    let fact = StructureFact.duplicateKey(name, firstLine: first.line)
    var keys = self.keys ?? RepeatedKeys(source.file.text)
    guard let place = keys.renameRepeat(of: name, line: first.line, column: first.column) else {
      report(fact, at: source.mark(first, length: name.count))
      return false
    }
    self.keys = keys
    let quotes = place.isQuoted ? 1 : 0
    report(
      fact, at: source.mark(line: place.line + 1, scalar: place.start + 1 - quotes, length: name.count + 2 * quotes))
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
    case .reader(let problem, let offset, _, _):
      report(.syntax(reason: problem, startedOnLine: nil), at: mark(ofCharacter: offset))
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
      let start = context.flatMap { $0.mark.line == mark.line ? nil : $0.mark.line }
      report(.syntax(reason: problem, startedOnLine: start), at: source.mark(mark))
    }
  }

  private func scalar(at mark: Mark) -> Unicode.Scalar? {
    source.lineText(mark.line).unicodeScalars.dropFirst(mark.column - 1).first
  }

  private func mark(ofCharacter offset: Int?) -> SourceMark {
    guard let offset else { return SourceMark(file: source.file.path) }
    let before = text.prefix(offset)
    let line = before.count(where: \.isNewline) + 1
    let column = before.reversed().prefix { !$0.isNewline }.count + 1
    return source.file.mark(line: line, column: column)
  }
}
