import SourceText

/// Values of files that programs write: `null` stands for a figure that is not known.
extension TableReader {
  /// A decimal number, or nil for `null`.
  func optionalNumber(_ key: String) -> Double? {
    isNull(key) ? nil : number(key)
  }

  /// A whole number of at least 0, or nil for `null`.
  func optionalCount(_ key: String) -> Int? {
    isNull(key) ? nil : count(key)
  }

  /// A text, or nil for `null`.
  func optionalText(_ key: String) -> String? {
    isNull(key) ? nil : text(key)
  }

  /// A whole number of at least 0.
  func count(_ key: String) -> Int? {
    node(key).flatMap { count($0, of: key) }
  }

  /// A list of whole numbers of at least 0, or nil for `null`.
  func optionalCounts(_ key: String) -> [Int]? {
    guard !isNull(key), let items = list(key, expected: .listOfNumbers) else { return nil }
    let counts = items.compactMap { count($0, of: key) }
    return counts.count == items.count ? counts : nil
  }

  private func count(_ node: YAMLNode, of key: String) -> Int? {
    guard case .scalar(let scalar) = node.content, scalar.isPlain, let count = Int(scalar.text), count >= 0 else {
      return wrong(key, node, .count)
    }
    return count
  }

  private func isNull(_ key: String) -> Bool { node(key)?.found == .nothing }
}
