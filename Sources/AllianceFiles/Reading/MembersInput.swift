import Alliances
import SourceText

/// The members of an alliance with the table that lists them.
struct MembersInput {
  let table: Table
  let firms: FirmTable

  /// Nil, with the problems reported, when the table cannot be read.
  init?(_ reference: FileReference, in folder: Folder, into collector: ProblemCollector) {
    do throws(InputProblems) {
      table = try Table(try folder.file(reference))
      firms = try FirmTable(table)
    } catch {
      collector.report(error.problems)
      return nil
    }
  }
}
