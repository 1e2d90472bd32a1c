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
    var attempts: [String] = []
    var best: (solution: Solution, residual: Double)?
    let starts = (basis.map { [($0, Strategy())] } ?? []) as [(Basis?, Strategy)] + Self.strategies.map { (nil, $0) }
    for (start, strategy) in starts {
      var answer = try attempt(strategy, from: start)
      iterations += answer.iterations
      if answer.outcome == .stopped(.infeasible) {
        answer = try confirmedInfeasible(answer)
        iterations += answer.iterations
      }
      guard case .stopped(let termination) = answer.outcome else {
        attempts.append("\(answer.outcome)")
        continue
      }
      let solution = Solution(of: program, termination, answer, iterations: iterations)
      guard termination == .optimal else { return solution }
      let certificate = Certificate(of: program, solution)
      if certificate.holds { return solution }
      let residual = max(certificate.worstResidual, certificate.gap)
      attempts.append("residual \(residual)")
      if residual < best?.residual ?? .infinity { best = (solution, residual) }
    }
    guard let best else { throw .numericalTrouble(attempts: attempts) }
    return best.solution
  }

  private func attempt(_ strategy: Strategy, from basis: Basis?) throws(SolverError) -> Answer {
    let answer = PackedProgram(program, basis: basis).solveContinuous(strategy, until: deadline)
    if case .fatal(let message) = answer.outcome { throw .solverFailed(message: message) }
    return answer
  }

  /// Looks at an infeasible program again from where the first look ended, scaled and with a wider tolerance: rows in
  /// very different units must not make a feasible program infeasible. From there it takes few iterations or none.
  private func confirmedInfeasible(_ answer: Answer) throws(SolverError) -> Answer {
    guard let basis = answer.basis else { return answer }
    var second = try attempt(Strategy(isScaled: true, tolerance: 1e-7), from: basis)
    switch second.outcome {
    case .stopped(.unbounded), .basisSingular, .numericalTrouble, .fatal: second.outcome = answer.outcome
    case .stopped: break
    }
    return second
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
    let bound =
      switch termination {
      case .optimal, .unbounded, .infeasible: objective
      default: answer.bound
      }
    self.init(
      of: program, termination: termination, objective: objective, bound: bound,
      values: termination == .infeasible || termination == .unbounded ? [] : answer.values ?? [],
      activities: termination == .infeasible || termination == .unbounded ? [] : answer.activities ?? [],
      rowDuals: answer.rowDuals ?? [], reducedCosts: answer.reducedCosts ?? [], basis: answer.basis,
      iterations: iterations)
  }
}
