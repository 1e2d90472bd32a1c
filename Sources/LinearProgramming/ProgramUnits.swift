/// Units in which the variables, rows and objective of a program are stated, so that its numbers are near 1.
///
/// Solvers judge by absolute tolerances, so a program in yuan and one in millions of yuan must not be put to them alike.
/// Variable xⱼ is counted in `columns[j]`, row i in `rows[i]`, the objective in `objective`: xⱼ = columns[j]·x′ⱼ. All
/// units are powers of two, so that stating a program in them and back is exact.
public struct ProgramUnits: Sendable {
  /// One unit a variable.
  public private(set) var columns: [Double] = []
  /// One unit a row.
  public private(set) var rows: [Double] = []
  /// The unit of the objective.
  public private(set) var objective: Double

  /// Units of a program that has nothing but an objective yet, counted in about `objective`.
  public init(objective: Double) { self.objective = Self.powerOfTwo(near: objective) }

  /// Adds the unit of the next variable, about `size`.
  public mutating func addColumn(_ size: Double) { columns.append(Self.powerOfTwo(near: size)) }

  /// Adds the unit of the next row, about `size`.
  public mutating func addRow(_ size: Double) { rows.append(Self.powerOfTwo(near: size)) }

  /// The units that lead back.
  public var inverse: ProgramUnits {
    var inverse = self
    inverse.columns = columns.map { 1 / $0 }
    inverse.rows = rows.map { 1 / $0 }
    inverse.objective = 1 / objective
    return inverse
  }

  /// A power of two that is within a factor of two of a positive `size`; 1 for everything else.
  private static func powerOfTwo(near size: Double) -> Double {
    guard size.isNormal, size > 0 else { return 1 }
    return Double(sign: .plus, exponent: min(max(Int(size.exponent), -300), 300), significand: 1)
  }
}

extension LinearProgram {
  /// The same program stated in `units`, which must have one for every variable and row.
  ///
  /// Variables and rows stay those of this program.
  public func stated(in units: ProgramUnits) -> LinearProgram {
    precondition(units.columns.count == variableCount && units.rows.count == rowCount, "a unit for each part")
    var program = self
    for column in variableBounds.indices { program.variableBounds[column].divide(by: units.columns[column]) }
    for row in rowBounds.indices {
      program.rowBounds[row].divide(by: units.rows[row])
      for term in rowStarts[row]..<rowStarts[row + 1] {
        program.termCoefficients[term] *= units.columns[Int(termVariables[term])] / units.rows[row]
      }
    }
    program.objective = LinearExpression(objective.constant / units.objective)
    for term in objective.terms {
      let unit = owns(term.variable) ? units.columns[term.variable.index] : 1
      program.objective.add(term.coefficient * unit / units.objective, term.variable)
    }
    return program
  }
}

extension Solution {
  /// The same solution of the same program stated in `units`.
  public func stated(in units: ProgramUnits) -> Solution {
    Solution(self, in: units)
  }

  private init(_ solution: Solution, in units: ProgramUnits) {
    self.init(
      program: solution.program, termination: solution.termination, objective: solution.objective / units.objective,
      bound: solution.bound / units.objective, values: zip(solution.values, units.columns).map { $0 / $1 },
      activities: zip(solution.activities, units.rows).map { $0 / $1 },
      rowDuals: zip(solution.rowDuals, units.rows).map { $0 * $1 / units.objective },
      reducedCosts: zip(solution.reducedCosts, units.columns).map { $0 * $1 / units.objective },
      basis: solution.basis, iterations: solution.iterations)
  }
}

extension RightHandSideRange {
  /// The same range in the program stated in `units`.
  public func stated(in units: ProgramUnits) -> RightHandSideRange {
    let unit = units.rows[row.index]
    return RightHandSideRange(
      row: row, dual: dual * unit / units.objective, lower: lower / unit, upper: upper / unit, atLower: atLower,
      atUpper: atUpper)
  }
}

extension RightHandSideMove {
  /// The same move of the program stated in `units`, its figure as before.
  public func stated(in units: ProgramUnits) -> RightHandSideMove {
    RightHandSideMove(
      rows: rows.map { ($0.row, $0.scale / units.rows[$0.row.index]) }, domain: domain, hair: hair,
      priceTolerance: priceTolerance / units.objective)
  }
}

extension PriceReach {
  /// The same reach in the program stated in `units`.
  public func stated(in units: ProgramUnits) -> PriceReach {
    PriceReach(price: price / units.objective, down: down, up: up, atLower: atLower, atUpper: atUpper)
  }
}

extension Bounds {
  fileprivate mutating func divide(by unit: Double) {
    lower /= unit
    upper /= unit
  }
}
