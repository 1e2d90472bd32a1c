import SourceText

/// What a result file says about the run that made it.
public struct RunRecord: Sendable {
  /// The version of the program.
  public let version: String
  /// The files that were read, as named, each with its SHA-256 checksum.
  public let inputs: [(file: String, sha256: String)]
  /// How long the steps took [s], by name, such as `read`, `build` and `solve`.
  public let seconds: [(step: String, seconds: Double)]

  /// A run of `version` on `files`.
  public init(version: String, files: [SourceFile], seconds: [(step: String, seconds: Double)]) {
    self.version = version
    inputs = files.map { ($0.path, $0.sha256) }
    self.seconds = seconds
  }

  /// The record for a result of `solver`, nil where none was needed.
  func json(solver: String?) -> JSONValue {
    JSONValue(present: [
      ("version", .text(version)),
      ("inputs", .object(inputs.map { JSONValue.Member($0.file, .text($0.sha256)) })),
      ("solver", solver.map { .text($0) }),
      ("seconds", .object(seconds.map { JSONValue.Member($0.step, .number($0.seconds)) })),
    ])
  }
}
