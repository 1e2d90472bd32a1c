import CLAPACK

/// The factorization X = Q·R of a matrix with at least as many rows as columns, for least squares with an explicit rank.
///
/// R is found by blocks of rows (see `RowBlocks`) and Q is never stored: what needs it goes over X again, so that a tall
/// matrix takes no second one of its size. The rank is read from R by a factorization with column pivoting (Businger and
/// Golub 1965; LAPACK's `dgeqp3`).
///
/// Columns are first brought to a norm between 1 and 2 by a power of two, which changes no digit, so that units of
/// measurement do not decide about the rank.
public struct QRFactorization: Sendable {
  /// What counts as zero on the diagonal of the pivoted R: 10⁻¹² times the first element of it. Exact combinations of
  /// columns leave about 10⁻¹⁵ there after rounding; data that can be told apart in practice leave more than 10⁻¹⁰.
  public static let defaultTolerance = 1e-12

  /// X as given.
  public let matrix: Matrix
  /// The number of columns that are not combinations of others, up to the tolerance.
  public let rank: Int

  /// R of X with its columns scaled, in the order of these columns.
  private let triangle: Triangle
  private let columnScales: [Double]
  private let tolerance: Double
  private let blocks: RowBlocks

  /// Factorizes `matrix`, whose elements are finite and which has at least as many rows as columns.
  public init(_ matrix: Matrix, tolerance: Double = QRFactorization.defaultTolerance) {
    self.init(matrix, tolerance: tolerance, blockHeight: RowBlocks.usualHeight)
  }

  /// Factorizes `matrix` by blocks of `blockHeight` rows.
  init(_ matrix: Matrix, tolerance: Double = QRFactorization.defaultTolerance, blockHeight: Int) {
    precondition(matrix.rowCount >= matrix.columnCount, "at least as many rows as columns")
    self.matrix = matrix
    self.tolerance = tolerance
    blocks = RowBlocks(rowCount: matrix.rowCount, height: blockHeight)
    let scale = { @Sendable (column: Int) in powerOfTwoScale(of: matrix.column(column)) }
    // Fits to few rows, of which a bootstrap makes thousands on all cores, are not worth a thread.
    columnScales =
      blocks.hasOneShare ? (0..<matrix.columnCount).map(scale) : concurrentMap(count: matrix.columnCount, scale)
    let scaled = ScaledColumns(matrix: matrix, scales: columnScales)
    triangle = blocks.triangle(width: matrix.columnCount) { scaled.copy($0, to: $1) }
    rank = triangle.rank(tolerance: tolerance)
  }

  /// Whether no column is a combination of others.
  public var hasFullRank: Bool { rank == matrix.columnCount }

  /// The coefficients b that make the sum of squares of y − X·b smallest, and these residuals.
  ///
  /// X has full rank and `values` one element a row. The solution by Q and R is corrected once by the solution for its
  /// own residuals, which are computed in twice the precision.
  public func leastSquares(_ values: [Double]) -> (coefficients: [Double], residuals: [Double]) {
    precondition(hasFullRank && values.count == matrix.rowCount, "a matrix of full rank and a value for every row")
    var coefficients = solution(values)
    let correction = solution(preciseResiduals(values, coefficients))
    for column in coefficients.indices { coefficients[column] += correction[column] }
    return (coefficients, preciseResiduals(values, coefficients))
  }

  /// A square root S of the inverse, (XᵀX)⁻¹ = S·Sᵀ: R⁻¹ in the units of X, without the rounding errors of the product; X
  /// has full rank.
  public func inverseRoot() -> Matrix {
    precondition(hasFullRank, "a matrix of full rank")
    return triangle.inverse().scalingRows(by: columnScales)
  }

  /// The columns that are combinations of earlier ones, none when the rank is full.
  public func dependentColumns() -> [ColumnDependency] {
    // The columns of R have the lengths of those of X and the angles between them.
    hasFullRank ? [] : ColumnDependency.all(in: triangle.matrix, tolerance: tolerance)
  }

