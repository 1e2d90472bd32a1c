/// A linear or mixed-integer program as a value: minimise or maximise an expression over variables within bounds,
/// subject to rows (linear conditions).
///
/// Variables and rows keep the order in which they were added, so the same calls always give the same program. A copy
/// shares the variables and rows of its original; what is added to one of them later belongs to that one alone.
/// Nothing is checked while a program is built: `defects()` lists what no solver can work with, and solvers ask it.
public struct LinearProgram: Sendable {
  /// Whether less or more of the objective is better.
  public enum Sense: Sendable { case minimise, maximise }

  /// The program's name, for files and messages.
  public var name: String
  /// Whether less or more of the objective is better.
  public var sense: Sense
  /// What is minimised or maximised; zero at first.
  public var objective = LinearExpression()

  let identity: ProgramIdentity
  var variableNames: [String] = []
  var variableBounds: [Bounds] = []
  var integrality: [Bool] = []
  var rowNames: [String] = []
  var rowBounds: [Bounds] = []
  /// Row i's terms are `rowStarts[i]..<rowStarts[i + 1]` of the two arrays below, as they were given.
  var rowStarts: [Int] = [0]
  var termVariables: [Int32] = []
  var termCoefficients: [Double] = []
  /// What was found wrong while building, such as variables of another program.
  var buildingDefects: [ProgramDefect] = []

  /// An empty program.
  public init(_ sense: Sense, name: String = "program") {
    self.sense = sense
    self.name = name
    identity = ProgramIdentity()
  }
}

// MARK: - Building

extension LinearProgram {
  /// Adds a variable that must lie in `bounds`, and be a whole number if `integer`.
  @discardableResult
  public mutating func addVariable(_ name: String, in bounds: Bounds, integer: Bool = false) -> Variable {
    variableNames.append(name)
    variableBounds.append(bounds)
    integrality.append(integer)
    return Variable(index: variableNames.count - 1, program: identity)
  }

  /// Adds a variable that must lie in `range`, whose ends may be infinite.
  @discardableResult
  public mutating func addVariable(_ name: String, in range: ClosedRange<Double>, integer: Bool = false) -> Variable {
    addVariable(name, in: Bounds(range), integer: integer)
  }

  /// Adds a variable without upper bound.
  @discardableResult
  public mutating func addVariable(
    _ name: String, in range: PartialRangeFrom<Double>, integer: Bool = false
  ) -> Variable {
    addVariable(name, in: .atLeast(range.lowerBound), integer: integer)
  }

  /// Adds the row that `constraint` describes.
  @discardableResult
  public mutating func require(_ constraint: Constraint, named name: String) -> Row {
    for term in constraint.expression.terms {
      if owns(term.variable) {
        termVariables.append(Int32(truncatingIfNeeded: term.variable.index))
        termCoefficients.append(term.coefficient)
      } else {
        buildingDefects.append(.foreignVariable(index: term.variable.index, place: .row(name)))
      }
    }
    if !constraint.movedConstant.isFinite {
      buildingDefects.append(.constantNotFinite(constraint.movedConstant, place: .row(name)))
    }
    rowStarts.append(termVariables.count)
    rowNames.append(name)
    rowBounds.append(constraint.bounds)
    return Row(index: rowNames.count - 1, program: identity)
  }

  /// Replaces the bounds of `variable`.
  public mutating func setBounds(of variable: Variable, to bounds: Bounds) {
    guard owns(variable) else {
      buildingDefects.append(.foreignVariable(index: variable.index, place: .bounds))
      return
    }
    variableBounds[variable.index] = bounds
  }

  /// Replaces the bounds of `row`: its right-hand sides.
  public mutating func setBounds(of row: Row, to bounds: Bounds) {
    guard owns(row) else {
      buildingDefects.append(.foreignRow(index: row.index))
      return
    }
    rowBounds[row.index] = bounds
  }

  /// Replaces the bounds of `variable`.
  public mutating func setBounds(of variable: Variable, to range: ClosedRange<Double>) {
    setBounds(of: variable, to: Bounds(range))
  }

  /// Replaces the bounds of `row`: its right-hand sides.
  public mutating func setBounds(of row: Row, to range: ClosedRange<Double>) {
    setBounds(of: row, to: Bounds(range))
  }
}

// MARK: - Reading

extension LinearProgram {
  /// The number of variables.
  public var variableCount: Int { variableNames.count }
  /// The number of rows.
  public var rowCount: Int { rowNames.count }
  /// The number of integer variables.
  public var integerCount: Int { integrality.count { $0 } }
  /// Whether any variable must be a whole number.
  public var hasIntegers: Bool { integrality.contains(true) }

  /// The variables in the order in which they were added.
  public var variables: [Variable] { variableNames.indices.map { Variable(index: $0, program: identity) } }
  /// The rows in the order in which they were added.
  public var rows: [Row] { rowNames.indices.map { Row(index: $0, program: identity) } }

  /// Whether `variable` belongs to this program.
  public func owns(_ variable: Variable) -> Bool {
    variable.program == identity && variable.index < variableNames.count
  }

  /// Whether `row` belongs to this program.
  public func owns(_ row: Row) -> Bool { row.program == identity && row.index < rowNames.count }

  /// The name of `variable`, which must be this program's.
  public func name(of variable: Variable) -> String { variableNames[position(of: variable)] }
  /// The name of `row`, which must be this program's.
  public func name(of row: Row) -> String { rowNames[position(of: row)] }
  /// The bounds of `variable`, which must be this program's.
  public func bounds(of variable: Variable) -> Bounds { variableBounds[position(of: variable)] }
  /// The bounds of `row`, which must be this program's.
  public func bounds(of row: Row) -> Bounds { rowBounds[position(of: row)] }
  /// Whether `variable`, which must be this program's, must be a whole number.
  public func isInteger(_ variable: Variable) -> Bool { integrality[position(of: variable)] }

  /// The constraint matrix, a row for each row and a column for each variable; duplicate terms are summed.
  ///
  /// It is built anew in time linear in the number of terms: keep it instead of asking repeatedly.
  public var matrix: SparseMatrix {
    SparseMatrix(
      rowStarts: rowStarts, columns: termVariables, values: termCoefficients, columnCount: variableCount)
  }

  /// The objective's coefficient of every variable; terms of other programs' variables are left out.
  public var objectiveCoefficients: [Double] {
    var coefficients = [Double](repeating: 0, count: variableCount)
    for term in objective.terms where owns(term.variable) { coefficients[term.variable.index] += term.coefficient }
    return coefficients
  }

  /// The objective at `values`, one for each variable.
  public func objectiveValue(at values: [Double]) -> Double {
    var total = objective.constant
    for term in objective.terms where owns(term.variable) { total += term.coefficient * values[term.variable.index] }
    return total
  }

  private func position(of variable: Variable) -> Int {
    precondition(owns(variable), "a variable was used with a program that it does not belong to")
    return variable.index
  }

  private func position(of row: Row) -> Int {
    precondition(owns(row), "a row was used with a program that it does not belong to")
    return row.index
  }
}

// MARK: - Programs made of this one

extension LinearProgram {
  /// A copy in which every integer variable is continuous and fixed at its value in `values`, rounded.
  ///
  /// The variables and rows of this program are also those of the copy. Prices of an integer program are, by
  /// convention, the prices of this copy.
  public func fixingIntegers(at values: [Double]) -> LinearProgram {
    var fixed = self
    for position in integrality.indices where integrality[position] {
      fixed.variableBounds[position] = .exactly(values[position].rounded())
      fixed.integrality[position] = false
    }
    return fixed
  }
}
