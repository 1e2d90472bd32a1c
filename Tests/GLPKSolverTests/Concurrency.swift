import Foundation
import LinearProgramming
import Synchronization
import TestSupport
import Testing

@testable import GLPKSolver

@Suite("Many solves at once", .serialized)
struct Concurrency {
  @Test("two threads that solve at the same time get the answers that each gets alone")
  func twoThreads() async throws {
    let solver = GLPKSolver()
    let programs = (0..<100 as Range<UInt64>).map { RandomProgram(seed: $0, variables: 30, rows: 20).program }
    let alone = try programs.map { try solver.solve($0).objective }
    async let first = Self.objectives(of: programs)
    async let second = Self.objectives(of: programs.reversed())
    #expect(try await first == alone)
    #expect(try await second.reversed() == alone)
  }

  private static func objectives(of programs: [LinearProgram]) async throws -> [Double] {
    try await Task.detached { try programs.map { try GLPKSolver().solve($0).objective } }.value
  }

  private enum Result: Equatable {
    case objective(Double)
    case refused
    case failedInC(mentionsIndex: Bool)
  }

  @Test("of 400 tasks, 50 malformed for validation and 50 for C alone end in errors, and 300 in right answers")
  func malformed() async throws {
    let expected = try (0..<400).map { try GLPKSolver().solve(Self.program($0)).objective }
    let results = await withTaskGroup(of: (Int, Result).self) { group in
      for number in 0..<400 { group.addTask { (number, Self.run(number)) } }
      return await group.reduce(into: [Int: Result]()) { $0[$1.0] = $1.1 }
    }
    for number in 0..<400 {
      switch number % 8 {
      case 3: #expect(results[number] == .refused)
      case 6: #expect(results[number] == .failedInC(mentionsIndex: true))
      default: #expect(results[number] == .objective(expected[number]))
      }
    }
  }

  private static func program(_ number: Int) -> LinearProgram {
    RandomProgram(seed: UInt64(number), variables: 15, rows: 10).program
  }

  private static func run(_ number: Int) -> Result {
    var program = program(number)
    if number % 8 == 3 { program.objective += .nan * program.variables[0] }
    if number % 8 == 6 { return failInsideC(program) }
    do {
      return .objective(try GLPKSolver().solve(program).objective)
    } catch {
      return .refused
    }
  }

  /// Goes past validation into GLPK itself, where an index that does not exist is a fatal error.
  private static func failInsideC(_ program: LinearProgram) -> Result {
    let packed = PackedProgram(program, basis: nil)
    packed.entryRow.address?[1] = 999
    let answer = packed.solveContinuous(Strategy(), iterations: 100, until: Deadline(SolverLimits()))
    guard case .fatal(let message) = answer.outcome else { return .refused }
    return .failedInC(mentionsIndex: message.contains("row index out of range"))
  }

  @Test("a thousand solves on a thousand threads, a third failing inside GLPK, leave the process no larger")
  func memory() throws {
    try Self.solveOnThreads(300)
    // A leak shows every time; other tests that run meanwhile do not, so the smallest growth counts.
    var growth = Double.infinity
    for _ in 0..<3 where growth > 4 {
      let before = try Self.residentMegabytes()
      try Self.solveOnThreads(1000)
      growth = try min(growth, Self.residentMegabytes() - before)
    }
    #expect(growth < 4, "grew by \(growth) MB")
  }

  /// Solves on `count` threads, each of which lives for one solve, one after another.
  private static func solveOnThreads(_ count: Int) throws {
    let program = RandomProgram(seed: 9, variables: 90, rows: 60, density: 0.2).program
    let mixed = RandomProgram(seed: 10, variables: 20, rows: 12, integers: 8).program
    let expected = try [program, mixed].map { try GLPKSolver().solve($0).objective }
    for round in 0..<count {
      let finished = DispatchSemaphore(value: 0)
      let outcome = Mutex<Result?>(nil)
      let thread = Thread {
        let result =
          round % 3 == 0
          ? failInsideC(program)
          : (try? GLPKSolver().solve(round % 3 == 1 ? program : mixed).objective).map(Result.objective)
        outcome.withLock { $0 = result }
        finished.signal()
      }
      thread.start()
      finished.wait()
      let wanted = round % 3 == 0 ? Result.failedInC(mentionsIndex: true) : .objective(expected[round % 3 - 1])
      #expect(outcome.withLock { $0 } == wanted)
    }
  }

  /// The resident size of this process, from the second field of /proc/self/statm (pages of 4 KiB).
  private static func residentMegabytes() throws -> Double {
    let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return try #require(Double(fields[1])) * 4096 / 1_048_576
  }
}
