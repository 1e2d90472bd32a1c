import CLAPACK

/// An upper triangular matrix R.
public struct Triangle: Sendable, Hashable {
  /// R, square, with zeros below the diagonal.
  public let matrix: Matrix

  init(_ matrix: Matrix) { self.matrix = matrix }

  private var size: Int { matrix.columnCount }
  private var leadingDimension: LapackInteger { LapackInteger(max(size, 1)) }

  /// How many columns are not combinations of others: those whose diagonal element, after pivoting, is more than
  /// `tolerance` times the first one.
  func rank(tolerance: Double) -> Int {
    var factors = matrix.elements
    var pivots = [LapackInteger](repeating: 0, count: size)
    var reflectorScales = [Double](repeating: 0, count: size)
    let status = onOneThread {
      LAPACKE_dgeqp3(
        LAPACK_COL_MAJOR, LapackInteger(size), LapackInteger(size), &factors, leadingDimension, &pivots,
        &reflectorScales)
    }
    precondition(status == 0, "finite elements")
    let diagonal = (0..<size).map { abs(factors[$0 + $0 * size]) }
    return diagonal.prefix { $0 > tolerance * (diagonal.first ?? 0) }.count
  }

  /// The triangle of the first `count` columns.
  func leading(_ count: Int) -> Triangle {
    var part = Matrix(rowCount: count, columnCount: count)
    for column in 0..<count {
      for row in 0...column { part[row, column] = matrix[row, column] }
    }
    return Triangle(part)
  }

  /// R⁻¹·`values`, one value a row; the diagonal has no zeros.
  public func solve(_ values: [Double]) -> [Double] {
    var solution = values
    for column in (0..<size).reversed() {
      solution[column] /= matrix[column, column]
      for row in 0..<column { solution[row] -= matrix[row, column] * solution[column] }
    }
    return solution
  }

  /// R⁻¹; the diagonal has no zeros.
  func inverse() -> Matrix {
    var inverse = matrix.elements
    let status = onOneThread {
      LAPACKE_dtrtri(
        LAPACK_COL_MAJOR, Int8(UInt8(ascii: "U")), Int8(UInt8(ascii: "N")), LapackInteger(size), &inverse,
        leadingDimension)
    }
    precondition(status == 0, "a triangle without zeros on its diagonal")
    return Matrix(rowCount: size, columnCount: size, elements: inverse)
  }

  /// R times `other`, of the same size.
  func times(_ other: Triangle) -> Matrix {
    var product = Matrix(rowCount: size, columnCount: size)
    for column in 0..<size {
      for row in 0...column {
        for index in row...column { product[row, column] += matrix[row, index] * other.matrix[index, column] }
      }
    }
    return product
  }

  /// Writes R into `block`, its first row to row `first`.
  func copy(to block: borrowing ColumnBlock, atRow first: Int) {
    for column in 0..<size {
      for row in 0..<size { block[first + row, column] = matrix[row, column] }
    }
  }
}
