import SourceText

/// Typed access to a table of a YAML file that reports what does not serve and goes on.
///
/// A value that is missing or of the wrong type reads as nil; whoever needs to know which asks the collector.
struct TableReader {
  /// The keys that lead to the table from the top of the file.
  let path: [String]
  private let key: YAMLNode?
  private let node: YAMLNode
  private let entries: [(name: String, entry: YAMLNode.Entry)]
  private let collector: ProblemCollector

  /// The table in `node`, the value of `key`; nil when it is no table.
  init?(_ node: YAMLNode, of key: YAMLNode? = nil, path: [String] = [], into collector: ProblemCollector) {
    guard case .table(let entries) = node.content else {
      let name = path.last { Int($0) == nil } ?? ""
      let fact = StructureFact.wrongType(key: name, expected: .table, found: node.found)
      collector.report(fact, at: node.isBlank ? (key ?? node).mark : node.mark, failing: path)
      return nil
    }
    self.path = path
    self.key = key
    self.node = node
    self.collector = collector
    self.entries = Self.distinct(entries, path: path, collector)
  }

  /// The keys by which people know the table: within an item of a list, which is known by its place in the file, those
  /// from the item on.
  private var shownPath: [String] {
    guard let item = path.dropLast().lastIndex(where: { Int($0) != nil }) else { return path }
    return Array(path[(item + 1)...])
  }

  /// Where the table begins: its key, its first character in a list, or the file for the table at the top.
  var mark: SourceMark {
    path.isEmpty ? SourceMark(file: node.source.file.path) : (key ?? node).mark
  }

  /// The entries with keys that are texts and not taken; equal keys that differ in their quotation marks are equal.
  private static func distinct(
    _ entries: [YAMLNode.Entry], path: [String], _ collector: ProblemCollector
  ) -> [(name: String, entry: YAMLNode.Entry)] {
    var lines: [String: Int] = [:]
    return entries.compactMap { entry in
      guard let scalar = entry.key.node.scalar else {
        collector.report(StructureFact.keyNotText, at: entry.key.mark)
        return nil
      }
      let name = scalar.string
      if let line = lines[name] {
        let fact = StructureFact.duplicateKey(name, firstLine: line)
        collector.report(fact, at: entry.key.mark, failing: path + [name])
        return nil
      }
      lines[name] = entry.key.line
      return (name, entry)
    }
  }

  /// The keys, in the order of the file.
  var names: [String] { entries.map(\.name) }

  /// Whether `key` is there, with a value of any type.
  func has(_ key: String) -> Bool { entry(key) != nil }

  /// The value of `key`, not looked at.
  func node(_ key: String) -> YAMLNode? { entry(key)?.value }

  /// Where `key` itself stands, or the table when it is not there.
  func mark(ofKey key: String) -> SourceMark { entry(key)?.key.mark ?? mark }

  private func entry(_ key: String) -> YAMLNode.Entry? { entries.first { $0.name == key }?.entry }

  func report(_ fact: StructureFact, at mark: SourceMark, key: String) {
    collector.report(fact, at: mark, failing: path + [key])
  }

  /// Reports a problem of `key` that is not one of structure alone.
  func report<Fact: InputFact>(_ fact: Fact, at mark: SourceMark, key: String) {
    collector.report(fact, at: mark, failing: path + [key])
  }

  /// Remembers that `key` has no value because of a problem reported elsewhere.
  func fail(_ key: String) { collector.fail(path + [key]) }

  /// Whether `key`, or something under it, has a problem.
  func hasFailed(_ key: String) -> Bool { collector.hasFailure(under: path + [key]) }
}

// MARK: Keys

extension TableReader {
  /// Reports every key that is not in `keys`, and every one of `required` that lacks.
  ///
  /// A key that lacks while a misspelt one is near it is reported once, as the misspelt one.
  ///
  /// - Parameter otherFact: what is wrong with an unknown key, given the keys that lack, where the table is no list of
  ///   settings.
  func check(
    _ keys: KeySet, required: [String] = [], otherFact: ((_ key: String, _ lacking: [String]) -> any InputFact)? = nil
  ) {
    let unknown = names.filter { !keys.read.contains($0) }
    let unused = keys.read.filter { !has($0) }
    for name in names {
      if unknown.contains(name) {
        let fact = otherFact?(name, unused) ?? StructureFact.unknownKey(name, under: shownPath, known: keys.read)
        collector.report(fact, at: mark(ofKey: name), failing: path + [name])
      }
    }
    for name in unknown {
      if let meant = nearestName(to: name, among: unused) { fail(meant) }
    }
    for key in required where !has(key) && !hasFailed(key) {
      report(.missingKey(key, under: shownPath), at: mark, key: key)
    }
  }
}

