/// Why a solver stopped, apart from what the numbers mean.
public enum Termination: Sendable, Hashable {
  /// The values are an optimum.
  case optimal
  /// Branch and bound stopped within the allowed relative gap of the optimum.
  case gapLimit
  /// The time was over.
  case timeLimit
  /// The simplex iterations were used up.
  case iterationLimit
  /// Someone asked to stop.
  case interrupted
  /// No values satisfy all rows and bounds.
  case infeasible
  /// The objective can be improved without end.
  case unbounded
}

/// What a solver found.
///
/// **Signs.** Everything is in the program's own sense, as it was written, never turned to minimisation:
/// `rowDuals[i]` is the derivative of the optimal objective with respect to the right-hand side of row i, and
/// `reducedCosts[j]` with respect to the active bound of variable j. In a maximisation a binding budget (`<=`) has a
/// dual ≥ 0; in a minimisation a binding demand (`>=`) has one. With c the objective's coefficients and A the matrix,
/// c = A'·rowDuals + reducedCosts in both senses. Worked: maximise 3x + 2y subject to x + y <= 4 and x <= 1 (a bound)
/// has the optimum (1, 3) worth 9; the row's dual is 2, and x's reduced cost 3 − 2 = 1.
public struct Solution: Sendable {
  /// Why the solver stopped.
  public let termination: Termination
  /// The objective at `values`. Without values, the worst there is: `.infinity` when minimising, `-.infinity` when
  /// maximising; for an unbounded program the opposite.
  public let objective: Double
  /// No feasible values can be better than this: equals `objective` for the optimum of a continuous program.
  public let bound: Double
  /// The value of every variable; empty when no feasible values are known.
  public let values: [Double]
  /// The value of every row; empty when no feasible values are known.
  public let activities: [Double]
  /// The dual of every row (sign: see above); empty unless optimal. For a program with integers these are the duals of
  /// the program in which the integers are fixed at their values.
  public let rowDuals: [Double]
  /// The reduced cost of every variable (sign: see above); empty where `rowDuals` is.
  public let reducedCosts: [Double]
  /// The final basis, of the program with the integers fixed if it has any; nil when none is known.
  public let basis: Basis?
  /// How many simplex iterations were made.
  public let iterations: Int
  let program: ProgramIdentity

  /// A solution of `program`. The arrays are empty where nothing is known, else one entry a variable or a row.
  public init(
    of program: LinearProgram, termination: Termination, objective: Double, bound: Double, values: [Double] = [],
    activities: [Double] = [], rowDuals: [Double] = [], reducedCosts: [Double] = [], basis: Basis? = nil,
    iterations: Int = 0
  ) {
    self.init(
      program: program.identity, termination: termination, objective: objective, bound: bound, values: values,
      activities: activities, rowDuals: rowDuals, reducedCosts: reducedCosts, basis: basis, iterations: iterations)
  }

  init(
    program: ProgramIdentity, termination: Termination, objective: Double, bound: Double, values: [Double],
    activities: [Double], rowDuals: [Double], reducedCosts: [Double], basis: Basis?, iterations: Int
  ) {
    self.termination = termination
    self.objective = objective
    self.bound = bound
    self.values = values
    self.activities = activities
    self.rowDuals = rowDuals
    self.reducedCosts = reducedCosts
    self.basis = basis
    self.iterations = iterations
    self.program = program
  }

  /// Whether feasible values are known: the accessors below may be used.
  public var hasValues: Bool { objective.isFinite }
  /// Whether duals are known.
  public var hasDuals: Bool { !rowDuals.isEmpty || !reducedCosts.isEmpty }

  /// |objective − bound| / max(1, |objective|); infinite without values.
  public var relativeGap: Double { relativeDistance(objective, bound) }

  /// The value of `variable`, which must be the program's; only when there are values.
  public subscript(_ variable: Variable) -> Double {
    precondition(variable.program == program, "a variable was used with a solution of another program")
    return values[variable.index]
  }

  /// The value of `expression`; only when there are values.
  public func value(of expression: some Linear) -> Double {
    let expression = expression.expression
    var total = expression.constant
    for term in expression.terms { total += term.coefficient * self[term.variable] }
    return total
  }

  /// The value of `row`; only when there are values.
  public func activity(of row: Row) -> Double { activities[position(of: row)] }
  /// The shadow price of `row`: d(objective)/d(right-hand side); only when there are duals.
  public func dual(of row: Row) -> Double { rowDuals[position(of: row)] }

  /// The reduced cost of `variable`: d(objective)/d(active bound); only when there are duals.
  public func reducedCost(of variable: Variable) -> Double {
    precondition(variable.program == program, "a variable was used with a solution of another program")
    return reducedCosts[variable.index]
  }

  private func position(of row: Row) -> Int {
    precondition(row.program == program, "a row was used with a solution of another program")
    return row.index
  }
}

/// |value − bound| / max(1, |value|), infinite when either is.
func relativeDistance(_ value: Double, _ bound: Double) -> Double {
  guard value.isFinite, bound.isFinite else { return .infinity }
  return abs(value - bound) / max(1, abs(value))
}
