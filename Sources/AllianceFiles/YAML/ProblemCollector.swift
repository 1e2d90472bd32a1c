import SourceText

/// Gathers the problems of a run, and remembers which keys they concern.
///
/// A key with a problem has no value, so what is found wrong later for want of that value is not worth saying.
final class ProblemCollector {
  private(set) var problems: [InputProblem] = []
  private(set) var failedPaths: [[String]] = []

  func report(_ fact: some InputFact, at mark: SourceMark) {
    problems.append(InputProblem(fact, at: mark))
  }

  /// Reports a problem of the key at `path` from the top of the file.
  func report(_ fact: some InputFact, at mark: SourceMark, failing path: [String]) {
    report(fact, at: mark)
    fail(path)
  }

  /// Remembers that the key at `path` has no value because of a problem reported elsewhere.
  func fail(_ path: [String]) { failedPaths.append(path) }

  func report(_ found: [InputProblem]) { problems += found }

  /// Whether the key at `path`, one under it or one above it has a problem.
  func hasFailure(under path: [String]) -> Bool {
    failedPaths.contains { $0.starts(with: path) || path.starts(with: $0) }
  }
}
