import Foundation
import SourceText

/// A table of a study, for a file of its own.
public struct NamedTable: Sendable {
  /// The name of the file, without its ending.
  public let name: String
  /// The table.
  public let table: TableText

  /// `table` under `name`.
  public init(_ name: String, _ table: TableText) {
    self.name = name
    self.table = table
  }
}

/// A folder that the tables of a study are written into, each as a CSV file.
public struct TableFolder: Sendable {
  private let path: String

  /// The folder at `path`; it is made where it does not exist.
  public init(path: String) { self.path = path }

  /// Checks that the folder can be written, or made where it does not exist; nothing is written.
  ///
  /// What the system refuses all the same is noticed when the tables are written.
  ///
  /// - Throws: a `WriteFact` where something else stands there or above it, or where a folder takes no files.
  public func check() throws(InputProblems) {
    guard !path.isEmpty else { throw refusal(of: path, "it has no name") }
    for place in pathsOutwards {
      var status = stat()
      guard lstat(place, &status) == 0 else {
        if errno == ENOENT || errno == ENOTDIR { continue }
        throw refusal(of: place, systemReason())
      }
      guard stat(place, &status) == 0 else { throw refusal(of: place, systemReason()) }
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw InputProblems(WriteFact.notAFolder(place), at: SourceMark(file: path))
      }
      guard access(place, W_OK | X_OK) == 0 else { throw refusal(of: place, systemReason()) }
      return
    }
  }

  /// The files that hold `tables`, with the folder made for them.
  ///
  /// - Throws: a `WriteFact` where the folder cannot be made.
  public func outputs(of tables: [NamedTable]) throws(InputProblems) -> [FileWriter.Output] {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      try check()
      throw refusal(of: path, "it cannot be made")
    }
    return tables.map { table in
      FileWriter.Output(
        path: URL(fileURLWithPath: path).appendingPathComponent("\(table.name).csv").path, text: table.table.text)
    }
  }

  /// The path, then those of the folders that hold it, up to one that is always there.
  private var pathsOutwards: [String] {
    let above = path.indices.filter { path[$0] == "/" }.reversed()
      .map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
    return [path] + above + (path.hasPrefix("/") ? [] : ["."])
  }

  private func refusal(of folder: String, _ reason: String) -> InputProblems {
    InputProblems(WriteFact.folderRefuses(folder, reason: reason), at: SourceMark(file: path))
  }
}
