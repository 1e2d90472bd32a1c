/// A place in an input that a person wrote: a file, and where it is known a line and a column.
///
/// Lines and columns count from 1. In YAML, JSON and formulas a column counts characters; in CSV it is the number of
/// the field, which is what a spreadsheet shows.
public struct SourceMark: Hashable, Sendable {
  /// The file as the user named it, or a name for text that is not a file (`--formula`).
  public let file: String
  /// The line, from 1; nil when the whole file is meant.
  public let line: Int?
  /// The column, from 1; nil when the whole line is meant.
  public let column: Int?
  /// What stands there, to be quoted below the message.
  public let quote: Quote?

  /// A line of the input, and the characters of it that are meant.
  public struct Quote: Hashable, Sendable {
    /// The whole line, without its end.
    public let line: String
    /// The first marked character, from 1.
    public let start: Int
    /// How many characters are marked; at least 1.
    public let length: Int

    /// Marks `length` characters of `line` from character `start` on.
    public init(line: String, start: Int, length: Int) {
      self.line = line
      self.start = start
      self.length = max(length, 1)
    }
  }

  /// A place in `file`.
  public init(file: String, line: Int? = nil, column: Int? = nil, quote: Quote? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.quote = quote
  }
}

extension SourceMark: Comparable {
  /// By file, then line, then column: the order in which problems are reported.
  public static func < (left: SourceMark, right: SourceMark) -> Bool {
    (left.file, left.line ?? 0, left.column ?? 0) < (right.file, right.line ?? 0, right.column ?? 0)
  }
}
