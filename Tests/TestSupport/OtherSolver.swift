import Foundation

/// Runs another solver on a text and reads what it wrote.
public struct OtherSolver {
  let command: String

  /// The solver started by `command`, such as `clp`.
  public init(command: String) { self.command = command }

  /// Why it gave no result.
  public enum Failure: Error, CustomStringConvertible {
    /// There is no such program.
    case notInstalled(command: String)
    /// It wrote no result; `output` is what it said.
    case failed(command: String, output: String)

    /// What to do about it.
    public var description: String {
      switch self {
      case .notInstalled(let command):
        "\(command) is not installed; these tests need the packages coinor-clp, coinor-cbc and glpk-utils"
      case .failed(let command, let output): "\(command) gave no result:\n\(output)"
      }
    }
  }

  /// Puts `text` into a file with the extension `type` and runs the command with the arguments made of that file's path
  /// and that of the result.
  public func run(_ text: String, type: String, arguments: (_ input: String, _ result: String) -> [String]) throws
    -> Data
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("programs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("program.\(type)")
    let result = folder.appendingPathComponent("result")
    try text.write(to: input, atomically: false, encoding: .utf8)

    let path = "/usr/bin/\(command)"
    guard FileManager.default.isExecutableFile(atPath: path) else { throw Failure.notInstalled(command: command) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments(input.path, result.path)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard let data = FileManager.default.contents(atPath: result.path), !data.isEmpty else {
      throw Failure.failed(command: command, output: String(decoding: output, as: UTF8.self))
    }
    return data
  }

  /// The solution of CLP and CBC, held to tighter tolerances than usual, in full precision.
  ///
  /// Their file holds two 32-bit counts of rows and columns, then doubles: the objective, the rows' values, their duals,
  /// the columns' values, their reduced costs.
  public func solve(_ text: String, type: String) throws -> (objective: Double, values: [Double]) {
    let data = try run(text, type: type) {
      [$0, "-primalTolerance", "1e-9", "-dualTolerance", "1e-9", "-solve", "-saveSolution", $1]
    }
    let counts = data.withUnsafeBytes {
      [$0.loadUnaligned(as: Int32.self), $0.loadUnaligned(fromByteOffset: 4, as: Int32.self)]
    }
    let numbers = data.dropFirst(8).withUnsafeBytes { bytes in
      (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
    }
    let (rows, columns) = (Int(counts[0]), Int(counts[1]))
    return (numbers[0], Array(numbers[(1 + 2 * rows)..<(1 + 2 * rows + columns)]))
  }

  /// The objective in GLPK's raw solution file: `s bas rows columns f f objective` or `s mip rows columns o objective`.
  public func solveWithGLPSOL(_ text: String) throws -> Double? {
    let data = try run(text, type: "lp") { ["--lp", $0, "-w", $1] }
    let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("s ") }
    return line?.split(separator: " ").last.flatMap { Double($0) }
  }
}
