import Foundation
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

/// Runs another solver on a text and reads what it wrote.
private struct OtherSolver {
  let command: String

  enum Failure: Error, CustomStringConvertible {
    case notInstalled(command: String)
    case failed(command: String, output: String)

    var description: String {
      switch self {
      case .notInstalled(let command):
        "\(command) is not installed; these tests need the packages coinor-clp, coinor-cbc and glpk-utils"
      case .failed(let command, let output): "\(command) gave no result:\n\(output)"
      }
    }
  }

  /// Puts `text` into a file with the extension `type` and runs the command with the arguments made of that file's path
  /// and that of the result.
  func run(_ text: String, type: String, arguments: (_ input: String, _ result: String) -> [String]) throws -> Data {
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

  /// The solution of CLP and CBC in full precision: two 32-bit counts of rows and columns, then doubles: the objective,
  /// the rows' values, their duals, the columns' values, their reduced costs.
  func solve(_ text: String, type: String) throws -> (objective: Double, values: [Double]) {
    let data = try run(text, type: type) { [$0, "-solve", "-saveSolution", $1] }
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
  func solveWithGLPSOL(_ text: String) throws -> Double? {
    let data = try run(text, type: "lp") { ["--lp", $0, "-w", $1] }
    let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("s ") }
    return line?.split(separator: " ").last.flatMap { Double($0) }
  }
}

@Suite("Other solvers on exported programs")
struct OtherSolvers {
  let solver = GLPKSolver()

  @Test("CLP reads the exported MPS and finds the same optimum to 1e-8", arguments: 0..<12 as Range<UInt64>)
  func clp(seed: UInt64) throws {
    let program = RandomProgram(seed: 7000 + seed, variables: 25, rows: 15, whole: seed.isMultiple(of: 2)).program
    let solution = try solver.solve(program)
    let other = try OtherSolver(command: "clp").solve(program.mps(), type: "mps")
    let sign: Double = program.sense == .minimise ? 1 : -1
    #expect((sign * other.objective).isApproximatelyEqual(to: solution.objective, relativeTolerance: 1e-8))
    // Its values, with our duals, are proved optimal by the certificate.
    #expect(Certificate(of: program, values: other.values, rowDuals: solution.rowDuals).holds)
    let back = try LinearProgram(mps: program.mps())
    #expect(try (sign * solver.solve(back).objective).isApproximatelyEqual(to: solution.objective))
  }

  @Test(
    "CBC reads the exported MPS with integers and finds the same optimum to 1e-8", arguments: 0..<8 as Range<UInt64>)
  func cbc(seed: UInt64) throws {
    let program = RandomProgram(seed: 8000 + seed, variables: 15, rows: 9, integers: 8).program
    let solution = try solver.solve(program)
    let other = try OtherSolver(command: "cbc").solve(program.mps(), type: "mps")
    let sign: Double = program.sense == .minimise ? 1 : -1
    #expect((sign * other.objective).isApproximatelyEqual(to: solution.objective, relativeTolerance: 1e-8))
    let certificate = Certificate(of: program, values: other.values, bound: solution.bound)
    #expect(certificate.holds, "\(certificate)")
  }

  @Test("CBC and GLPSOL read the exported LP text and find the same optimum", arguments: 0..<8 as Range<UInt64>)
  func lp(seed: UInt64) throws {
    var program = RandomProgram(
      seed: 9000 + seed, variables: 15, rows: 9, integers: seed.isMultiple(of: 2) ? 5 : 0
    ).program
    program.addVariable("free", in: .free)
    program.addVariable("2026 人才", in: .atMost(4))
    program.require(sum(program.variables.suffix(2)).within(-1...8), named: "End")
    program.require(LinearExpression() <= 3, named: "nothing")
    program.objective += (program.sense == .minimise ? 1 : -1) * sum(program.variables.suffix(2))
    let expected = try solver.solve(program).objective
    let text = try program.lp()
    let glpsol = try #require(try OtherSolver(command: "glpsol").solveWithGLPSOL(text))
    #expect(glpsol.isApproximatelyEqual(to: expected, relativeTolerance: 1e-8))
    let cbc = try OtherSolver(command: "cbc").solve(text, type: "lp")
    // CBC saves a maximum with its sign turned, but not if there are integers.
    let value = program.sense == .minimise || program.hasIntegers ? cbc.objective : -cbc.objective
    #expect(value.isApproximatelyEqual(to: expected, relativeTolerance: 1e-8))
  }
}
