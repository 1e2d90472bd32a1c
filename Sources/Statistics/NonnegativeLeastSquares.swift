/// The least-squares problem min |Cᵀ·p − b| over weights p ≥ 0 for a matrix C with many rows and few columns, by the
/// active-set method of Lawson and Hanson (1974, chapter 23).
///
/// The residual b − Cᵀp is the point nearest to b in the cone of all u with C·u ≤ 0.
public struct NonnegativeLeastSquares: Sendable {
  /// b − Cᵀ·p at the solution, one number a column of C.
  public let residual: [Double]
  /// The rows of C whose weight is above 0, at most as many as C has columns.
  public let support: [Int]

  /// Solves the problem for the rows of `matrix`, C, and `target`, b, one number a column of C.
  public init(_ matrix: Matrix, target: [Double]) {
    precondition(target.count == matrix.columnCount, "a target for every column")
    var active = ActiveSet(matrix, target)
    let largest = target.reduce(0) { max($0, abs($1)) }
    // Every step lowers the distance, so that no set of rows comes twice; the limit is for rounding errors alone.
    for _ in 0..<(100 + 30 * matrix.columnCount) {
      guard active.support.count < matrix.columnCount, let row = active.steepestRow(above: 1e-13 * largest),
        active.enter(row)
      else { break }
    }
    residual = active.residual
    support = active.support
  }
}

private struct ActiveSet {
  let matrix: Matrix
  let target: [Double]
  private(set) var support: [Int] = []
  private(set) var weights: [Double] = []
  private(set) var residual: [Double]

  init(_ matrix: Matrix, _ target: [Double]) {
    self.matrix = matrix
    self.target = target
    residual = target
  }

  /// The row whose weight would lower the distance most, if any lowers it.
  func steepestRow(above threshold: Double) -> Int? {
    let slopes = matrix.times(residual)
    guard let row = slopes.indices.max(by: { slopes[$0] < slopes[$1] }), slopes[row] > threshold,
      !support.contains(row)
    else { return nil }
    return row
  }

  /// Lets the weight of `row` rise and drops the rows whose weight would fall below 0; false when rounding errors stand in
  /// the way.
  mutating func enter(_ row: Int) -> Bool {
    support.append(row)
    weights.append(0)
    while !support.isEmpty {
      let factorization = QRFactorization(matrix.selecting(rows: support).transposed)
      guard factorization.hasFullRank else {
        support.removeLast()
        weights.removeLast()
        return false
      }
      let (solution, remainder) = factorization.leastSquares(target)
      if solution.allSatisfy({ $0 > 0 }) {
        (weights, residual) = (solution, remainder)
        return true
      }
      // As far as all weights stay at or above 0.
      var length = 1.0
      for (weight, goal) in zip(weights, solution) where goal <= 0 { length = min(length, weight / (weight - goal)) }
      for index in weights.indices { weights[index] += length * (solution[index] - weights[index]) }
      let smallest = weights.indices.filter { solution[$0] <= 0 }.min { weights[$0] < weights[$1] }
      let kept = weights.indices.filter { weights[$0] > 0 && $0 != smallest }
      guard kept.last == weights.count - 1 else { return false }
      (support, weights) = (kept.map { support[$0] }, kept.map { weights[$0] })
    }
    return false
  }
}
