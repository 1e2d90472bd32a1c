import CLAPACK

/// The factorization A = L·Lᵀ of a symmetric positive definite matrix (LAPACK's `dpotrf`).
///
/// Rows and columns are first brought to a diagonal between 1 and 4 by powers of two, so that units of measurement do
/// not decide about what counts as positive.
public struct Cholesky: Sendable {
  /// The number of rows and of columns of A.
  public let size: Int
  /// L of the scaled matrix, column by column; what stands above its diagonal is not used.
  private let factor: [Double]
  /// What each row and each column of A was multiplied by.
  private let scales: [Double]

  /// Factorizes `matrix`, of which the part on and below the diagonal is used; nil when it is not positive definite up
  /// to rounding, or not finite.
  public init?(_ matrix: Matrix) {
    precondition(matrix.rowCount == matrix.columnCount, "a square matrix")
    let size = matrix.rowCount
    guard matrix.elements.allSatisfy(\.isFinite), matrix.diagonal.allSatisfy({ $0 > 0 }) else { return nil }
    let scales = matrix.diagonal.map { Double(sign: .plus, exponent: -($0.exponent >> 1), significand: 1) }
    var factor = matrix.elements
    for column in 0..<size {
      for row in 0..<size { factor[row + column * size] *= scales[row] * scales[column] }
    }
    let status = onOneThread {
      LAPACKE_dpotrf(
        LAPACK_COL_MAJOR, lowerTriangle, LapackInteger(size), &factor, LapackInteger(max(size, 1)))
    }
    guard status == 0 else { return nil }
    self.size = size
    self.factor = factor
    self.scales = scales
  }

  /// The x with A·x = `values`; one value a row.
  public func solve(_ values: [Double]) -> [Double] {
    precondition(values.count == size, "a value for every row")
    var solution = zip(values, scales).map(*)
    let leading = LapackInteger(max(size, 1))
    let status = onOneThread {
      LAPACKE_dpotrs(
        LAPACK_COL_MAJOR, lowerTriangle, LapackInteger(size), 1, factor, leading, &solution, leading)
    }
    precondition(status == 0, "sizes that agree")
    return zip(solution, scales).map(*)
  }

  /// A square root S of the inverse, A⁻¹ = S·Sᵀ.
  public func inverseRoot() -> Matrix {
    var root = [Double](repeating: 0, count: size * size)
    for index in 0..<size { root[index + index * size] = 1 }
    let leading = LapackInteger(max(size, 1))
    let status = onOneThread {
      LAPACKE_dtrtrs(
        LAPACK_COL_MAJOR, lowerTriangle, Int8(UInt8(ascii: "T")), Int8(UInt8(ascii: "N")), LapackInteger(size),
        LapackInteger(size), factor, leading, &root, leading)
    }
    precondition(status == 0, "a triangle without zeros on its diagonal")
    return Matrix(rowCount: size, columnCount: size, elements: root).scalingRows(by: scales)
  }

  /// A⁻¹.
  public func inverse() -> Matrix { inverseRoot().timesOwnTranspose() }
}

extension Matrix {
  /// The matrix times its transpose, symmetric to the last digit.
  public func timesOwnTranspose() -> Matrix {
    var product = Matrix(rowCount: rowCount, columnCount: rowCount)
    for row in 0..<rowCount {
      for column in 0...row {
        var sum = 0.0
        for index in 0..<columnCount { sum += self[row, index] * self[column, index] }
        product[row, column] = sum
        product[column, row] = sum
      }
    }
    return product
  }
}

private let lowerTriangle = Int8(UInt8(ascii: "L"))
