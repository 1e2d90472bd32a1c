/// What the limits of a program are worth to those that bring them, at the shadow prices of an optimum.
///
/// Each bound and right-hand side belongs to one owner, or in parts to several. Each is paid at its price, measured from a
/// point at which the program stands without anybody's doing, and by duality the payments add up to what the objective rises
/// by from there. In a game in which a coalition has the limits of its members, the division is in the core.
///
/// Source: G. Owen, On the core of linear production games, Mathematical Programming 9 (1975), 358–370.
public struct ResourcePayments: Sendable {
  /// What each owner is paid, in the unit of the objective.
  public let payments: [Double]
  /// The least and the greatest payment of each owner at any prices that prove the optimum.
  public let ranges: [ClosedRange<Double>]

  /// Whether other prices would prove the optimum as well and pay the owners otherwise, by more than a ten-thousandth of the
  /// whole: where tangents nearly coincide, prices are open by less.
  public var arePricesOpen: Bool {
    let size = payments.reduce(0) { $0 + abs($1) }
    return ranges.contains { $0.upperBound - $0.lowerBound > 1e-4 * size }
  }

  /// The payments at `solution`, an optimum of `program`, which has no integers.
  ///
  /// - Parameters:
  ///   - start: where every variable stands without anybody's doing.
  ///   - owners: how many owners there are.
  ///   - part: the part of a limit that an owner brings: its number, then the position of the limit, variables before rows.
  /// - Throws: what the solver throws.
  public init(
    of program: LinearProgram, at solution: Solution, from start: [Double], owners: Int,
    part: (_ owner: Int, _ limit: Int) -> Double, solver: any Solver
  ) throws(SolverError) {
    precondition(start.count == program.variableCount && solution.hasDuals, "a start, and an optimum with its prices")
    let activities = program.matrix.times(start)
    let distances = zip(solution.values, start).map(-) + zip(solution.activities, activities).map(-)
    let prices = solution.reducedCosts + solution.rowDuals
    var face = PriceFace(of: program, at: solution)
    var payments: [Double] = []
    var ranges: [ClosedRange<Double>] = []
    for owner in 0..<owners {
      let weights = distances.indices.map { distances[$0] == 0 ? 0 : part(owner, $0) * distances[$0] }
      let payment = zip(prices, weights).reduce(0) { $0 + $1.0 * $1.1 }
      payments.append(payment)
      ranges.append(try face.range(of: weights, around: payment, solver: solver))
    }
    self.payments = payments
    self.ranges = ranges
  }

  private init(payments: [Double], ranges: [ClosedRange<Double>]) {
    self.payments = payments
    self.ranges = ranges
  }

  /// The same payments in a unit of which `factor` make one of theirs; `factor` is above 0.
  public func scaled(by factor: Double) -> ResourcePayments {
    ResourcePayments(
      payments: payments.map { factor * $0 },
      ranges: ranges.map { factor * $0.lowerBound...factor * $0.upperBound })
  }
}

/// All prices that prove an optimum: those that price every column and are complementary to it.
private struct PriceFace {
  private var program = LinearProgram(.minimise, name: "prices")
  private let prices: [Variable]
  private var basis: Basis?

  init(of primal: LinearProgram, at solution: Solution) {
    let bounds = primal.variableBounds + primal.rowBounds
    var program = program
    prices = zip(bounds, solution.values + solution.activities).enumerated().map { position, limit in
      program.addVariable("price \(position)", in: Self.prices(of: limit.0, at: limit.1, primal.sense))
    }
    let matrix = primal.matrix
    for (column, cost) in primal.objectiveCoefficients.enumerated() {
      var sum = prices[column].expression
      for entry in matrix.entries(ofColumn: column) {
        sum.add(matrix.values[entry], prices[primal.variableCount + Int(matrix.rows[entry])])
      }
      program.require(sum == cost, named: "column \(column)")
    }
    self.program = program
  }

  /// The prices that a value admits: none where it stands between its bounds.
  private static func prices(of bounds: Bounds, at value: Double, _ sense: LinearProgram.Sense) -> Bounds {
    func isAt(_ end: Double) -> Bool {
      end.isFinite && abs(value - end) <= Certificate.defaultTolerance * max(1, abs(end))
    }
    let (raising, lowering) = (Bounds.atLeast(0), Bounds.atMost(0))
    return switch (isAt(bounds.lower), isAt(bounds.upper)) {
    case (true, true): .free
    case (true, false): sense == .maximise ? lowering : raising
    case (false, true): sense == .maximise ? raising : lowering
    case (false, false): .exactly(0)
    }
  }

  /// What `weights`, one a price, can come to; `known` at the prices that are known.
  mutating func range(
    of weights: [Double], around known: Double, solver: any Solver
  ) throws(SolverError) -> ClosedRange<Double> {
    program.objective = zip(weights, prices).reduce(into: LinearExpression()) { sum, part in
      if part.0 != 0 { sum.add(part.0, part.1) }
    }
    var ends: [Double] = []
    for sense in [LinearProgram.Sense.minimise, .maximise] {
      program.sense = sense
      let answer = try solver.solve(program, from: basis)
      if answer.termination == .optimal { basis = answer.basis }
      ends.append(answer.termination == .optimal ? answer.objective : known)
    }
    return min(ends[0], known)...max(ends[1], known)
  }
}
