/// `names` as a list in a sentence: `a`, `a and b`, `a, b and c`.
func listed(_ names: [String], _ conjunction: String = "and") -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return "\(names.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
}

/// The first `limit` of `names` and how many more there are.
func shortList(_ names: [String], limit: Int = 4) -> String {
  guard names.count > limit + 1 else { return listed(names) }
  return "\(names.prefix(limit).joined(separator: ", ")) and \(names.count - limit) more"
}

/// `1 firm`, `2 firms`.
func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  "\(NumberText.fixed(Double(count), decimals: 0)) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// `text` in quotation marks as messages use them, made printable and cut where it is very long.
func quoted(_ text: String) -> String { "'\(text.printable.truncated(to: 60))'" }

extension String {
  /// The text with its first letter in upper case.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The text broken at blanks into lines of at most `width` cells; all but the first begin with `indent` blanks.
  public func wrapped(to width: Int, indent: Int = 0) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      let longer = line.isEmpty || line.allSatisfy({ $0 == " " }) ? line + word : "\(line) \(word)"
      if longer.displayWidth > width, line.contains(where: { $0 != " " }) {
        lines.append(line)
        line = blanks(indent) + word
      } else {
        line = longer
      }
    }
    return lines + [line]
  }
}
