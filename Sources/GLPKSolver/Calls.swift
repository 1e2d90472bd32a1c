import CGLPK
import LinearProgramming

/// How to go about a continuous program.
struct Strategy: Sendable {
  var usesPrimalMethod = false
  var isScaled = false
  var usesAdvancedBasis = false
  var usesTextbookRatioTest = false
  /// Of bounds and reduced costs. GLPK's own default, 1e-7, leaves residuals that a certificate of the same tolerance
  /// would now and then not pass.
  var tolerance = 1e-9

  fileprivate var description: cglpk_strategy {
    cglpk_strategy(
      primal: usesPrimalMethod ? 1 : 0, scaled: isScaled ? 1 : 0, advanced_basis: usesAdvancedBasis ? 1 : 0,
      textbook_ratio_test: usesTextbookRatioTest ? 1 : 0, tolerance: tolerance)
  }
}

/// When a solve that may take several calls has to end.
struct Deadline: Sendable {
  let limits: SolverLimits
  private let end: ContinuousClock.Instant?

  /// Starts the time of `limits`.
  init(_ limits: SolverLimits) {
    self.limits = limits
    end = limits.time.map { ContinuousClock.now + $0 }
  }

  /// The time left; nil without limit.
  var remaining: Duration? { end.map { max(ContinuousClock.now.duration(to: $0), .zero) } }

  fileprivate var seconds: Double { remaining.map { $0 / .seconds(1) } ?? .infinity }
}

extension PackedProgram {
  /// A number of simplex iterations that is far more than a program of this size takes unless it goes in circles.
  var ampleIterations: Int { 1000 + 10 * (variableCount + rowCount) }

  /// Solves the continuous program within so many `iterations`.
  func solveContinuous(_ strategy: Strategy, iterations: Int, until deadline: Deadline) -> Answer {
    call(until: deadline, iterations: iterations) { program, limits, result in
      var strategy = strategy.description
      cglpk_solve_continuous(&program, &strategy, &limits, &result)
    }
  }

  /// Solves the continuous program in rational arithmetic, its rows' bounds moved outward by `slack` times their size.
  func solveExactly(slack: Double, iterations: Int, until deadline: Deadline) -> Answer {
    call(until: deadline, iterations: iterations) { program, limits, result in
      cglpk_solve_exact(&program, slack, &limits, &result)
    }
  }

  /// Solves the program with integers, from the values `start` where there are some.
  func solveInteger(
    presolve: Bool, integerTolerance: Double, from start: [Double]?, until deadline: Deadline
  ) -> Answer {
    let values = CArray(start ?? [])
    return call(until: deadline, iterations: ampleIterations) { program, limits, result in
      cglpk_solve_integer(
        &program, presolve ? 1 : 0, integerTolerance, &limits, start == nil ? nil : values.address, &result)
    }
  }

  /// Solves the continuous program and finds the range of each of `rows` (from 0) that is not basic.
  func findRanges(of rows: [Int], _ strategy: Strategy) -> (answer: Answer, ranges: [cglpk_range]) {
    let unlimited = cglpk_range(lower: -.infinity, upper: .infinity, lower_limit: 0, upper_limit: 0)
    let numbers = CArray(rows.map { Int32($0) + 1 })
    let ranges = CArray(repeating: unlimited, count: rows.count)
    let answer = call(until: Deadline(SolverLimits()), iterations: ampleIterations) { program, limits, result in
      var strategy = strategy.description
      cglpk_find_ranges(&program, &strategy, &limits, Int32(rows.count), numbers.address, ranges.address, &result)
    }
    return (answer, ranges.elements)
  }

  /// Solves the continuous program and follows `moves` from its optimum.
  func follow(
    _ moves: [RightHandSideMove], _ strategy: Strategy, until deadline: Deadline
  ) -> (answer: Answer, reaches: [cglpk_reach]) {
    let rows = CArray(moves.flatMap { $0.rows.map { Int32($0.row.index) + 1 } })
    let scales = CArray(moves.flatMap { $0.rows.map(\.scale) })
    var start = 0
    let descriptions = CArray(
      moves.map { move in
        defer { start += move.rows.count }
        return cglpk_move(
          count: Int32(move.rows.count), rows: rows.address.map { UnsafePointer($0 + start) },
          scales: scales.address.map { UnsafePointer($0 + start) }, lowest: move.domain.lowerBound,
          highest: move.domain.upperBound, hair: move.hair, price_tolerance: move.priceTolerance * objectiveScale)
      })
    let reaches = CArray(repeating: cglpk_reach(), count: moves.count)
    let answer = call(until: deadline, iterations: ampleIterations) { program, limits, result in
      var strategy = strategy.description
      cglpk_follow(
        &program, &strategy, &limits, Int32(moves.count), descriptions.address, reaches.address, &result)
    }
    return (answer, reaches.elements)
  }

  private func call(
    until deadline: Deadline, iterations: Int,
    _ body: (inout cglpk_program, inout cglpk_limits, inout cglpk_result) -> Void
  ) -> Answer {
    let room = AnswerRoom(for: self)
    var result = room.result
    var program = description
    var limits = cglpk_limits(
      seconds: deadline.seconds, iterations: Int32(clamping: iterations),
      gap: deadline.limits.relativeGap, is_interrupted: isInterrupted, context: nil)
    withExtendedLifetime(deadline.limits.interruption) {
      limits.context = deadline.limits.interruption.map { Unmanaged.passUnretained($0).toOpaque() }
      body(&program, &limits, &result)
    }
    return room.answer(result, objectiveScale: objectiveScale)
  }
}

/// Called from C when the simplex method reports its progress and at the nodes of branch and bound, with an `Interruption` or null.
private func isInterrupted(_ context: UnsafeMutableRawPointer?) -> Int32 {
  guard let context else { return 0 }
  return Unmanaged<Interruption>.fromOpaque(context).takeUnretainedValue().isRequested ? 1 : 0
}
