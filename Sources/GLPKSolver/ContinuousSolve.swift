import LinearProgramming

/// Solves a continuous program, by several strategies where the first does not do.
struct ContinuousSolve {
  let program: LinearProgram
  let deadline: Deadline

  /// From the quickest to the most patient. On planning programs of 3,000 and 13,000 variables with many defining
  /// equations, the dual method took a tenth of the time from the triangular basis that it took from that of all rows,
  /// and the primal method about as long as the latter; scaling made no difference to any.
  private static let strategies = [
    Strategy(usesAdvancedBasis: true),
    Strategy(usesPrimalMethod: true, isScaled: true, usesAdvancedBasis: true),
    Strategy(isScaled: true, tolerance: 1e-8),
    Strategy(usesPrimalMethod: true, tolerance: 1e-7),
  ]

  /// The optimum, or why there is none.
  func solution(from basis: Basis?) throws(SolverError) -> Solution {
    var iterations = 0
    var failures: [SolverError.Attempt] = []
    var best: (solution: Solution, residual: Double)?
    let starts = (basis.map { [($0, Strategy())] } ?? []) as [(Basis?, Strategy)] + Self.strategies.map { (nil, $0) }
    for (start, strategy) in starts {
      let answer = attempt(strategy, from: start, iterations: &iterations)
      guard case .stopped(let termination) = answer.outcome else {
        if let failure = answer.outcome.failure { failures.append(failure) }
        continue
      }
      let solution = Solution(of: program, termination, answer, iterations: iterations)
      guard termination == .optimal else { return best?.solution ?? solution }
      let certificate = Certificate(of: program, solution)
      if certificate.holds { return solution }
      let residual = max(certificate.worstResidual, certificate.gap)
      if residual < best?.residual ?? .infinity { best = (solution, residual) }
    }
    guard let best else { throw .numericalTrouble(attempts: failures) }
    return best.solution
  }

  private func attempt(_ strategy: Strategy, from basis: Basis?, iterations: inout Int) -> Answer {
    let answer = PackedProgram(program, basis: basis).solveContinuous(strategy, until: deadline)
    iterations += answer.iterations
    guard answer.outcome == .stopped(.infeasible), let last = answer.basis else { return answer }
    // Rows in very different units must not make a feasible program infeasible: look again from where the first look
    // ended, scaled and with a wider tolerance. From there it takes few iterations or none.
    let second = PackedProgram(program, basis: last)
      .solveContinuous(Strategy(isScaled: true, tolerance: 1e-7), until: deadline)
    iterations += second.iterations
    return second.outcome == .stopped(.optimal) ? second : answer
  }
}

extension Solution {
  /// What C found for `program`, in a form that is complete even where it found nothing.
  init(of program: LinearProgram, _ termination: Termination, _ answer: Answer, iterations: Int) {
    let worst: Double = program.sense == .minimise ? .infinity : -.infinity
    let objective =
      switch termination {
      case .infeasible: worst
      case .unbounded: -worst
      default: answer.values.map { program.objectiveValue(at: $0) } ?? worst
      }
    let hasOptimum = termination != .infeasible && termination != .unbounded
    self.init(
      of: program, termination: termination, objective: objective,
      bound: hasOptimum && termination != .optimal ? answer.bound : objective,
      values: hasOptimum ? answer.values ?? [] : [], activities: hasOptimum ? answer.activities ?? [] : [],
      rowDuals: answer.rowDuals ?? [], reducedCosts: answer.reducedCosts ?? [], basis: answer.basis,
      iterations: iterations)
  }
}
