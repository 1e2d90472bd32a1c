import Foundation
import SourceText

/// Writes files whole or not at all.
///
/// The content goes into a new file beside the target, which then takes the target's place in one step. A program that
/// reads the target meanwhile sees the old content or the new, and after a failure the old content is untouched.
public struct FileWriter: Sendable {
  /// A file to be written.
  public struct Output: Sendable {
    /// Where to.
    public let path: String
    /// Its content.
    public let bytes: [UInt8]

    /// `bytes` for the file at `path`.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }

    /// `text` in UTF-8 for the file at `path`.
    public init(path: String, text: String) {
      self.init(path: path, bytes: Array(text.utf8))
    }
  }

  /// A writer of files.
  public init() {}

  /// Writes `text` in UTF-8 to `path`.
  ///
  /// - Throws: a `WriteFact` at `path`.
  public func write(_ text: String, to path: String) throws(InputProblems) {
    try write([Output(path: path, text: text)])
  }

  /// Writes several files: none is touched before the contents of all are safely stored.
  ///
  /// - Throws: a `WriteFact` at the first path that cannot be written.
  public func write(_ outputs: [Output]) throws(InputProblems) {
    var staged: [StagedFile] = []
    var targets: Set<String> = []
    do throws(InputProblems) {
      for output in outputs {
        let file = try attempt(output.path) { () throws(WriteFact) in try StagedFile(output.bytes, for: output.path) }
        staged.append(file)
        guard targets.insert(file.target).inserted || !file.isReplacement else {
          throw InputProblems(WriteFact.namedTwice, at: SourceMark(file: output.path))
        }
      }
      for (file, output) in zip(staged, outputs) {
        try attempt(output.path) { () throws(WriteFact) in try file.takePlace() }
      }
    } catch {
      staged.forEach { $0.discard() }
      throw error
    }
  }

  private func attempt<Result>(
    _ path: String, _ work: () throws(WriteFact) -> Result
  ) throws(InputProblems) -> Result {
    do throws(WriteFact) {
      return try work()
    } catch {
      throw InputProblems(error, at: SourceMark(file: path))
    }
  }
}
