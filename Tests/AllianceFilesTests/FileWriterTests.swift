import Foundation
import SourceText
import Testing

@testable import AllianceFiles

@Suite("A file is written whole or not at all")
struct FileWriterTests {
  private typealias Output = FileWriter.Output

  @Test func aNewFileAndAnOldOne() throws {
    try withFolder { folder in
      try FileWriter().write("one", to: "\(folder.path)/a.json")
      #expect(try folder.text("a.json") == "one")
      try FileWriter().write("zwei", to: "\(folder.path)/a.json")
      #expect(try folder.text("a.json") == "zwei")
      #expect(try folder.names == ["a.json"])
    }
  }

  @Test func aFileOfManyMegabytesIsComplete() throws {
    try withFolder { folder in
      let bytes = (0..<9_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try FileWriter().write([Output(path: "\(folder.path)/a", bytes: bytes)])
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/a")).elementsEqual(bytes))
    }
  }

  @Test func anOldFileKeepsItsPermissions() throws {
    try withFolder { folder in
      try folder.write("old", to: "a")
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: "\(folder.path)/a")
      try FileWriter().write("new", to: "\(folder.path)/a")
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/a")
      #expect(attributes[.posixPermissions] as? Int == 0o640)
    }
  }

  @Test func aSymbolicLinkStaysAndItsTargetChanges() throws {
    try withFolder { folder in
      try folder.makeFolder("real")
      try folder.write("old", to: "real/a")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/link", withDestinationPath: "real/a")
      try FileWriter().write("new", to: "\(folder.path)/link")
      #expect(try folder.text("real/a") == "new")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder.path)/link") == "real/a")
    }
  }

  @Test func aFolderInTheWay() throws {
    try withFolder { folder in
      try folder.makeFolder("a")
      #expect(
        firstComplaint { () throws(InputProblems) in try FileWriter().write("x", to: "\(folder.path)/a") }
          == Complaint("\(folder.path)/a", nil, WriteFact.isDirectory))
      #expect(try folder.names == ["a"])
    }
  }

  @Test func aFolderThatDoesNotExist() throws {
    try withFolder { folder in
      #expect(
        firstComplaint { () throws(InputProblems) in try FileWriter().write("x", to: "\(folder.path)/b/a") }
          == Complaint("\(folder.path)/b/a", nil, WriteFact.folderMissing("\(folder.path)/b/")))
    }
  }

  @Test func aFolderThatTakesNoFiles() throws {
    guard
      case .failed? = firstComplaint({ () throws(InputProblems) in try FileWriter().write("x", to: "/proc/a") })?.fact
        .base
        as? WriteFact
    else {
      Issue.record("a file was written into /proc")
      return
    }
  }

  @Test func aFullDisk() throws {
    let found = firstComplaint { () throws(InputProblems) in try FileWriter().write("x", to: "/dev/full") }
    #expect(
      found == Complaint("/dev/full", nil, WriteFact.failed(reason: String(cString: strerror(ENOSPC)))))
  }

  @Test func aDeviceIsWrittenToAndStaysADevice() throws {
    try FileWriter().write("x", to: "/dev/null")
    let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/null")
    #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func noneOfSeveralWhenOneCannotBeWritten() throws {
    try withFolder { folder in
      try folder.write("old", to: "a")
      try folder.makeFolder("c")
      let outputs = ["a", "b", "c"].map { Output(path: "\(folder.path)/\($0)", text: "new") }
      #expect(
        firstComplaint { () throws(InputProblems) in try FileWriter().write(outputs) }?.fact
          == AnyHashable(WriteFact.isDirectory)
      )
      #expect(try folder.text("a") == "old")
      #expect(try folder.names == ["a", "c"])
      try FileWriter().write(Array(outputs.dropLast()))
      #expect(try folder.text("a") == "new")
      #expect(try folder.text("b") == "new")
    }
  }

  @Test func oneFileTwice() throws {
    try withFolder { folder in
      try folder.write("old", to: "a")
      let outputs = ["\(folder.path)/a", "\(folder.path)/../\(URL(fileURLWithPath: folder.path).lastPathComponent)/a"]
        .map { Output(path: $0, text: "new") }
      #expect(
        firstComplaint { () throws(InputProblems) in try FileWriter().write(outputs) }
          == Complaint(outputs[1].path, nil, WriteFact.namedTwice))
      #expect(try folder.text("a") == "old")
      #expect(try folder.names == ["a"])
    }
  }

  @Test("the checksum of 'abc' is that of FIPS 180-2, appendix B.1")
  func checksums() {
    #expect(
      SourceFile(path: "x", text: "abc").sha256
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
