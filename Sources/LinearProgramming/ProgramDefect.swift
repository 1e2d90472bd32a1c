/// Something in a program that no solver can work with.
public enum ProgramDefect: Error, Sendable, Equatable {
  /// A coefficient of `variable` that is not a finite number, in a row or in the objective.
  case coefficientNotFinite(Double, variable: String, place: Place)
  /// A constant that is not a finite number, in a row or in the objective.
  case constantNotFinite(Double, place: Place)
  /// A lower bound above the upper one, a bound that is not a number, or an infinite bound on the wrong side.
  case boundsInvalid(Bounds, place: Place)
  /// A variable of another program.
  case foreignVariable(index: Int, place: Place)
  /// A row of another program.
  case foreignRow(index: Int)

  /// Where in a program.
  public enum Place: Sendable, Equatable {
    /// The row of this name.
    case row(String)
    /// The variable of this name.
    case variable(String)
    /// The objective.
    case objective
    /// A change of bounds.
    case bounds
  }

  /// Equal; the same undefined number (NaN) counts as equal to itself.
  public static func == (left: ProgramDefect, right: ProgramDefect) -> Bool {
    switch (left, right) {
    case (.coefficientNotFinite(let a, let b, let c), .coefficientNotFinite(let x, let y, let z)):
      same(a, x) && b == y && c == z
    case (.constantNotFinite(let a, let b), .constantNotFinite(let x, let y)): same(a, x) && b == y
    case (.boundsInvalid(let a, let b), .boundsInvalid(let x, let y)):
      same(a.lower, x.lower) && same(a.upper, x.upper) && b == y
    case (.foreignVariable(let a, let b), .foreignVariable(let x, let y)): a == x && b == y
    case (.foreignRow(let a), .foreignRow(let x)): a == x
    default: false
    }
  }

  private static func same(_ left: Double, _ right: Double) -> Bool { left == right || (left.isNaN && right.isNaN) }
}

extension LinearProgram {
  /// Everything in the program that no solver can work with; empty for a sound program.
  ///
  /// In this order: what was found while building, the objective, the variables' bounds, the rows' bounds, the
  /// coefficients by column. Linear in the size of the program.
  public func defects() -> [ProgramDefect] {
    buildingDefects + objectiveDefects() + boundsDefects() + coefficientDefects()
  }

  private func objectiveDefects() -> [ProgramDefect] {
    var found: [ProgramDefect] = []
    if !objective.constant.isFinite { found.append(.constantNotFinite(objective.constant, place: .objective)) }
    for term in objective.terms where !owns(term.variable) {
      found.append(.foreignVariable(index: term.variable.index, place: .objective))
    }
    for (position, coefficient) in objectiveCoefficients.enumerated() where !coefficient.isFinite {
      found.append(.coefficientNotFinite(coefficient, variable: variableNames[position], place: .objective))
    }
    return found
  }

  private func boundsDefects() -> [ProgramDefect] {
    var found: [ProgramDefect] = []
    for (position, bounds) in variableBounds.enumerated() where !bounds.isValid {
      found.append(.boundsInvalid(bounds, place: .variable(variableNames[position])))
    }
    for (position, bounds) in rowBounds.enumerated() where !bounds.isValid {
      found.append(.boundsInvalid(bounds, place: .row(rowNames[position])))
    }
    return found
  }

  private func coefficientDefects() -> [ProgramDefect] {
    let matrix = matrix
    var found: [ProgramDefect] = []
    for column in 0..<matrix.columnCount {
      for position in matrix.entries(ofColumn: column) where !matrix.values[position].isFinite {
        found.append(
          .coefficientNotFinite(
            matrix.values[position], variable: variableNames[column],
            place: .row(rowNames[Int(matrix.rows[position])])))
      }
    }
    return found
  }
}
