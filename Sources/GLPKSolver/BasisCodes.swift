import CGLPK
import LinearProgramming

extension Basis {
  /// Whether the basis, completed for rows and variables added since, is one of `program`'s size.
  func fits(_ program: LinearProgram) -> Bool {
    columns.count <= program.variableCount && rows.count <= program.rowCount
      && basicEntries(in: program) == program.rowCount
  }

  /// The number of basic entries when completed for `program`.
  func basicEntries(in program: LinearProgram) -> Int {
    columns.count { $0 == .basic } + rows.count { $0 == .basic } + max(0, program.rowCount - rows.count)
  }

  /// C's code for every variable of `program`. C itself corrects a bound that a variable does not have.
  func columnCodes(for program: LinearProgram) -> [Int32] {
    columns.map(\.code) + [Int32](repeating: Status.atLower.code, count: program.variableCount - columns.count)
  }

  /// C's code for every row of `program`.
  func rowCodes(for program: LinearProgram) -> [Int32] {
    rows.map(\.code) + [Int32](repeating: Status.basic.code, count: program.rowCount - rows.count)
  }
}

extension Basis.Status {
  /// C's code.
  fileprivate var code: Int32 {
    switch self {
    case .basic: Int32(CGLPK_BASIC)
    case .atLower: Int32(CGLPK_AT_LOWER)
    case .atUpper: Int32(CGLPK_AT_UPPER)
    case .free: Int32(CGLPK_FREE)
    case .fixed: Int32(CGLPK_FIXED)
    }
  }

  /// The status of C's code `code`.
  init(code: Int32) {
    switch code {
    case Self.basic.code: self = .basic
    case Self.atUpper.code: self = .atUpper
    case Self.free.code: self = .free
    case Self.fixed.code: self = .fixed
    default: self = .atLower
    }
  }
}