  /// An orthonormal basis Q of the columns of X, a row for every row of X, and the square matrix T with X = Q·T, upper
  /// triangular; X has full rank.
  public func orthonormalBasis() -> (basis: Matrix, triangle: Triangle) {
    precondition(hasFullRank, "a matrix of full rank")
    let columns = OrthonormalColumns(scaled: scaledColumns, triangle: triangle, blocks: blocks)
    var elements = [Double](repeating: 0, count: matrix.elements.count)
    let rowCount = matrix.rowCount
    elements.withUnsafeMutableBufferPointer { buffer in
      // Every block writes rows of its own.
      nonisolated(unsafe) let target = buffer
      columns.forEachBlock { rows, block in
        for column in 0..<block.width {
          for row in rows { target[row + column * rowCount] = block[row - rows.lowerBound, column] }
        }
      }
    }
    var product = columns.triangle
    for column in 0..<matrix.columnCount {
      for row in 0...column { product[row, column] /= columnScales[column] }
    }
    return (Matrix(rowCount: matrix.rowCount, columnCount: matrix.columnCount, elements: elements), Triangle(product))
  }

  /// R in the units of X, upper triangular: RᵀR = XᵀX, without its rounding errors.
  public var upperTriangle: Matrix {
    var product = triangle.matrix
    for column in 0..<matrix.columnCount {
      for row in 0...column { product[row, column] /= columnScales[column] }
    }
    return product
  }

  /// The diagonal of the hat matrix X(XᵀX)⁻¹Xᵀ, an element a row of X, each between 0 and 1 but for rounding; X has full
  /// rank.
  public func leverages() -> [Double] {
    precondition(hasFullRank, "a matrix of full rank")
    let columns = OrthonormalColumns(scaled: scaledColumns, triangle: triangle, blocks: blocks)
    var leverages = [Double](repeating: 0, count: matrix.rowCount)
    leverages.withUnsafeMutableBufferPointer { buffer in
      // Every block writes rows of its own.
      nonisolated(unsafe) let target = buffer
      columns.forEachBlock { rows, block in
        for column in 0..<block.width {
          for row in rows {
            let element = block[row - rows.lowerBound, column]
            target[row] += element * element
          }
        }
      }
    }
    return leverages
  }

  // MARK: Steps

  private var scaledColumns: ScaledColumns { ScaledColumns(matrix: matrix, scales: columnScales) }

  /// R⁻¹·Qᵀ·`values`, in the units of X: R and Qᵀ·`values` are the triangle of X with `values` as one more column.
  private func solution(_ values: [Double]) -> [Double] {
    let (size, scaled) = (matrix.columnCount, scaledColumns)
    let extended = blocks.triangle(width: size + 1) { rows, block in
      scaled.copy(rows, to: block)
      for row in rows { block[row - rows.lowerBound, size] = values[row] }
    }
    var solution = extended.leading(size).solve((0..<size).map { extended.matrix[$0, size] })
    for column in 0..<size { solution[column] *= columnScales[column] }
    return solution
  }

  /// `values` − X·`coefficients`, summed with the rounding errors of every product and sum carried along (Ogita, Rump
  /// and Oishi 2005, algorithm Dot2).
  private func preciseResiduals(_ values: [Double], _ coefficients: [Double]) -> [Double] {
    let (rowCount, blocks) = (matrix.rowCount, blocks)
    var residuals = values
    residuals.withUnsafeMutableBufferPointer { buffer in
      // Every block writes rows of its own.
      nonisolated(unsafe) let sums = buffer
      _ = blocks.mapShares { share in
        var errors = [Double](repeating: 0, count: blocks.height)
        matrix.elements.withUnsafeBufferPointer { elements in
          share.forEachBlock { rows in
            for position in errors.indices { errors[position] = 0 }
            for (column, coefficient) in coefficients.enumerated() {
              let start = column * rowCount
              for row in rows {
                let element = -elements[start + row]
                let product = element * coefficient
                let productError = (-product).addingProduct(element, coefficient)
                let sum = sums[row] + product
                let carried = sum - sums[row]
                errors[row - rows.lowerBound] += (sums[row] - (sum - carried)) + (product - carried) + productError
                sums[row] = sum
              }
            }
            for row in rows { sums[row] += errors[row - rows.lowerBound] }
          }
        }
      }
    }
    return residuals
  }
}

/// The power of two that brings the norm of `values` to between 1 and 2; 1 for zeros.
private func powerOfTwoScale(of values: ArraySlice<Double>) -> Double {
  var largest = 0.0
  for value in values { largest = max(largest, abs(value)) }
  guard largest > 0 else { return 1 }
  var squares = 0.0
  for value in values { squares += (value / largest) * (value / largest) }
  return Double(sign: .plus, exponent: -(largest.exponent + squares.squareRoot().exponent), significand: 1)
}
