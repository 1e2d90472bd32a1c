/// How well row duals and reduced costs prove values optimal. Signs and scaling: see `Certificate`.
struct DualCheck {
  private(set) var infeasibility = 0.0
  private(set) var complementarity = 0.0
  /// c₀ plus every price times the bound that it prices.
  private(set) var objective: Double
  /// The largest of |c₀| and of the products that make up `objective`.
  private(set) var largestPart: Double
  /// Below this an objective counts as zero.
  let objectiveFloor: Double

  private let isMinimisation: Bool
  private let objectiveScale: Double

  /// Without `reducedCosts` they are taken as c − A'y.
  init(
    of program: LinearProgram, matrix: SparseMatrix, primal: Feasibility, rowDuals: [Double], reducedCosts: [Double]?
  ) {
    precondition(rowDuals.count == program.rowCount, "one dual for each row")
    precondition(reducedCosts.map { $0.count == program.variableCount } ?? true, "one reduced cost for each variable")
    let weights = PriceWeights(
      matrix: matrix, costs: program.objectiveCoefficients, rowDuals: rowDuals, reducedCosts: reducedCosts)
    isMinimisation = program.sense == .minimise
    objective = program.objective.constant
    largestPart = abs(objective)
    objectiveFloor = weights.objectiveFloor
    objectiveScale = max(abs(primal.objective), weights.objectiveFloor)

    for (row, dual) in rowDuals.enumerated() {
      take(
        dual, weight: weights.rows[row], value: primal.activities[row], size: primal.rowScales[row],
        bounds: program.rowBounds[row])
    }
    for (column, remainder) in weights.remainders.enumerated() {
      let reducedCost = reducedCosts?[column] ?? remainder
      infeasibility = larger(infeasibility, abs(remainder - reducedCost) / weights.columnScales[column])
      take(
        reducedCost, weight: weights.columns[column], value: primal.values[column], size: abs(primal.values[column]),
        bounds: program.variableBounds[column])
    }
  }

  /// Takes one price of something whose value lies within bounds into account; `size` is that of the value's parts.
  private mutating func take(_ price: Double, weight: Double, value: Double, size: Double, bounds: Bounds) {
    if price == 0 { return }
    let bound = (price > 0) == isMinimisation ? bounds.lower : bounds.upper
    if bound.isFinite {
      objective += price * bound
      largestPart = max(largestPart, abs(price * bound))
      let distance = abs(value - bound)
      let isRounding = distance <= Certificate.rounding * max(size, abs(bound))
      complementarity = larger(complementarity, isRounding ? 0 : abs(price) * distance / objectiveScale)
    } else {
      infeasibility = larger(infeasibility, weight)
    }
  }
}
