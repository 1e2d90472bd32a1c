import Alliances
import Foundation
import SourceText

/// Reads a file under the name by which the user can open it.
public typealias FileReading = @Sendable (_ path: String) throws(InputProblems) -> SourceFile

/// The folder of a file, relative to which that file names others.
struct Folder {
  /// The path up to its last slash, with it; empty for the current folder.
  private let prefix: String
  private let read: FileReading

  /// The folder that `file` lies in.
  init(of file: String, reading read: @escaping FileReading) {
    prefix = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    self.read = read
  }

  /// The file that the value of `key` names.
  func reference(_ key: String, of table: TableReader) -> FileReference? {
    guard let name = table.text(key), let mark = table.node(key)?.mark else { return nil }
    if name.hasPrefix("~/") {
      table.report(AllianceFact.homeNotExpanded(path: name), at: mark, key: key)
      return nil
    }
    return FileReference(path: name.hasPrefix("/") ? name : prefix + name, mark: mark)
  }

  /// The file behind `reference`. That there is none is a problem of whoever names it, not of the file.
  func file(_ reference: FileReference) throws(InputProblems) -> SourceFile {
    do {
      return try read(reference.path)
    } catch {
      throw InputProblems(
        error.problems.map { problem in
          switch problem.fact as? FileFact {
          case .missing where missingFolder(of: reference.path) != nil:
            let folder = missingFolder(of: reference.path) ?? ""
            return InputProblem(AllianceFact.folderMissing(folder), at: reference.mark)
          case .some(let fact) where fact.isAboutAccess:
            let beside = fact == .missing ? namesBeside(reference.path) : []
            return InputProblem(
              StructureFact.referredFile(path: reference.path, fact, beside: beside), at: reference.mark)
          default: return problem
          }
        })
    }
  }

  /// The folder of `path` without its last slash, if there is no such folder.
  private func missingFolder(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
    let folder = String(path[..<slash])
    return FileManager.default.fileExists(atPath: folder) ? nil : folder
  }

  /// The names of files in the folder of `path`, for a better guess at what was meant.
  private func namesBeside(_ path: String) -> [String] {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }
}

extension FileFact {
  /// Whether the file could not be opened at all, so that no place in it can be named.
  fileprivate var isAboutAccess: Bool {
    switch self {
    case .missing, .isDirectory, .unreadable: true
    case .notUTF8, .empty: false
    }
  }
}
