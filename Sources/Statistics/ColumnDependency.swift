/// A column of a matrix that is a combination of columns before it.
public struct ColumnDependency: Sendable, Hashable {
  /// The column, from 0.
  public let column: Int
  /// The earlier columns that it is a combination of, themselves independent; none when it is zero everywhere.
  public let combinationOf: [Int]

  /// The dependent columns of `matrix`, from the first to the last; at least one.
  ///
  /// Each column, of a norm near 1, is made orthogonal to the independent ones before it, twice so
  /// that rounding does not count (Giraud, Langou and Rozložník 2005). It depends on them when no more than `tolerance`
  /// is left. If that is the case for none, the column with the smallest remainder is named.
  static func all(in matrix: Matrix, tolerance: Double) -> [ColumnDependency] {
    var basis = OrthogonalBasis()
    var candidates: [(dependency: ColumnDependency, remainder: Double)] = []
    for column in 0..<matrix.columnCount {
      let (remainder, projections) = basis.orthogonalized(Array(matrix.column(column)))
      let length = remainder.euclideanLength
      candidates.append((ColumnDependency(column: column, combinationOf: basis.members(projections)), length))
      if length > tolerance { basis.append(remainder, length, projections, column) }
    }
    let dependent = candidates.filter { $0.remainder <= tolerance }
    if !dependent.isEmpty { return dependent.map(\.dependency) }
    return candidates.min { $0.remainder < $1.remainder }.map { [$0.dependency] } ?? []
  }
}

/// Orthogonal unit vectors that span some columns, and the triangle R that leads back to these.
private struct OrthogonalBasis {
  private var vectors: [[Double]] = []
  /// For every column its projections on the vectors before it, then the length of what was left.
  private var triangle: [[Double]] = []
  private var columns: [Int] = []

  /// What is left of `values` beside the basis, and the projections on its vectors.
  func orthogonalized(_ values: [Double]) -> (remainder: [Double], projections: [Double]) {
    var remainder = values
    var projections = [Double](repeating: 0, count: vectors.count)
    for _ in 1...2 {
      for (position, vector) in vectors.enumerated() {
        var projection = 0.0
        for row in vector.indices { projection += vector[row] * remainder[row] }
        for row in vector.indices { remainder[row] -= projection * vector[row] }
        projections[position] += projection
      }
    }
    return (remainder, projections)
  }

  mutating func append(_ remainder: [Double], _ length: Double, _ projections: [Double], _ column: Int) {
    vectors.append(remainder.map { $0 / length })
    triangle.append(projections + [length])
    columns.append(column)
  }

  /// The columns that take part in the combination with the given projections: those with a weight above rounding.
  func members(_ projections: [Double]) -> [Int] {
    var weights = projections
    for position in weights.indices.reversed() {
      weights[position] /= triangle[position][position]
      for earlier in 0..<position { weights[earlier] -= weights[position] * triangle[position][earlier] }
    }
    let largest = weights.reduce(0) { max($0, abs($1)) }
    return zip(columns, weights).filter { abs($0.1) > 1e-8 * largest }.map(\.0)
  }
}
