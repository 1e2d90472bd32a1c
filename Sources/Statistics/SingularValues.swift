import CLAPACK

/// The singular values of a matrix A and their right vectors (LAPACK's `dgesvd`).
public struct SingularValues: Sendable {
  /// The square roots of the eigenvalues of AᵀA, the largest first; as many as the smaller side of A.
  public let values: [Double]
  /// Orthonormal columns, as many as A has: first those of `values`, then a basis of what A maps to zero.
  public let vectors: Matrix

  /// Decomposes `matrix`, whose elements are finite.
  public init(_ matrix: Matrix) {
    let (rows, columns) = (matrix.rowCount, matrix.columnCount)
    let least = min(rows, columns)
    guard least > 0 else {
      values = []
      vectors = .identity(columns)
      return
    }
    var elements = matrix.elements
    var values = [Double](repeating: 0, count: least)
    var right = [Double](repeating: 0, count: columns * columns)
    var superdiagonal = values
    var noLeftVectors = [0.0]
    let status = onOneThread {
      LAPACKE_dgesvd(
        LAPACK_COL_MAJOR, Int8(UInt8(ascii: "N")), Int8(UInt8(ascii: "A")), LapackInteger(rows), LapackInteger(columns),
        &elements, LapackInteger(rows), &values, &noLeftVectors, 1, &right, LapackInteger(columns), &superdiagonal)
    }
    precondition(status == 0, "finite elements")
    self.values = values
    vectors = Matrix(rowCount: columns, columnCount: columns, elements: right).transposed
  }

  /// Orthonormal columns that span the vectors that A maps to zero, up to `tolerance` times the largest singular value; no
  /// columns when it maps none but zero there.
  public func nullSpace(tolerance: Double) -> Matrix {
    let rank = values.prefix { $0 > tolerance * (values.first ?? 0) }.count
    return vectors.selecting(columns: Array(rank..<vectors.columnCount))
  }
}
