import Foundation
import SourceText
import Testing

@Suite("Reading files")
struct SourceFileTests {
  /// The path of a new file that holds `bytes`, in a folder that is removed after `body`.
  private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("firms.csv")
    try Data(bytes).write(to: file)
    try body(file.path)
  }

  @Test("a file keeps all its bytes, its text comes without the byte-order mark")
  func byteOrderMark() throws {
    try withFile([0xEF, 0xBB, 0xBF] + Array("größe".utf8)) { path in
      let file = try SourceFile(reading: path)
      #expect(file.path == path)
      #expect(file.bytes.count == 10)
      #expect(file.text == "größe")
    }
  }

  @Test("missing files, folders and empty files are told apart")
  func absence() throws {
    #expect(problems { _ = try SourceFile(reading: "/no/such/file.csv") } == ["0:0 missing"])
    #expect(problems { _ = try SourceFile(reading: "/") } == ["0:0 isDirectory"])
    try withFile([]) { path in #expect(problems { _ = try SourceFile(reading: path) } == ["0:0 empty"]) }
    try withFile([0xEF, 0xBB, 0xBF]) { path in
      #expect(problems { _ = try SourceFile(reading: path) } == ["0:0 empty"])
    }
    try withFile([0x61]) { path in
      #expect(problems { _ = try SourceFile(reading: path + "/x") } == ["0:0 missing"])
    }
  }

  @Test("a name too long for the system comes with the system's reason")
  func unreadable() {
    let found = problems { _ = try SourceFile(reading: String(repeating: "x", count: 5000)) }
    #expect(found == ["0:0 unreadable(reason: \"File name too long\")"])
  }

  @Test("text in another encoding is refused with the line of its first foreign byte")
  func otherEncodings() throws {
    try withFile(Array("a\r\nb\ngr".utf8) + [0xF6, 0xDF, 0x65]) { path in
      #expect(problems { _ = try SourceFile(reading: path) } == ["3:0 notUTF8(byteOffset: 7)"])
    }
    try withFile([0xFF, 0xFE, 0x61, 0x00]) { path in
      #expect(problems { _ = try SourceFile(reading: path) } == ["1:0 notUTF8(byteOffset: 0)"])
    }
  }

  @Test("a mark quotes the line that it names")
  func marks() {
    let file = SourceFile(path: "a.yaml", text: "\u{FEFF}one\r\ntwo: größe\rthree")
    #expect(file.mark(line: 2, column: 6, length: 5).quote == .init(line: "two: größe", start: 6, length: 5))
    #expect(file.mark(line: 1).quote == .init(line: "one", start: 1, length: 3))
    #expect(file.mark(line: 3).quote == .init(line: "three", start: 1, length: 5))
    #expect(file.mark(line: 4).quote == nil)
  }
}

@Suite("The name that was meant")
struct NearestNameTests {
  @Test("slips find their name, other words none")
  func slips() {
    let known = ["budget", "members", "levers", "gap"]
    #expect(nearestName(to: "bugdet", among: known) == "budget")
    #expect(nearestName(to: "Member", among: known) == "members")
    #expect(nearestName(to: "gaps", among: known) == "gap")
    #expect(nearestName(to: "policy", among: known) == nil)
    #expect(nearestName(to: "", among: known) == nil)
    #expect(nearestName(to: "bugdet", among: known, within: 0) == nil)
    #expect(nearestName(to: "budget", among: known, within: 0) == "budget")
  }

  @Test("of files the names count, not their folders, nor endings that they share")
  func files() {
    let known = ["alliance.yaml", "members.csv", "free.yaml", "model.json"]
    #expect(nearestFile(to: "a/long/folder/member.csv", among: known) == "members.csv")
    #expect(nearestFile(to: "alliance.yml", among: known) == "alliance.yaml")
    #expect(nearestFile(to: "plans/nope.yaml", among: known.map { "plans/" + $0 }) == nil)
    #expect(nearestFile(to: "plans/fre.yaml", among: known.map { "plans/" + $0 }) == "plans/free.yaml")
    #expect(nearestFile(to: "", among: known) == nil)
  }

  @Test("of paths every name is compared with the names that stand there")
  func paths() {
    let known =
      ["budget", "budget.2026", "levers.rd.max_increase", "levers.talent.hire_max", "rules.by size.tolerance"]
      + ["rules.leakage.max"]
    #expect(NearbyPaths(of: "bugdet.2062", among: known).nearest == "budget.2026")
    #expect(NearbyPaths(of: "rules.by sise.tolerance", among: known).nearest == "rules.by size.tolerance")
    let leakage = NearbyPaths(of: "rules.leakage.tolerance", among: known)
    #expect(leakage.nearest == nil)
    #expect((leakage.beginning, leakage.paths) == ("rules.leakage", ["rules.leakage.max"]))
    let lever = NearbyPaths(of: "levers.rdd.max", among: known + ["firms.a.rd_max"])
    #expect((lever.nearest, lever.beginning, lever.paths) == (nil, "levers.rd", ["levers.rd.max_increase"]))
    let nothing = NearbyPaths(of: "", among: known)
    #expect((nothing.nearest, nothing.beginning, nothing.paths) == (nil, nil, known))
  }

  @Test("many paths are told by a few of those that begin alike")
  func overview() {
    let known = ["budget", "pooling"] + (1...40).map { "firms.f\($0).funds" }
    #expect(
      NearbyPaths(of: "x", among: known).overview
        == ["budget", "pooling", "firms.f1.funds", "firms.f2.funds", "firms.f3.funds", "37 more of firms"])
    let firms = NearbyPaths(of: "firms.unknown.funds", among: known).overview
    #expect((firms.count, firms.last) == (23, "18 more"))
    #expect(NearbyPaths(of: "x", among: Array(known.prefix(20))).overview == Array(known.prefix(20)))
  }
}
