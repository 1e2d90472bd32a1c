import Foundation
import LinearProgramming
import Synchronization
import TestSupport
import Testing

@testable import GLPKSolver

@Suite("The same path every time", .serialized)
struct Reproducibility {
  @Test("a solve of many fifths of a second gives the same digits alone, among others, and on a busy machine")
  func sameDigits() async throws {
    let program = Self.large
    let alone = try GLPKSolver().solve(program)
    let isOver = Mutex(false)
    let load = (0..<3).map { _ in Thread { while !isOver.withLock({ $0 }) {} } }
    load.forEach { $0.start() }
    defer { isOver.withLock { $0 = true } }
    try await withThrowingTaskGroup(of: Solution.self) { group in
      for _ in 0..<3 { group.addTask { try GLPKSolver().solve(program, limits: SolverLimits(time: .seconds(600))) } }
      for try await solution in group {
        #expect(solution.iterations == alone.iterations)
        #expect(solution.values.map(\.bitPattern) == alone.values.map(\.bitPattern))
        #expect(solution.rowDuals.map(\.bitPattern) == alone.rowDuals.map(\.bitPattern))
        #expect(solution.basis == alone.basis)
      }
    }
  }

  @Test("a large continuous program that is being solved is interrupted at once")
  func interruption() async throws {
    let program = RandomProgram(seed: 12, variables: 1200, rows: 900, density: 0.1).program
    let interruption = Interruption()
    let solve = Task.detached { try GLPKSolver().solve(program, limits: SolverLimits(interruption: interruption)) }
    try await Task.sleep(for: .milliseconds(700))
    interruption.request()
    let requested = ContinuousClock.now
    let solution = try await solve.value
    #expect(ContinuousClock.now - requested < .seconds(2))
    #expect(solution.termination == .interrupted && !solution.hasValues)
  }

  private static var large: LinearProgram {
    RandomProgram(seed: 11, variables: 500, rows: 350, density: 0.2).program
  }
}
