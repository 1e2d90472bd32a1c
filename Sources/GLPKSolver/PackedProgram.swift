import CGLPK
import LinearProgramming

/// A program in the arrays that C wants, and room for the answer.
///
/// An objective whose coefficients are all below 1 is multiplied by a power of two, because GLPK's tolerance for reduced
/// costs is absolute (it only scales large objectives down, never small ones up); prices and bounds are divided by it
/// again on the way out, exactly.
struct PackedProgram: ~Copyable {
  let variableCount: Int
  let rowCount: Int
  let objectiveScale: Double

  private let isMaximisation: Bool
  private let objectiveConstant: Double
  private let entryCount: Int
  private let objective: CArray<Double>
  private let columnLower: CArray<Double>
  private let columnUpper: CArray<Double>
  private let rowLower: CArray<Double>
  private let rowUpper: CArray<Double>
  let entryRow: CArray<Int32>
  private let entryColumn: CArray<Int32>
  private let entryValue: CArray<Double>
  private let integer: CArray<UInt8>
  private let columnStatus: CArray<Int32>
  private let rowStatus: CArray<Int32>
  private let startsFromBasis: Bool

  /// Packs `program`, which must be without defects and within C's index range, to start from `basis`.
  init(_ program: LinearProgram, basis: Basis?) {
    let costs = program.objectiveCoefficients
    let scale = Self.scale(ofLargest: costs.reduce(0) { max($0, abs($1)) })
    let matrix = program.matrix
    let variables = program.variables
    let bounds = variables.map { program.isInteger($0) ? program.bounds(of: $0).wholeNumbers : program.bounds(of: $0) }
    let rowBounds = program.rows.map { program.bounds(of: $0) }

    variableCount = program.variableCount
    rowCount = program.rowCount
    objectiveScale = scale
    isMaximisation = program.sense == .maximise
    objectiveConstant = program.objective.constant * scale
    entryCount = matrix.values.count
    objective = CArray(costs.map { $0 * scale })
    columnLower = CArray(bounds.map(\.lower))
    columnUpper = CArray(bounds.map(\.upper))
    rowLower = CArray(rowBounds.map(\.lower))
    rowUpper = CArray(rowBounds.map(\.upper))
    // GLPK counts from 1 and leaves element 0 of its arrays alone.
    entryRow = CArray([0] + matrix.rows.map { $0 + 1 })
    entryColumn = CArray([0] + matrix.columnOfEachEntry.map { $0 + 1 })
    entryValue = CArray([0] + matrix.values)
    integer = CArray(variables.map { program.isInteger($0) ? 1 : 0 })
    startsFromBasis = basis != nil
    columnStatus = CArray(basis.map { $0.columnCodes(for: program) } ?? [])
    rowStatus = CArray(basis.map { $0.rowCodes(for: program) } ?? [])
  }

  /// The power of two that brings `largest` to at least 1, or 1 where it is or nothing can.
  private static func scale(ofLargest largest: Double) -> Double {
    guard largest > 0, largest < 1 else { return 1 }
    return Double(sign: .plus, exponent: min(-largest.exponent, 1000), significand: 1)
  }

  /// The same as C sees it; valid as long as this value lives.
  var description: cglpk_program {
    cglpk_program(
      row_count: Int32(rowCount), column_count: Int32(variableCount), entry_count: Int32(entryCount),
      maximise: isMaximisation ? 1 : 0, objective_constant: objectiveConstant, objective: objective.address,
      column_lower: columnLower.address, column_upper: columnUpper.address, row_lower: rowLower.address,
      row_upper: rowUpper.address, entry_row: entryRow.address, entry_column: entryColumn.address,
      entry_value: entryValue.address, integer: integer.address,
      column_status: startsFromBasis ? columnStatus.address : nil,
      row_status: startsFromBasis ? rowStatus.address : nil)
  }
}

extension SparseMatrix {
  /// The column of each entry, in the order of `values`.
  fileprivate var columnOfEachEntry: [Int32] {
    var columns: [Int32] = []
    columns.reserveCapacity(values.count)
    for column in 0..<columnCount {
      columns.append(contentsOf: repeatElement(Int32(column), count: entries(ofColumn: column).count))
    }
    return columns
  }
}

extension Bounds {
  /// The bounds moved inward to whole numbers: GLPK refuses others for integer columns. A bound that misses a whole
  /// number by rounding alone counts as that number. They may cross, when no whole number lies between them.
  var wholeNumbers: Bounds { Bounds((lower - 1e-9).rounded(.up), (upper + 1e-9).rounded(.down)) }
}
