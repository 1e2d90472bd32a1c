import Foundation
import TestSupport
import Testing

@Suite("Sources stay small and cannot crash on purpose")
struct SourceTests {
  @Test("no source file is longer than 400 lines")
  func filesAreShort() throws {
    for file in try ProjectFolder.files(below: "Sources", extensions: ["swift", "c", "h"]) {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 401, "\(file.lastPathComponent) has \(lines.count - 1) lines")
    }
  }

  @Test("nothing is forced, and no error is fatal", arguments: ["try!", "as!", "fatalError("])
  func nothingIsForced(_ construct: String) throws {
    let files = try ProjectFolder.files(below: "Sources", extensions: ["swift"])
    #expect(files.count > 50)
    for file in files {
      let source = try String(contentsOf: file, encoding: .utf8)
      #expect(!source.contains(construct), "\(file.lastPathComponent) has \(construct)")
    }
  }
}
