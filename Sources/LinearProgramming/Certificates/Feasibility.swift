/// How well values satisfy a program's rows, bounds and integrality. Scaling: see `Certificate`.
struct Feasibility {
  let values: [Double]
  let activities: [Double]
  let objective: Double
  /// For each row the largest |aᵢⱼxⱼ|, or the largest coefficient or 1 where that is less than these.
  private(set) var rowScales: [Double]
  private(set) var boundViolation = 0.0
  private(set) var rowViolation = 0.0
  private(set) var integralityViolation = 0.0

  init(of program: LinearProgram, matrix: SparseMatrix, values: [Double]) {
    precondition(values.count == program.variableCount, "one value for each variable")
    self.values = values
    activities = matrix.times(values)
    objective = program.objectiveValue(at: values)
    rowScales = []
    checkBounds(of: program)
    checkRows(of: program, matrix: matrix)
  }

  private mutating func checkBounds(of program: LinearProgram) {
    for (position, value) in values.enumerated() {
      let bounds = program.variableBounds[position]
      boundViolation = larger(boundViolation, violation(of: bounds, by: value) { max(1, abs($0)) })
      if program.integrality[position] {
        integralityViolation = larger(integralityViolation, abs(value - value.rounded()))
      }
    }
  }

  private mutating func checkRows(of program: LinearProgram, matrix: SparseMatrix) {
    rowScales = [Double](repeating: 0, count: matrix.rowCount)
    var largestCoefficient = [Double](repeating: 0, count: matrix.rowCount)
    for column in 0..<matrix.columnCount {
      for position in matrix.entries(ofColumn: column) {
        let row = Int(matrix.rows[position])
        let coefficient = abs(matrix.values[position])
        rowScales[row] = max(rowScales[row], coefficient * abs(values[column]))
        largestCoefficient[row] = max(largestCoefficient[row], coefficient)
      }
    }
    for (row, activity) in activities.enumerated() {
      let floor = largestCoefficient[row] > 0 ? min(1, largestCoefficient[row]) : 1
      rowScales[row] = max(rowScales[row], floor)
      rowViolation = larger(
        rowViolation,
        violation(of: program.rowBounds[row], by: activity) { [scale = rowScales[row]] in max(scale, abs($0)) })
    }
  }

  private func violation(of bounds: Bounds, by value: Double, scale: (Double) -> Double) -> Double {
    if value.isNaN { return .infinity }
    if value < bounds.lower { return (bounds.lower - value) / scale(bounds.lower) }
    if value > bounds.upper { return (value - bounds.upper) / scale(bounds.upper) }
    return 0
  }
}

/// The larger of two, infinite where one is not a number: an undefined residual must not pass for a small one.
func larger(_ left: Double, _ right: Double) -> Double { right.isNaN ? .infinity : max(left, right) }
