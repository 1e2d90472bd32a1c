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
  /// The folder; it is made where it does not exist.
  public let path: String

  /// The folder at `path`.
  public init(path: String) { self.path = path }

  /// The files that hold `tables`, with the folder made for them.
  ///
  /// - Throws: a `WriteFact` where the folder cannot be made.
  public func outputs(of tables: [NamedTable]) throws(InputProblems) -> [FileWriter.Output] {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw InputProblems(
        WriteFact.failed(reason: "the folder cannot be made"), at: SourceMark(file: path))
    }
    return tables.map { table in
      FileWriter.Output(
        path: URL(fileURLWithPath: path).appendingPathComponent("\(table.name).csv").path, text: table.table.text)
    }
  }
}
