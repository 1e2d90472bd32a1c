import Alliances
import SourceText

/// Members or candidates of an alliance with the table that lists them.
struct FirmsInput {
  let table: Table
  let firms: FirmTable

  /// Nil, with the problems reported, when the table cannot be read.
  init?(_ reference: FileReference, of list: FirmList, in folder: Folder, into collector: ProblemCollector) {
    var file: SourceFile?
    do throws(InputProblems) {
      let found = try folder.file(reference)
      file = found
      table = try Table(found)
      firms = try FirmTable(table)
    } catch {
      if let format = file?.formatOfSettings {
        collector.report(AllianceFact.membersInOtherFormat(format, of: list), at: reference.mark)
      } else {
        collector.report(error.problems)
      }
      return nil
    }
  }
}

extension SourceFile {
  /// The format of files with keys and values, by the file's name or its first character; nil for other files.
  fileprivate var formatOfSettings: String? {
    let name = path.lowercased()
    if name.hasSuffix(".json") { return "JSON" }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return "YAML" }
    return text.first { !$0.isWhitespace } == "{" ? "JSON" : nil
  }
}
