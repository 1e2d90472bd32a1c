import Foundation
import TestSupport
import Testing

/// Expects that a command with `arguments`, run in the folder of `example`, prints what stands in the folder's file
/// `<printed>.txt`, in lines of 80 cells and without a message, and ends with `status`; and that the README there shows
/// the command.
func expectExample(
  _ arguments: [String], of example: String, prints printed: String, status: Int32 = 0,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = ProjectFolder.url.appendingPathComponent("Examples/\(example)")
  let run = try CommandRun(arguments, in: folder)
  #expect((run.status, run.errors) == (status, ""), sourceLocation: sourceLocation)
  #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, sourceLocation: sourceLocation)
  expectNoError(sourceLocation: sourceLocation) {
    try Snapshot("Examples/\(example)/\(printed).txt").compare(run.output)
  }
  let readme = try String(contentsOf: folder.appendingPathComponent("README.md"), encoding: .utf8)
  // Paths of rules may hold blanks, so pages quote them.
  let shown = arguments.map { $0.hasPrefix("rules.") ? "\"\($0)\"" : $0 }.joined(separator: " ")
  #expect(readme.contains("alliance \(shown)"), sourceLocation: sourceLocation)
}
