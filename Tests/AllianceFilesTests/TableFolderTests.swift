import Foundation
import SourceText
import Testing

@testable import AllianceFiles

/// What stands in the way of a folder.
struct FolderObstacle: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// The folder that is asked for, and the path that the fact names, below the folder of the test.
  let asked: String
  let named: String
  /// Why nothing can be written there; nil where a file stands there.
  let reason: String?

  init(_ description: String, asked: String, named: String, reason: Int32? = nil) {
    testDescription = description
    (self.asked, self.named, self.reason) = (asked, named, reason.map { String(cString: strerror($0)) })
  }

  static let all = [
    FolderObstacle("a file", asked: "file", named: "file"),
    FolderObstacle("a file with a slash behind it", asked: "file/", named: "file"),
    FolderObstacle("a file above", asked: "file/a//b", named: "file"),
    FolderObstacle("a link to a file", asked: "link/a", named: "link"),
    FolderObstacle("a link to nothing", asked: "lost/a", named: "lost", reason: ENOENT),
    FolderObstacle(
      "a name too long", asked: String(repeating: "a", count: 300), named: String(repeating: "a", count: 300),
      reason: ENAMETOOLONG),
  ]
}

@Suite("A folder for tables")
struct TableFolderTests {
  private func withObstacles(_ work: (TemporaryFolder) throws -> Void) throws {
    try withFolder { folder in
      try folder.write("", to: "file")
      for (link, target) in [("link", "file"), ("lost", "nowhere")] {
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(link)", withDestinationPath: target)
      }
      try work(folder)
      #expect(try folder.names == ["file", "link", "lost"])
    }
  }

  @Test(
    "what stands in its way is told before anything is written, and the same when writing",
    arguments: FolderObstacle.all)
  func obstacle(_ obstacle: FolderObstacle) throws {
    try withObstacles { folder in
      let path = "\(folder.path)/\(obstacle.asked)"
      let named = "\(folder.path)/\(obstacle.named)"
      let expected = obstacle.reason.map { WriteFact.folderRefuses(named, reason: $0) } ?? .notAFolder(named)
      #expect(
        firstComplaint { () throws(InputProblems) in try TableFolder(path: path).check() }
          == Complaint(path, nil, expected))
      #expect(
        firstComplaint { () throws(InputProblems) in _ = try TableFolder(path: path).outputs(of: []) }
          == Complaint(path, nil, expected))
    }
  }

  @Test("a folder that is there or can be made is left as it is", arguments: ["", "/", "/new", "/new/newer/", "//new"])
  func sound(name: String) throws {
    try withFolder { folder in
      try TableFolder(path: folder.path + name).check()
      #expect(try folder.names == [])
      let table = NamedTable("firms", TableText(header: ["id"], rows: [["acme"]]))
      try FileWriter().write(TableFolder(path: folder.path + name).outputs(of: [table]))
      #expect(try String(contentsOfFile: "\(folder.path + name)/firms.csv", encoding: .utf8) == "id\nacme\n")
    }
  }

  @Test("a folder that takes no files, or none with such permissions, is told", .enabled(if: geteuid() != 0))
  func closed() throws {
    try withFolder { folder in
      try folder.makeFolder("closed")
      let closed = "\(folder.path)/closed"
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: closed)
      for path in [closed, "\(closed)/new"] {
        #expect(
          firstComplaint { () throws(InputProblems) in try TableFolder(path: path).check() }
            == Complaint(path, nil, WriteFact.folderRefuses(closed, reason: String(cString: strerror(EACCES)))))
      }
    }
  }

  @Test("what the system refuses only in the end is told then")
  func refused() throws {
    let path = "/proc/tables"
    #expect(
      firstComplaint { () throws(InputProblems) in _ = try TableFolder(path: path).outputs(of: []) }
        == Complaint(path, nil, WriteFact.folderRefuses(path, reason: "it cannot be made")))
  }

  @Test("a folder without a name is none")
  func nameless() throws {
    #expect(
      firstComplaint { () throws(InputProblems) in try TableFolder(path: "").check() }
        == Complaint("", nil, WriteFact.folderRefuses("", reason: "it has no name")))
  }
}
