import Foundation
import TestSupport
import Testing

/// Expects that a command with `arguments`, run in `folder`, ends with 2 and nothing but the message in the golden file
/// `misuse/<golden>.txt`, its blanks written as hyphens; and that with `--json` the answer says what is wrong.
func expectMistake(
  _ arguments: [String], in folder: TemporaryFolder, golden: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let run = try CommandRun(arguments, in: folder.url)
  #expect((run.status, run.output) == (2, ""), sourceLocation: sourceLocation)
  let file = golden.replacingOccurrences(of: " ", with: "-")
  expectNoError(sourceLocation: sourceLocation) {
    try Snapshot("Tests/CommandLineTests/Golden/misuse/\(file).txt").compare(run.errors)
  }
  let json = try CommandRun(arguments + ["--json"], in: folder.url)
  #expect(json.status == 2, sourceLocation: sourceLocation)
  #expect(try json.answer["schema"] as? String == "alliance-error/1", sourceLocation: sourceLocation)
}
