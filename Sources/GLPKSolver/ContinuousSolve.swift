import LinearProgramming

/// Solves a continuous program, by several strategies where the first does not do.
///
/// No answer is taken on the solver's word. An optimum must have a certificate, the lack of any values or of a limit a
/// proof, each checked against the program's data; else the next strategy is tried. Each gets a number of iterations
/// that is ample for the program's size, so that one that goes in circles is given up early.
struct ContinuousSolve {
  let program: LinearProgram
  let deadline: Deadline

  private var iterations = 0
  private var failures: [SolverError.Attempt] = []
  /// The best optimum without a certificate that holds.
  private var best: (solution: Solution, certificate: Certificate)?
  /// The first claim without a proof that there is no optimum.
  private var claim: Solution?
  /// The basis of the last answer that did not pass.
  private var lastBasis: Basis?

  init(program: LinearProgram, deadline: Deadline) {
    self.program = program
    self.deadline = deadline
  }

  /// The optimum, or why there is none.
  mutating func solution(from basis: Basis?) throws(SolverError) -> Solution {
    if let basis, let solution = answer(by: .simplex(Strategy(isScaled: true)), from: basis) { return solution }
    for step in LadderStep.all where step.suits(program) {
      if step.goesOn, lastBasis == nil { continue }
      if let solution = answer(by: step.method, from: step.goesOn ? lastBasis : nil) { return solution }
    }
    if let best, best.certificate.isFeasible || claim == nil { return best.solution }
    if let claim { return claim }
    throw .numericalTrouble(attempts: failures)
  }

  /// What `method` found, if it is an answer to keep.
  private mutating func answer(by method: LadderStep.Method, from start: Basis?) -> Solution? {
    let limit = deadline.limits.iterations ?? .max
    let found = method.solve(program, from: start, iterations: limit - iterations, until: deadline)
    iterations += found.iterations
    guard case .stopped(let termination) = found.outcome else {
      if let failure = found.outcome.failure { failures.append(failure) }
      return nil
    }
    let solution = Solution(of: program, termination, found, iterations: iterations)
    switch termination {
    case .optimal: return certified(solution)
    case .infeasible, .unbounded: return proved(solution, by: found)
    case .iterationLimit:
      if iterations >= limit { return solution }
      failures.append(.gaveUp(code: GLPKSolver.iterationLimitCode))
      return nil
    case .gapLimit, .timeLimit, .interrupted: return best?.solution ?? solution
    }
  }

  private mutating func certified(_ solution: Solution) -> Solution? {
    let certificate = Certificate(of: program, solution)
    if certificate.holds { return solution }
    lastBasis = solution.basis
    let residual = max(certificate.worstResidual, certificate.gap)
    if residual < best.map({ max($0.certificate.worstResidual, $0.certificate.gap) }) ?? .infinity {
      best = (solution, certificate)
    }
    return nil
  }

  private mutating func proved(_ solution: Solution, by answer: Answer) -> Solution? {
    let isProved =
      answer.rowProof.map { InfeasibilityProof(multipliers: $0).holds(for: program) }
      ?? answer.columnProof.map { UnboundednessProof(direction: $0).holds(for: program) } ?? false
    if isProved { return solution }
    lastBasis = answer.basis ?? lastBasis
    claim = claim ?? solution
    return nil
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
