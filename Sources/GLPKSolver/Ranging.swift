import CGLPK
import LinearProgramming

/// Sensitivity of prices to right-hand sides.
struct Ranging {
  let program: LinearProgram
  private let allRows: [Row]
  private let allVariables: [Variable]

  init(program: LinearProgram) {
    self.program = program
    allRows = program.rows
    allVariables = program.variables
  }

  /// One range for each of `rows`, at the optimal basis reached from `basis`.
  func ranges(of rows: [Row], at basis: Basis) throws(SolverError) -> [RightHandSideRange] {
    let packed = PackedProgram(program, basis: basis)
    var (answer, found) = packed.findRanges(of: rows.map(\.index), Strategy(isScaled: true))
    if answer.outcome != .stopped(.optimal) {
      (answer, found) = packed.findRanges(of: rows.map(\.index), Strategy(isScaled: true, tolerance: 1e-7))
    }
    if case .fatal(let message) = answer.outcome { throw .solverFailed(message: message) }
    guard answer.outcome == .stopped(.optimal), let activities = answer.activities, let duals = answer.rowDuals,
      let final = answer.basis
    else { throw .rangesNeedOptimalBasis }
    return zip(rows, found).map { row, range in
      final.rows[row.index] == .basic
        ? slackRange(of: row, activity: activities[row.index])
        : bindingRange(of: row, range, status: final.rows[row.index], dual: duals[row.index])
    }
  }

  /// One reach for each of `moves` that was followed before the time was over, at the optimal basis reached from `basis`.
  func reaches(
    of moves: [RightHandSideMove], at basis: Basis, until deadline: Deadline
  ) throws(SolverError) -> [PriceReach?] {
    let packed = PackedProgram(program, basis: basis)
    var (answer, found) = packed.follow(moves, Strategy(isScaled: true), until: deadline)
    if answer.outcome.isWithoutOptimum {
      (answer, found) = packed.follow(moves, Strategy(isScaled: true, tolerance: 1e-7), until: deadline)
    }
    if case .fatal(let message) = answer.outcome { throw .solverFailed(message: message) }
    if answer.outcome.isWithoutOptimum { throw .rangesNeedOptimalBasis }
    return found.map { reach in
      guard reach.is_found != 0 else { return nil }
      return PriceReach(
        price: reach.price / packed.objectiveScale, down: reach.down, up: reach.up, atLower: limit(reach.down_limit),
        atUpper: limit(reach.up_limit))
    }
  }

  /// A row away from its bounds has no price as long as the bound does not come to meet it.
  private func slackRange(of row: Row, activity: Double) -> RightHandSideRange {
    let bounds = program.bounds(of: row)
    let belongsToUpper = bounds.upper - activity <= activity - bounds.lower
    return RightHandSideRange(
      row: row, dual: 0, lower: belongsToUpper && bounds.upper < .infinity ? activity : -.infinity,
      upper: !belongsToUpper && bounds.lower > -.infinity ? activity : .infinity, atLower: nil, atUpper: nil)
  }

  /// GLPK's range, cut where the row's other bound would be passed: beyond it the program is infeasible.
  private func bindingRange(
    of row: Row, _ range: cglpk_range, status: Basis.Status, dual: Double
  ) -> RightHandSideRange {
    let bounds = program.bounds(of: row)
    var (lower, atLower) = (range.lower, limit(range.lower_limit))
    var (upper, atUpper) = (range.upper, limit(range.upper_limit))
    if status == .atUpper, bounds.lower > lower { (lower, atLower) = (bounds.lower, .row(row)) }
    if status == .atLower, bounds.upper < upper { (upper, atUpper) = (bounds.upper, .row(row)) }
    return RightHandSideRange(row: row, dual: dual, lower: lower, upper: upper, atLower: atLower, atUpper: atUpper)
  }

  /// What C's number means: rows come first, then variables, counted from 1.
  private func limit(_ number: Int32) -> RightHandSideRange.Limit? {
    let position = Int(number) - 1
    if position < 0 { return nil }
    return position < allRows.count ? .row(allRows[position]) : .variable(allVariables[position - allRows.count])
  }
}

extension Outcome {
  /// Whether there is no optimum, other than for lack of time.
  fileprivate var isWithoutOptimum: Bool {
    switch self {
    case .stopped(.optimal), .stopped(.timeLimit), .stopped(.interrupted): false
    default: true
    }
  }
}
