import LinearProgramming

/// Solves a program with integers by branch and bound.
struct IntegerSolve {
  let program: LinearProgram
  let deadline: Deadline

  /// The optimum or the best found, or why there is none.
  func solution() throws(SolverError) -> Solution {
    if integerBoundsCross {
      return Solution(of: program, .infeasible, .nothing, iterations: 0)
    }
    let answer = try search()
    guard case .stopped(let termination) = answer.outcome else {
      throw .numericalTrouble(attempts: ["\(answer.outcome)"])
    }
    if termination == .unbounded { return try resolveUnbounded(iterations: answer.iterations) }
    guard let values = answer.values, termination != .infeasible else {
      return Solution(of: program, termination, answer, iterations: answer.iterations)
    }
    return try polished(answer, termination, values: values)
  }

  private var integerBoundsCross: Bool {
    program.variables.contains {
      program.isInteger($0) && !program.bounds(of: $0).wholeNumbers.isValid
    }
  }

  /// Branch and bound, without presolve where it fails with it.
  private func search() throws(SolverError) -> Answer {
    let packed = PackedProgram(program, basis: nil)
    var answer = packed.solveInteger(presolve: true, integerTolerance: 1e-6, until: deadline)
    if case .stopped = answer.outcome { return answer }
    answer = packed.solveInteger(presolve: false, integerTolerance: 1e-7, until: deadline)
    if case .fatal(let message) = answer.outcome { throw .solverFailed(message: message) }
    return answer
  }

  /// Exact values and prices: the integers are rounded and fixed, and the rest solved again.
  ///
  /// Branch and bound calls 0.999999 whole. Rounding that to 1 and keeping the rest could break a row with a large
  /// coefficient; solving again cannot.
  private func polished(
    _ answer: Answer, _ termination: Termination, values: [Double]
  ) throws(SolverError) -> Solution {
    let fixed = program.fixingIntegers(at: values)
    var limits = deadline.limits
    // When the time is over the values found are still to be made presentable; a second is enough but for the largest.
    limits.time = deadline.remaining.map { max($0, .seconds(1)) }
    limits.iterations = nil
    limits.interruption = nil
    let exact = try ContinuousSolve(program: fixed, deadline: Deadline(limits)).solution(from: nil)
    let iterations = answer.iterations + exact.iterations
    guard exact.termination == .optimal else {
      return Solution(of: program, termination, answer, iterations: iterations)
    }
    let bound =
      switch (termination, program.sense) {
      case (.optimal, _): exact.objective
      case (_, .minimise): min(answer.bound, exact.objective)
      case (_, .maximise): max(answer.bound, exact.objective)
      }
    return Solution(
      of: program, termination: termination, objective: exact.objective, bound: bound, values: exact.values,
      activities: exact.activities, rowDuals: exact.rowDuals, reducedCosts: exact.reducedCosts, basis: exact.basis,
      iterations: iterations)
  }

  /// The relaxation has no limit. With rational data the program itself then has none either, unless no whole numbers
  /// are feasible at all (Meyer 1974); so a search without objective tells which.
  private func resolveUnbounded(iterations: Int) throws(SolverError) -> Solution {
    var anyValues = program
    anyValues.objective = LinearExpression()
    let feasible = try IntegerSolve(program: anyValues, deadline: deadline).solution()
    let termination = feasible.termination == .optimal ? Termination.unbounded : feasible.termination
    return Solution(of: program, termination, .nothing, iterations: iterations + feasible.iterations)
  }
}

extension Answer {
  /// No values and no bound.
  static let nothing = Answer(outcome: .stopped(.infeasible), iterations: 0, bound: .nan)
}
