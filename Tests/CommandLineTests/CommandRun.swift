import Foundation
import TestSupport
import Testing

/// What a run of the built command came to.
struct CommandRun {
  let output: String
  let errors: String
  let status: Int32

  /// Runs `alliance` with `arguments` in `folder`.
  ///
  /// The streams go into files: pipes that another process inherits by chance would never end.
  init(_ arguments: [String], in folder: URL) throws {
    try self.init(executable: Self.command, arguments, in: folder)
  }

  /// Runs `script` in a shell in `folder`; the command is `$ALLIANCE` there.
  init(script: String, in folder: URL) throws {
    try self.init(
      executable: URL(fileURLWithPath: "/bin/bash"), ["-c", script], in: folder, extra: ["ALLIANCE": Self.command.path])
  }

  private init(executable: URL, _ arguments: [String], in folder: URL, extra: [String: String] = [:]) throws {
    let streams = try TemporaryFolder()
    let (output, errors) = (try streams.newFile("output"), try streams.newFile("errors"))
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(extra) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    self.output = try streams.text("output")
    self.errors = try streams.text("errors")
    status = process.terminationStatus
  }

  /// The JSON on standard output, by its keys.
  var answer: [String: Any] {
    get throws { try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]) }
  }

  /// The command beside the tests' own executable.
  static let command = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("alliance")
}

/// A folder that is there for one test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("alliance-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func newFile(_ name: String) throws -> FileHandle {
    let file = url.appendingPathComponent(name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
  }

  /// Copies the files of an example.
  func copyExample(_ name: String) throws {
    let source = ProjectFolder.url.appendingPathComponent("Examples/\(name)")
    for file in try FileManager.default.contentsOfDirectory(at: source, includingPropertiesForKeys: nil) {
      try FileManager.default.copyItem(at: file, to: url.appendingPathComponent(file.lastPathComponent))
    }
  }

  /// The names of the files, sorted.
  var names: [String] { get throws { try names(in: "") } }

  /// The names of the files in a folder in it, sorted.
  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.appendingPathComponent(folder).path).sorted()
  }
}
