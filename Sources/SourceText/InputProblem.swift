/// What can be wrong with an input, without the words for it.
///
/// Each module lists its own facts as an enum; `Reporting` turns them into sentences.
public protocol InputFact: Sendable {}

/// One thing that is wrong with an input, and where.
public struct InputProblem: Error, Sendable {
  /// Where it stands.
  public let mark: SourceMark
  /// What is wrong.
  public let fact: any InputFact

  /// `fact` holds at `mark`.
  public init(_ fact: any InputFact, at mark: SourceMark) {
    self.fact = fact
    self.mark = mark
  }
}

/// Everything that was found wrong in one run, in the order of its places; never empty.
public struct InputProblems: Error, Sendable {
  /// The problems, by file, line and column.
  public let problems: [InputProblem]

  /// The problems in the order of their places.
  public init(_ problems: [InputProblem]) {
    self.problems = problems.enumerated()
      .sorted { ($0.element.mark, $0.offset) < ($1.element.mark, $1.offset) }
      .map(\.element)
  }

  /// One problem alone.
  public init(_ fact: any InputFact, at mark: SourceMark) {
    problems = [InputProblem(fact, at: mark)]
  }
}
