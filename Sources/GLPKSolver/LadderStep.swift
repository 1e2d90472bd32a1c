import LinearProgramming

/// One of the ways to go about a continuous program, which are tried one after another.
struct LadderStep: Sendable {
  let method: Method
  /// Whether it starts from the basis of the last answer that did not pass, and is left out without one.
  var goesOn = false

  /// What solves the program.
  enum Method: Sendable {
    /// The simplex method.
    case simplex(Strategy)
    /// The simplex method in rational arithmetic, with rows that may be off by `slack` times their size.
    case exact(slack: Double)
  }

  /// From the quickest to the most patient. The first polishes what a basis given beforehand led to.
  ///
  /// On planning programs of 3,000 and 13,000 variables with many defining equations, the dual method took a tenth of
  /// the time from the triangular basis that it took from that of all rows, and the primal method about as long as the
  /// latter; scaling made no difference to their time. But without it, rows that rise a million times as fast as others,
  /// such as the first tangents of a square root, sent the dual method in circles and let the primal one see no limit.
  ///
  /// Decimal fractions do not agree to the last digit, so what is infeasible exactly may be so by rounding alone: hence
  /// a slack of two units in the last place. Rows in very different units may make a feasible program seem infeasible:
  /// hence the look with a wider tolerance.
  static let all = [
    LadderStep(method: .simplex(Strategy(isScaled: true, tolerance: 1e-11)), goesOn: true),
    LadderStep(method: .simplex(Strategy(isScaled: true, usesAdvancedBasis: true))),
    LadderStep(method: .simplex(Strategy(isScaled: true, tolerance: 1e-11)), goesOn: true),
    LadderStep(method: .simplex(Strategy(isScaled: true, tolerance: 1e-7)), goesOn: true),
    LadderStep(method: .simplex(Strategy(usesPrimalMethod: true, isScaled: true, usesAdvancedBasis: true))),
    LadderStep(method: .exact(slack: 0)),
    LadderStep(method: .exact(slack: 2 * .ulpOfOne)),
    LadderStep(method: .simplex(Strategy(isScaled: true, usesTextbookRatioTest: true))),
    LadderStep(method: .simplex(Strategy()), goesOn: true),
    LadderStep(method: .simplex(Strategy(usesTextbookRatioTest: true))),
    LadderStep(method: .simplex(Strategy(usesPrimalMethod: true, tolerance: 1e-7))),
  ]

  /// The most rows and variables for rational arithmetic, which takes a second or two for as many.
  private static let largestExactSize = 600

  /// Whether `program` is small enough.
  func suits(_ program: LinearProgram) -> Bool {
    if case .exact = method { return program.variableCount + program.rowCount <= Self.largestExactSize }
    return true
  }
}

extension LadderStep.Method {
  /// What this finds for `program` from the basis `start`, or from one of its own, in at most so many `iterations` and
  /// in no more than are ample for the program's size.
  func solve(_ program: LinearProgram, from start: Basis?, iterations: Int, until deadline: Deadline) -> Answer {
    let packed = PackedProgram(program, basis: start)
    let allowed = min(iterations, packed.ampleIterations)
    return switch self {
    case .simplex(let strategy): packed.solveContinuous(strategy, iterations: allowed, until: deadline)
    case .exact(let slack): packed.solveExactly(slack: slack, iterations: allowed, until: deadline)
    }
  }
}
