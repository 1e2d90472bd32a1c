import CGLPK
import LinearProgramming

/// How a call into C ended.
enum Outcome: Sendable, Equatable {
  /// It stopped for a reason that is an answer.
  case stopped(Termination)
  /// The basis matrix is singular.
  case basisSingular
  /// GLPK gave up for numerical reasons, with this code of its own.
  case numericalTrouble(code: Int32)
  /// GLPK stopped with a fatal error.
  case fatal(message: String)

  fileprivate init(_ result: cglpk_result) {
    switch Int(result.outcome) {
    case CGLPK_OPTIMAL: self = .stopped(.optimal)
    case CGLPK_GAP_LIMIT: self = .stopped(.gapLimit)
    case CGLPK_TIME_LIMIT: self = .stopped(.timeLimit)
    case CGLPK_ITERATION_LIMIT: self = .stopped(.iterationLimit)
    case CGLPK_INTERRUPTED: self = .stopped(.interrupted)
    case CGLPK_INFEASIBLE: self = .stopped(.infeasible)
    case CGLPK_RELAXATION_UNBOUNDED: self = .stopped(.unbounded)
    case CGLPK_BASIS_INVALID, CGLPK_BASIS_SINGULAR: self = .basisSingular
    case CGLPK_FATAL:
      self = .fatal(
        message: withUnsafeBytes(of: result.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    default: self = .numericalTrouble(code: result.code)
    }
  }
}

extension Outcome {
  /// The failure that this is; nil for an answer.
  var failure: SolverError.Attempt? {
    switch self {
    case .stopped: nil
    case .basisSingular: .singularBasis
    case .numericalTrouble(let code): .gaveUp(code: Int(code))
    case .fatal(let message): .failed(message: message)
    }
  }
}

/// What a call into C gave, in the units of the program.
struct Answer: Sendable {
  var outcome: Outcome
  var iterations: Int
  var bound: Double
  var values: [Double]?
  var activities: [Double]?
  var rowDuals: [Double]?
  var reducedCosts: [Double]?
  var basis: Basis?
  /// Multipliers of the rows that are to show that the program is infeasible.
  var rowProof: [Double]?
  /// A direction that is to show that the objective has no limit.
  var columnProof: [Double]?
}

/// Room for the arrays of an answer.
struct AnswerRoom: ~Copyable {
  private let values: CArray<Double>
  private let activities: CArray<Double>
  private let reducedCosts: CArray<Double>
  private let rowDuals: CArray<Double>
  private let columnStatus: CArray<Int32>
  private let rowStatus: CArray<Int32>
  private let rowProof: CArray<Double>
  private let columnProof: CArray<Double>

  init(for program: borrowing PackedProgram) {
    values = CArray(repeating: 0, count: program.variableCount)
    activities = CArray(repeating: 0, count: program.rowCount)
    reducedCosts = CArray(repeating: 0, count: program.variableCount)
    rowDuals = CArray(repeating: 0, count: program.rowCount)
    columnStatus = CArray(repeating: 0, count: program.variableCount)
    rowStatus = CArray(repeating: 0, count: program.rowCount)
    rowProof = CArray(repeating: 0, count: program.rowCount)
    columnProof = CArray(repeating: 0, count: program.variableCount)
  }

  /// An empty result whose arrays lie here.
  var result: cglpk_result {
    var result = cglpk_result()
    result.values = values.address
    result.activities = activities.address
    result.reduced_costs = reducedCosts.address
    result.row_duals = rowDuals.address
    result.column_status = columnStatus.address
    result.row_status = rowStatus.address
    result.row_proof = rowProof.address
    result.column_proof = columnProof.address
    return result
  }

  /// The answer that C wrote into `result` and into here.
  func answer(_ result: cglpk_result, objectiveScale scale: Double) -> Answer {
    let outcome = Outcome(result)
    let isProof = result.has_proof != 0
    return Answer(
      outcome: outcome, iterations: Int(result.iterations), bound: result.bound / scale,
      values: result.has_values != 0 ? values.elements : nil,
      activities: result.has_values != 0 ? activities.elements : nil,
      rowDuals: result.has_duals != 0 ? rowDuals.elements.map { $0 / scale } : nil,
      reducedCosts: result.has_duals != 0 ? reducedCosts.elements.map { $0 / scale } : nil,
      basis: result.has_basis != 0
        ? Basis(
          columns: columnStatus.elements.map(Basis.Status.init(code:)),
          rows: rowStatus.elements.map(Basis.Status.init(code:))) : nil,
      rowProof: isProof && outcome == .stopped(.infeasible) ? rowProof.elements : nil,
      columnProof: isProof && outcome == .stopped(.unbounded) ? columnProof.elements : nil)
  }
}
