import Foundation

/// A text that was looked at once and found right, kept in a file of the repository.
///
/// `ALLIANCE_RECORD=1 swift test` writes the files anew and fails every test that does so: look at the difference
/// before committing it.
public struct Snapshot {
  /// The file, relative to the package.
  public let path: String

  /// The snapshot in the file at `path`, relative to the package.
  public init(_ path: String) { self.path = path }

  /// Compares `text` with the file.
  ///
  /// - Throws: `Difference` when they are not the same, `Recorded` after writing the file anew.
  public func compare(_ text: String) throws {
    let file = ProjectFolder.url.appendingPathComponent(path)
    if Self.isRecording {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      throw Recorded(path: path)
    }
    let expected = try content()
    if text != expected { throw Difference(path: path, expected: expected, found: text) }
  }

  /// What is in the file.
  public func content() throws -> String {
    guard let data = FileManager.default.contents(atPath: ProjectFolder.url.appendingPathComponent(path).path) else {
      throw Missing(path: path)
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Whether this run writes snapshots instead of comparing with them.
  public static var isRecording: Bool { ProcessInfo.processInfo.environment["ALLIANCE_RECORD"] == "1" }

  /// There is nothing to compare with.
  public struct Missing: Error, CustomStringConvertible {
    let path: String
    /// What to do.
    public var description: String { "\(path) does not exist; record it by ALLIANCE_RECORD=1 and look at it" }
  }

  /// A file was written, so that nothing was tested.
  public struct Recorded: Error, CustomStringConvertible {
    let path: String
    /// What to do.
    public var description: String { "\(path) was recorded; look at it and run again without ALLIANCE_RECORD" }
  }

  /// The text is another one than that of the file.
  public struct Difference: Error, CustomStringConvertible {
    let path: String
    let expected: String
    let found: String

    /// The first line that differs, and all that was found.
    public var description: String {
      let (old, new) = (expected.components(separatedBy: "\n"), found.components(separatedBy: "\n"))
      let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
      func text(_ lines: [String]) -> String { line < lines.count ? lines[line] : "(end)" }
      return """
        \(path) differs from line \(line + 1) on
        expected: \(text(old))
        found:    \(text(new))
        all that was found:
        \(found)
        """
    }
  }
}
