import Foundation
import Reporting
import SourceText

/// Paths that a command writes to.
enum OutputPath {
  /// Checks that no file of `outputs` is one of `inputs`, under whatever name.
  static func check(_ outputs: [String], against inputs: [String]) throws(InputProblems) {
    let taken = Set(inputs.map(resolved))
    let problems = outputs.filter { taken.contains(resolved($0)) }
      .map { InputProblem(OutputFact.isRead, at: SourceMark(file: $0)) }
    if !problems.isEmpty { throw InputProblems(problems) }
  }

  /// Checks that at `path` there is nothing, or a text that begins with the line `header`, as this program writes it.
  static func check(_ path: String, replacesOnlyTablesWith header: String) throws(InputProblems) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let beginning = Data("\(header)\n".utf8)
    let found = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: beginning.count)
    if found != beginning { throw InputProblems(OutputFact.isNoNamesTable, at: SourceMark(file: path)) }
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}

/// Why a file is not written where it was to be written.
enum OutputFact: InputFact, Worded {
  /// The command reads the file that stands there.
  case isRead
  /// Another file than a table of names stands there.
  case isNoNamesTable

  var wording: Wording {
    switch self {
    case .isRead: Wording("this file is read, so it is not overwritten", step: "choose another name for the output")
    case .isNoNamesTable:
      Wording(
        "this file is no table of names that 'alliance export' wrote, so it is not overwritten",
        step: "choose another file for the table with --names, or move this one away")
    }
  }
}
