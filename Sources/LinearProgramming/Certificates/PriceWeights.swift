/// How much each price counts: its size relative to the magnitudes that meet in a column of c = A'y + d.
///
/// A column's scale is the largest of |cⱼ|, |aᵢⱼyᵢ| and `objectiveFloor`. A reduced cost weighs |dⱼ| over its column's
/// scale, a row's dual the largest |aᵢⱼyᵢ| over the scale of column j. So the weights do not depend on units.
struct PriceWeights {
  /// 1, or the largest coefficient of an objective in which all are smaller.
  let objectiveFloor: Double
  /// The scale of each column.
  private(set) var columnScales: [Double]
  /// The weight of each reduced cost.
  private(set) var columns: [Double]
  /// The weight of each row's dual.
  private(set) var rows: [Double]
  /// c − A'y.
  private(set) var remainders: [Double]

  /// Without `reducedCosts` they are c − A'y.
  init(matrix: SparseMatrix, costs: [Double], rowDuals: [Double], reducedCosts: [Double]?) {
    let largestCost = costs.reduce(0) { max($0, abs($1)) }
    objectiveFloor = largestCost > 0 ? min(1, largestCost) : 1
    columnScales = costs.map { [objectiveFloor] in max(abs($0), objectiveFloor) }
    columns = []
    rows = [Double](repeating: 0, count: rowDuals.count)
    remainders = costs
    for column in costs.indices {
      for position in matrix.entries(ofColumn: column) {
        let part = matrix.values[position] * rowDuals[Int(matrix.rows[position])]
        remainders[column] -= part
        columnScales[column] = max(columnScales[column], abs(part))
      }
      for position in matrix.entries(ofColumn: column) {
        let row = Int(matrix.rows[position])
        rows[row] = larger(rows[row], abs(matrix.values[position] * rowDuals[row]) / columnScales[column])
      }
    }
    columns = zip(reducedCosts ?? remainders, columnScales).map { abs($0) / $1 }
  }
}
