import SourceText

/// All that is wrong with the inputs of one run, as text for a terminal.
public struct ProblemReport: Sendable {
  private let problems: [InputProblem]
  private let consequence: String

  /// The report of `problems`; `consequence` says what did not happen for them, such as `nothing was planned`.
  public init(_ problems: InputProblems, consequence: String) {
    self.problems = problems.problems
    self.consequence = consequence
  }

  /// The problems one by one, each with its place, the line it stands on and advice; then how many there are.
  public func text(_ palette: Palette = .plain) -> String {
    var blocks = problems.map { block(of: $0, palette) }
    blocks[blocks.count - 1] += "\n\(summary)"
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private var summary: String {
    // Text from the command line stands under the name of its option.
    let files = Set(problems.map(\.mark.file).filter { !$0.hasPrefix("--") }).count
    let places = files > 0 ? " in \(counted(files, "file"))" : ""
    return "\(counted(problems.count, "problem"))\(places); \(consequence)."
  }

  private func block(of problem: InputProblem, _ palette: Palette) -> String {
    let wording = problem.wording
    var lines = ["\(palette.strong("\(problem.mark.text):")) \(palette.bad(wording.message))"]
    if let quote = problem.mark.quote { lines += excerpt(quote, line: problem.mark.line, palette) }
    lines += wording.advice.flatMap { $0.wrapped(to: Self.adviceWidth, indent: 2) }.map { "    \($0)" }
    return lines.joined(separator: "\n")
  }

  /// The widest line of advice behind its margin; advice may list many names.
  private static let adviceWidth = 76

  /// The widest line of an excerpt, with its margin and the signs of what is cut off.
  private static let excerptWidth = 80

  /// The line with a mark below what is meant, cut around the mark where it is long.
  private func excerpt(_ quote: SourceMark.Quote, line: Int?, _ palette: Palette) -> [String] {
    let characters = Array(quote.line)
    let start = min(max(0, quote.start - 1), characters.count)
    let end = min(characters.count, start + quote.length)
    let number = line.map(String.init) ?? ""
    let margin = blanks(4 + number.count) + " | "
    let whole = Self.excerptWidth - margin.count
    let isLong = String(characters).printable.displayWidth > whole
    let room = isLong ? whole - 2 : whole
    var first = isLong && start > room / 2 ? start - room / 3 : 0
    let last = characters.end(from: first, room: room)
    // A line that ends before the room does is shown from further left.
    while first > 0, last == characters.count, characters.end(from: first - 1, room: room) == last { first -= 1 }
    let before = (first > 0 ? "…" : "") + String(characters[first..<start]).printable
    let marked = String(characters[start..<min(end, last)]).printable
    let after = String(characters[min(end, last)..<last]).printable + (last < characters.count ? "…" : "")
    let carets = String(repeating: "^", count: max(1, marked.displayWidth))
    return [
      "    \(number) | \(before)\(marked)\(after)",
      margin + blanks(before.displayWidth) + palette.bad(carets),
    ]
  }
}

extension [Character] {
  /// Behind which character a text from `first` on fills `room` cells, or ends.
  fileprivate func end(from first: Int, room: Int) -> Int {
    var (end, width) = (first, 0)
    while end < count {
      width += String(self[end]).printable.displayWidth
      guard width <= room else { break }
      end += 1
    }
    return end
  }
}

extension SourceMark {
  /// The place as editors read it: `file:line:column`.
  var text: String {
    [file.printable, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
  }
}
