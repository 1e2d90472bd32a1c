import Foundation
import TestSupport
import Testing

/// Which target may import which: the one place where this is written down for the compiler's sake.
private let allowedImports: [String: Set<String>] = [
  "CGLPK": [],
  "CLAPACK": [],
  "CGSL": [],
  "SourceText": ["Glibc", "Musl", "Darwin"],
  "LinearProgramming": ["Synchronization"],
  "GLPKSolver": ["LinearProgramming", "CGLPK"],
  "Statistics": ["CLAPACK", "CGSL", "Dispatch", "Foundation"],
  "Regression": ["Statistics", "SourceText", "Foundation"],
  "Alliances": ["Regression", "SourceText"],
  "Planning": ["Alliances", "Regression", "LinearProgramming"],
  "Studies": ["Planning", "Alliances", "Regression", "LinearProgramming", "Statistics", "SourceText"],
  "AllianceFiles": [
    "Alliances", "Planning", "Studies", "Regression", "LinearProgramming", "Statistics", "SourceText", "Yams", "Crypto",
    "Foundation",
  ],
  "Reporting": [
    "Alliances", "Planning", "Studies", "Regression", "LinearProgramming", "SourceText", "Rainbow", "Foundation",
  ],
  "alliance": [
    "Alliances", "Planning", "Studies", "Regression", "LinearProgramming", "GLPKSolver", "AllianceFiles", "Reporting",
    "SourceText",
    "ArgumentParser", "Foundation", "Synchronization",
  ],
]

@Suite("Imports go one way")
struct ImportTests {
  @Test("every folder of Sources has its imports written down, and every entry has a folder")
  func tableIsComplete() throws {
    let sources = ProjectFolder.url.appendingPathComponent("Sources")
    let folders = try FileManager.default.contentsOfDirectory(atPath: sources.path).filter { !$0.hasPrefix(".") }
    #expect(Set(folders) == Set(allowedImports.keys))
  }

  @Test("a target imports nothing but what its entry allows", arguments: allowedImports.keys.sorted())
  func importsAreAllowed(target: String) throws {
    let allowed = try #require(allowedImports[target])
    for file in try ProjectFolder.files(below: "Sources/\(target)", extensions: ["swift"]) {
      for module in importedModules(try String(contentsOf: file, encoding: .utf8)) {
        #expect(allowed.contains(module), "\(file.lastPathComponent) imports \(module)")
      }
    }
  }

  @Test("the reading of imports sees attributes, single declarations and indented lines")
  func readsImports() {
    let source = """
      @preconcurrency import Rainbow
      #if canImport(Glibc)
        import Glibc
      #endif
      public import struct Foundation.URL
      // import Nothing
      let text = "import Nothing"
      """
    #expect(importedModules(source) == ["Rainbow", "Glibc", "Foundation"])
  }

  @Test("GLPK's header is seen by CGLPK alone, and by no header that others can see")
  func solverHeaderIsHidden() throws {
    for file in try ProjectFolder.files(below: "Sources", extensions: ["c", "h", "modulemap", "swift"]) {
      guard try String(contentsOf: file, encoding: .utf8).contains("glpk.h>") else { continue }
      #expect(file.path.contains("/Sources/CGLPK/"), "\(file.path) includes glpk.h")
      #expect(!file.path.contains("/include/"), "\(file.path) shows glpk.h to others")
    }
  }
}

/// The modules that a source file imports, in order.
private func importedModules(_ source: String) -> [String] {
  source.split(separator: "\n").compactMap { line in
    var words = line.split(separator: " ")[...]
    while let word = words.first, word.hasPrefix("@") || ["public", "package", "internal", "private"].contains(word) {
      words = words.dropFirst()
    }
    guard words.first == "import" else { return nil }
    words = words.dropFirst()
    if let kind = words.first,
      ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias"].contains(kind)
    {
      words = words.dropFirst()
    }
    return words.first?.split(separator: ".").first.map(String.init)
  }
}