// MARK: Values

extension TableReader {
  /// A text; a number or a truth value without quotation marks is the text that it is written as.
  func text(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let scalar) = node.content, !scalar.text.isEmpty else { return wrong(key, node, .text) }
    return scalar.text
  }

  /// A text that is no number, where a number would be a slip.
  func word(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    if case .scalar(let scalar) = node.content, scalar.number != .notANumber { return wrong(key, node, .text) }
    return text(key)
  }

  /// A decimal number.
  func number(_ key: String) -> Double? {
    node(key).flatMap { number($0, of: key, expected: .number) }
  }

  /// A number, or a percentage read as a share: `15%` is 0.15.
  func share(_ key: String) -> Double? {
    guard let node = node(key) else { return nil }
    return percentage(node, of: key) ?? number(node, of: key, expected: .numberOrPercentage)
  }

  /// `true` or `false`.
  func truth(_ key: String) -> Bool? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let scalar) = node.content, let truth = scalar.truth else {
      return wrong(key, node, .trueOrFalse)
    }
    return truth
  }

  /// The number in `node`, which is the value of `key`, or part of it.
  func number(_ node: YAMLNode, of key: String, expected: ExpectedValue) -> Double? {
    guard case .scalar(let scalar) = node.content else { return wrong(key, node, expected) }
    switch scalar.number {
    case .finite(let value):
      return value
    case .notFinite:
      report(.notFinite(key: key, text: scalar.text), at: node.mark, key: key)
      return nil
    case .notANumber:
      return wrong(key, node, expected)
    }
  }

  /// The share in `node` if it is a percentage; says nothing otherwise.
  func percentage(_ node: YAMLNode, of key: String) -> Double? {
    guard case .scalar(let scalar) = node.content else { return nil }
    return scalar.percentage.value
  }

  /// One of the words for `choices`.
  func choice<Choice: RawRepresentable<String>>(_ key: String, among choices: [Choice]) -> Choice? {
    guard let text = text(key), let node = node(key) else { return nil }
    if let choice = choices.first(where: { $0.rawValue == text }) { return choice }
    report(.unknownChoice(key: key, text: text, known: choices.map(\.rawValue)), at: node.mark, key: key)
    return nil
  }

  /// A table, whose problems go where those of this one go unless `other` is given.
  func table(_ key: String, into other: ProblemCollector? = nil) -> TableReader? {
    entry(key).flatMap {
      TableReader($0.value, of: $0.key, path: path + [key], into: other ?? collector)
    }
  }

  /// The items of a list.
  func list(_ key: String, expected: ExpectedValue = .list) -> [YAMLNode]? {
    guard let node = node(key) else { return nil }
    guard case .list(let items) = node.content else { return wrong(key, node, expected) }
    return items
  }

  /// The texts of a list; nil when one is none.
  func texts(_ key: String) -> [String]? {
    list(key, expected: .listOfTexts).flatMap { texts($0, of: key, expected: .listOfTexts) }
  }

  /// One text, or the texts of a list.
  func textOrTexts(_ key: String) -> [String]? {
    guard let node = node(key) else { return nil }
    if case .list(let items) = node.content { return texts(items, of: key, expected: .textOrList) }
    return texts([node], of: key, expected: .textOrList)
  }

  private func texts(_ items: [YAMLNode], of key: String, expected: ExpectedValue) -> [String]? {
    let texts = items.compactMap { item -> String? in
      guard case .scalar(let scalar) = item.content else { return wrong(key, item, expected) }
      return scalar.text
    }
    return texts.count == items.count ? texts : nil
  }

  /// The tables of a list, with their positions.
  func tables(_ key: String) -> [(position: Int, table: TableReader)] {
    (list(key) ?? []).enumerated().compactMap { position, item in
      TableReader(item, path: path + [key, "\(position)"], into: collector).map { (position, $0) }
    }
  }

  /// Reports `node` as of the wrong type.
  func wrong<Value>(_ key: String, _ node: YAMLNode, _ expected: ExpectedValue) -> Value? {
    let mark = node.isBlank ? mark(ofKey: key) : node.mark
    report(.wrongType(key: key, expected: expected, found: node.found), at: mark, key: key)
    return nil
  }
}
