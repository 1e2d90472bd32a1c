/// A square matrix that is upper triangular once its columns stand in another order, as the T of
/// `QRFactorization.orthonormalBasis()`.
public struct PermutedTriangle: Sendable {
  private let matrix: Matrix
  /// The column at each position of the triangle.
  private let order: [Int]

  /// The triangle in `matrix`, which has no zero where its diagonal then is.
  public init(_ matrix: Matrix) {
    precondition(matrix.rowCount == matrix.columnCount, "a square matrix")
    self.matrix = matrix
    var order = [Int](repeating: 0, count: matrix.columnCount)
    for column in 0..<matrix.columnCount {
      // The last number other than zero stands on the diagonal.
      let values = matrix.column(column)
      if let last = values.lastIndex(where: { $0 != 0 }) { order[last - values.startIndex] = column }
    }
    precondition(Set(order).count == order.count, "a triangle without zeros on its diagonal")
    self.order = order
  }

  /// The x with T·x = `values`; one value a row.
  public func solve(_ values: [Double]) -> [Double] {
    precondition(values.count == order.count, "a value for every row")
    var (remaining, solution) = (values, values)
    for position in order.indices.reversed() {
      let column = order[position]
      solution[column] = remaining[position] / matrix[position, column]
      for row in 0..<position { remaining[row] -= matrix[row, column] * solution[column] }
    }
    return solution
  }
}
