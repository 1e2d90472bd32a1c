import LinearProgramming

/// Solves a program with integers by branch and bound.
struct IntegerSolve {
  let program: LinearProgram
  let deadline: Deadline

  /// From the quickest to the most careful.
  private static let attempts = [
    (presolve: true, integerTolerance: 1e-6), (presolve: true, integerTolerance: 1e-9),
    (presolve: false, integerTolerance: 1e-9),
  ]

  /// The optimum or the best found, or why there is none.
  func solution() throws(SolverError) -> Solution {
    if integerBoundsCross { return Solution(of: program, .infeasible, .nothing(about: program), iterations: 0) }
    let packed = PackedProgram(program, basis: nil)
    let start = try startingPoint()
    var failures: [SolverError.Attempt] = []
    var blurred: Solution?
    for attempt in Self.attempts {
      let answer = packed.solveInteger(
        presolve: attempt.presolve, integerTolerance: attempt.integerTolerance, from: start, until: deadline)
      guard case .stopped(let termination) = answer.outcome else {
        if let failure = answer.outcome.failure { failures.append(failure) }
        continue
      }
      if termination == .unbounded { return try resolveUnbounded(iterations: answer.iterations) }
      if answer.values == nil, let start, termination == .timeLimit || termination == .interrupted {
        return try polished(stopped(termination, answer, at: start))
      }
      guard answer.values != nil else {
        return blurred ?? Solution(of: program, termination, answer, iterations: answer.iterations)
      }
      let found = Solution(of: program, termination, answer, iterations: answer.iterations)
      let exact = try polished(found)
      if isExplainedByRounding(exact.objective, found.objective) { return exact }
      blurred = blurred ?? (exact.hasValues ? exact : found)
    }
    guard let blurred else { throw .numericalTrouble(attempts: failures) }
    return blurred
  }

  /// Feasible values to begin with, made of those that the caller gave: with the integers rounded as they are, or with
  /// the rest solved anew; nil where none were given or the integers leave no values for the rest.
  func startingPoint() throws(SolverError) -> [Double]? {
    guard let given = deadline.limits.start else { return nil }
    guard given.count == program.variableCount else {
      throw .startDoesNotFit(values: given.count, variables: program.variableCount)
    }
    let rounded = zip(program.variables, given).map { program.isInteger($0) ? $1.rounded() : $1 }
    let isWithin = program.variables.allSatisfy { variable in
      let (value, bounds) = (rounded[variable.index], program.bounds(of: variable).wholeNumbers)
      return value.isFinite && (!program.isInteger(variable) || bounds.lower <= value && value <= bounds.upper)
    }
    guard isWithin else { return nil }
    if Certificate(of: program, values: rounded, bound: 0, tolerance: 1e-9).isFeasible { return rounded }
    var limits = deadline.limits
    limits.time = deadline.remaining
    limits.iterations = nil
    var fixed = ContinuousSolve(program: program.fixingIntegers(at: rounded), deadline: Deadline(limits))
    let solution = try fixed.solution(from: nil)
    return solution.termination == .optimal ? solution.values : nil
  }

  /// The start as what was found when the search stopped before it found as much.
  private func stopped(_ termination: Termination, _ answer: Answer, at start: [Double]) -> Solution {
    Solution(
      of: program, termination: termination, objective: program.objectiveValue(at: start), bound: answer.bound,
      values: start, iterations: answer.iterations)
  }

  private var integerBoundsCross: Bool {
    program.variables.contains {
      program.isInteger($0) && !program.bounds(of: $0).wholeNumbers.isValid
    }
  }

  /// Exact values and prices: the integers are rounded and fixed, and the rest solved again.
  ///
  /// Branch and bound calls 0.999999 whole. Where a variable has a large coefficient, the plan that belongs to the
  /// rounded number may be another one, or none: then the objective differs, or there are no values.
  private func polished(_ found: Solution) throws(SolverError) -> Solution {
    var limits = deadline.limits
    // When the search was stopped the values found are still to be made presentable; a second is enough but for the
    // largest.
    limits.time = found.termination == .interrupted ? .seconds(1) : deadline.remaining.map { max($0, .seconds(1)) }
    limits.iterations = nil
    limits.interruption = nil
    var fixed = ContinuousSolve(program: program.fixingIntegers(at: found.values), deadline: Deadline(limits))
    let exact = try fixed.solution(from: nil)
    if exact.termination == .timeLimit { return found }
    let bound =
      switch (found.termination, program.sense) {
      case (.optimal, _) where isExplainedByRounding(exact.objective, found.objective): exact.objective
      case (_, .minimise): min(found.bound, exact.objective)
      case (_, .maximise): max(found.bound, exact.objective)
      }
    return Solution(
      of: program, termination: found.termination, objective: exact.objective, bound: bound, values: exact.values,
      activities: exact.activities, rowDuals: exact.rowDuals, reducedCosts: exact.reducedCosts, basis: exact.basis,
      iterations: found.iterations + exact.iterations)
  }

  /// Whether two objectives differ by no more than integers within their tolerance can make.
  private func isExplainedByRounding(_ exact: Double, _ found: Double) -> Bool {
    let largestCost = program.objectiveCoefficients.reduce(0) { max($0, abs($1)) }
    return abs(exact - found) <= 1e-6 * max(abs(found), min(1, largestCost))
  }

  /// The relaxation has no limit. With rational data the program itself then has none either, unless no whole numbers
  /// are feasible at all (Meyer 1974); so a search without objective tells which.
  private func resolveUnbounded(iterations: Int) throws(SolverError) -> Solution {
    var anyValues = program
    anyValues.objective = LinearExpression()
    let feasible = try IntegerSolve(program: anyValues, deadline: deadline).solution()
    let termination = feasible.termination == .optimal ? Termination.unbounded : feasible.termination
    return Solution(
      of: program, termination, .nothing(about: program), iterations: iterations + feasible.iterations)
  }
}

extension Answer {
  /// No values of `program`, and no bound.
  static func nothing(about program: LinearProgram) -> Answer {
    Answer(
      outcome: .stopped(.infeasible), iterations: 0, bound: program.sense == .minimise ? -.infinity : .infinity)
  }
}
