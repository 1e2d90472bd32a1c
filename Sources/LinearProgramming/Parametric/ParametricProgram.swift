/// A program whose bounds move with one number, the parameter, over an interval.
///
/// The parameter is a variable p of the program, 1 at the beginning of the interval and 2 at its end, so that it is
/// never 0 and always of moderate size. A row `a·x ≤ b + r·t` becomes `a·x − r·w·p ≤ b′`, with w the width of the
/// interval; bounds of variables that move become such rows. One more row holds p where it is wanted. So the price of
/// that row is the slope of the optimum, and its range that of the basis, however many bounds move at once.
public struct ParametricProgram: Sendable {
  /// The program, its variables and rows those of the original, then the parameter and the rows of moving bounds.
  public private(set) var program: LinearProgram
  /// The interval of the parameter.
  public let range: ClosedRange<Double>
  /// The variable that stands for the parameter.
  let position: Variable
  /// The row that holds it.
  let setting: Row
  /// What stands behind each row that was added, the last of which is the setting.
  private let origins: [RightHandSideRange.Limit]

  /// `original`, whose bounds are those at `value` of the parameter and move at `rates`, over `range`, which is not
  /// empty.
  public init(_ original: LinearProgram, at value: Double, moving rates: BoundRates, over range: ClosedRange<Double>) {
    precondition(
      rates.columns.count == original.variableCount && rates.rows.count == original.rowCount, "a rate for each part")
    precondition(range.lowerBound < range.upperBound, "the parameter moves")
    var built = MovingBounds(original, width: range.upperBound - range.lowerBound)
    built.move(rates, by: range.lowerBound - value)
    (program, position, origins) = (built.program, built.position, built.origins)
    self.range = range
    setting = program.require(built.position.within(.exactly(1)), named: "parameter")
  }

  /// What a limit found by the solver stands for in the original: the bound of a variable that became a row is the
  /// variable; nil for the parameter itself.
  func original(_ limit: RightHandSideRange.Limit?) -> RightHandSideRange.Limit? {
    switch limit {
    case .variable(let variable): return variable == position ? nil : limit
    case .row(let row):
      guard row != setting else { return nil }
      let first = program.rowCount - 1 - origins.count
      return row.index < first ? limit : origins[row.index - first]
    case nil: return nil
    }
  }

  /// The parameter where p is `position`.
  func parameter(at position: Double) -> Double {
    position >= 2
      ? range.upperBound : range.lowerBound + (position - 1) * (range.upperBound - range.lowerBound)
  }

  /// The program with p in `bounds`.
  func with(_ bounds: Bounds) -> LinearProgram {
    var copy = program
    copy.setBounds(of: setting, to: bounds)
    return copy
  }
}

/// The making of a program whose bounds move.
private struct MovingBounds {
  private(set) var program: LinearProgram
  let position: Variable
  private(set) var origins: [RightHandSideRange.Limit] = []
  private let width: Double
  private let original: LinearProgram

  init(_ original: LinearProgram, width: Double) {
    self.original = original
    self.width = width
    program = original
    position = program.addVariable("parameter", in: .free)
  }

  /// Moves the bounds, which are off the beginning of the interval by `distance`.
  mutating func move(_ rates: BoundRates, by distance: Double) {
    // Where p is 0, the parameter is one width below the beginning.
    let start = distance - width
    program.appendTerms(of: position, program.rowCount) { row in
      let rate = rates.rows[row]
      let bounds = original.rowBounds[row]
      return -width * (bounds.upper.isFinite ? rate.upper : rate.lower)
    }
    for row in original.rows {
      let (rate, bounds) = (rates.rows[row.index], original.rowBounds[row.index])
      guard !rate.isZero else { continue }
      let isOne = !bounds.lower.isFinite || !bounds.upper.isFinite || rate.lower == rate.upper
      program.rowBounds[row.index] = Bounds(
        isOne ? bounds.lower + rate.lower * start : -.infinity, bounds.upper + rate.upper * start)
      if !isOne {
        require(original.expression(of: row), .atLeast(bounds.lower + rate.lower * start), rate.lower, .row(row))
      }
    }
    for variable in original.variables {
      let (rate, bounds) = (rates.columns[variable.index], original.variableBounds[variable.index])
      guard !rate.isZero else { continue }
      if rate.lower != 0 {
        program.variableBounds[variable.index].lower = -.infinity
        require(variable.expression, .atLeast(bounds.lower + rate.lower * start), rate.lower, .variable(variable))
      }
      if rate.upper != 0 {
        program.variableBounds[variable.index].upper = .infinity
        require(variable.expression, .atMost(bounds.upper + rate.upper * start), rate.upper, .variable(variable))
      }
    }
  }

  private mutating func require(
    _ expression: LinearExpression, _ bounds: Bounds, _ rate: Double, _ origin: RightHandSideRange.Limit
  ) {
    let moved = expression + (-rate * width) * position
    program.require(moved.within(bounds), named: "moving \(origins.count + 1)")
    origins.append(origin)
  }
}

extension LinearProgram {
  /// Adds `coefficient(i)` times `variable` to row i of the first `count` rows, where it is not 0.
  fileprivate mutating func appendTerms(of variable: Variable, _ count: Int, _ coefficient: (Int) -> Double) {
    var (starts, variables, coefficients) = ([0], [Int32](), [Double]())
    variables.reserveCapacity(termVariables.count)
    coefficients.reserveCapacity(termCoefficients.count)
    for row in 0..<rowCount {
      variables += termVariables[rowStarts[row]..<rowStarts[row + 1]]
      coefficients += termCoefficients[rowStarts[row]..<rowStarts[row + 1]]
      let own = row < count ? coefficient(row) : 0
      if own != 0 {
        variables.append(Int32(truncatingIfNeeded: variable.index))
        coefficients.append(own)
      }
      starts.append(variables.count)
    }
    (rowStarts, termVariables, termCoefficients) = (starts, variables, coefficients)
  }
}
