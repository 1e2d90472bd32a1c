import CLAPACK

extension Matrix {
  /// Orthonormal columns that span the vectors v with A·v = 0, up to `tolerance` times the largest singular value of A;
  /// no columns when there are none but zero, the unit vectors when A has no rows (LAPACK's `dgesvd`).
  public func nullSpace(tolerance: Double) -> Matrix {
    var elements = elements
    var (singularValues, right) = ([Double](), [Double](repeating: 0, count: columnCount * columnCount))
    let least = min(rowCount, columnCount)
    guard least > 0, elements.contains(where: { $0 != 0 }) else { return .identity(columnCount) }
    singularValues = [Double](repeating: 0, count: least)
    var unusedLeft = [0.0]
    var superdiagonal = [Double](repeating: 0, count: least)
    let status = LAPACKE_dgesvd(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "N")), Int8(UInt8(ascii: "A")), LapackInteger(rowCount),
      LapackInteger(columnCount), &elements, LapackInteger(rowCount), &singularValues, &unusedLeft, 1, &right,
      LapackInteger(columnCount), &superdiagonal)
    precondition(status == 0, "finite elements")
    let rank = singularValues.prefix { $0 > tolerance * singularValues[0] }.count
    var basis = Matrix(rowCount: columnCount, columnCount: columnCount - rank)
    for vector in rank..<columnCount {
      for index in 0..<columnCount { basis[index, vector - rank] = right[vector + index * columnCount] }
    }
    return basis
  }

  /// The matrix with ones on its diagonal and zeros elsewhere.
  public static func identity(_ size: Int) -> Matrix {
    var identity = Matrix(rowCount: size, columnCount: size)
    for index in 0..<size { identity[index, index] = 1 }
    return identity
  }
}
