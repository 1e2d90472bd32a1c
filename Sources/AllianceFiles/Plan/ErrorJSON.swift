import SourceText

/// A problem of an input in words.
public struct WordedProblem: Sendable {
  /// Where it is; nil for a problem of no file.
  public let mark: SourceMark?
  /// What is wrong.
  public let message: String
  /// What was expected, where that can be said in few words.
  public let expected: String?
  /// What to do next, or the nearest name.
  public let suggestion: String?

  /// A problem at `mark`.
  public init(mark: SourceMark?, message: String, expected: String? = nil, suggestion: String? = nil) {
    self.mark = mark
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
  }
}

extension JSONValue {
  /// The problems as the answer of a command that was asked for JSON, `alliance-error/1`.
  public init(_ problems: [WordedProblem]) {
    self = [
      "schema": "alliance-error/1",
      "errors": .list(
        problems.map { problem in
          [
            "file": JSONValue(problem.mark?.file), "line": JSONValue(problem.mark?.line),
            "column": JSONValue(problem.mark?.column), "message": .text(problem.message),
            "expected": JSONValue(problem.expected), "suggestion": JSONValue(problem.suggestion),
          ]
        }),
    ]
  }
}
