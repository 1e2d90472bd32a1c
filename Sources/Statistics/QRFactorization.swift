import CLAPACK

/// The factorization X·P = Q·R of a matrix with at least as many rows as columns, with column pivoting (Businger and
/// Golub 1965; LAPACK's `dgeqp3`), for least squares with an explicit rank.
///
/// Columns are first brought to a norm between 1 and 2 by a power of two, which changes no digit, so that units of
/// measurement do not decide about the rank.
public struct QRFactorization: Sendable {
  /// What counts as zero on the diagonal of R: 10⁻¹² times the first element of it. Exact combinations of columns leave
  /// about 10⁻¹⁵ there after rounding; data that can be told apart in practice leave more than 10⁻¹⁰.
  public static let defaultTolerance = 1e-12

  /// X as given.
  public let matrix: Matrix
  /// The number of columns that are not combinations of others, up to the tolerance.
  public let rank: Int

  /// Householder vectors below the diagonal, R on and above it.
  private let factors: [Double]
  private let reflectorScales: [Double]
  /// The column of X that stands at each position of R.
  private let pivots: [Int]
  private let columnScales: [Double]
  private let tolerance: Double

  /// Factorizes `matrix`, whose elements are finite and which has at least as many rows as columns.
  public init(_ matrix: Matrix, tolerance: Double = QRFactorization.defaultTolerance) {
    let (rows, columns) = (matrix.rowCount, matrix.columnCount)
    precondition(rows >= columns, "at least as many rows as columns")
    let columnScales = (0..<columns).map { powerOfTwoScale(of: matrix.column($0)) }
    var factors = matrix.elements
    for column in 0..<columns where columnScales[column] != 1 {
      for index in (column * rows)..<((column + 1) * rows) { factors[index] *= columnScales[column] }
    }
    var pivots = [LapackInteger](repeating: 0, count: columns)
    var reflectorScales = [Double](repeating: 0, count: columns)
    let status = LAPACKE_dgeqp3(
      LAPACK_COL_MAJOR, LapackInteger(rows), LapackInteger(columns), &factors, LapackInteger(max(rows, 1)), &pivots,
      &reflectorScales)
    precondition(status == 0, "finite elements")

    let diagonal = (0..<columns).map { abs(factors[$0 + $0 * rows]) }
    rank = diagonal.prefix { $0 > tolerance * (diagonal.first ?? 0) }.count
    self.matrix = matrix
    self.factors = factors
    self.reflectorScales = reflectorScales
    self.pivots = pivots.map { Int($0) - 1 }
    self.columnScales = columnScales
    self.tolerance = tolerance
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

  /// (XᵀX)⁻¹ = P·R⁻¹·R⁻ᵀ·Pᵀ; X has full rank.
  public func inverseCrossProduct() -> Matrix {
    precondition(hasFullRank, "a matrix of full rank")
    let size = matrix.columnCount
    var inverse = upperTriangle()
    let status = LAPACKE_dtrtri(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "U")), Int8(UInt8(ascii: "N")), LapackInteger(size), &inverse,
      LapackInteger(max(size, 1)))
    precondition(status == 0, "a triangle without zeros on its diagonal")
    var product = Matrix(rowCount: size, columnCount: size)
    for row in 0..<size {
      for column in 0...row {
        // Row `row` of R⁻¹ begins at its diagonal, and `row` is not before `column`.
        var sum = 0.0
        for index in row..<size { sum += inverse[row + index * size] * inverse[column + index * size] }
        sum *= columnScales[pivots[row]] * columnScales[pivots[column]]
        product[pivots[row], pivots[column]] = sum
        product[pivots[column], pivots[row]] = sum
      }
    }
    return product
  }

  /// The columns that are combinations of earlier ones, none when the rank is full.
  public func dependentColumns() -> [ColumnDependency] {
    hasFullRank ? [] : ColumnDependency.all(in: matrix, scales: columnScales, tolerance: tolerance)
  }

  /// An orthonormal basis Q of the columns of X, a row for every row of X, and the square matrix T with X = Q·T; X has
  /// full rank.
  public func orthonormalBasis() -> (basis: Matrix, triangle: Matrix) {
    precondition(hasFullRank, "a matrix of full rank")
    let (rows, columns) = (matrix.rowCount, matrix.columnCount)
    var elements = factors
    let status = LAPACKE_dorgqr(
      LAPACK_COL_MAJOR, LapackInteger(rows), LapackInteger(columns), LapackInteger(columns), &elements,
      LapackInteger(max(rows, 1)), reflectorScales)
    precondition(status == 0, "finite elements")
    return (Matrix(rowCount: rows, columnCount: columns, elements: elements), triangle())
  }

  /// The T of `orthonormalBasis()` alone, R·Pᵀ in the units of X: TᵀT = XᵀX, without its rounding errors.
  public func triangle() -> Matrix {
    var triangle = Matrix(rowCount: matrix.columnCount, columnCount: matrix.columnCount)
    for (position, column) in pivots.enumerated() {
      for row in 0...position {
        triangle[row, column] = factors[row + position * matrix.rowCount] / columnScales[column]
      }
    }
    return triangle
  }

  /// The diagonal of the hat matrix X(XᵀX)⁻¹Xᵀ, an element a row of X, each between 0 and 1; X has full rank.
  public func leverages() -> [Double] {
    let basis = orthonormalBasis().basis
    var leverages = [Double](repeating: 0, count: matrix.rowCount)
    for column in 0..<basis.columnCount {
      let start = column * basis.rowCount
      for row in leverages.indices { leverages[row] += basis.elements[start + row] * basis.elements[start + row] }
    }
    return leverages
  }

  // MARK: Steps

  private func upperTriangle() -> [Double] {
    let size = matrix.columnCount
    var triangle = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      for row in 0...column { triangle[row + column * size] = factors[row + column * matrix.rowCount] }
    }
    return triangle
  }

  /// P·R⁻¹·Qᵀ·`values`, in the units of X.
  private func solution(_ values: [Double]) -> [Double] {
    let (rows, columns) = (LapackInteger(matrix.rowCount), LapackInteger(matrix.columnCount))
    guard columns > 0 else { return [] }
    var rotated = values
    let rotation = LAPACKE_dormqr(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "L")), Int8(UInt8(ascii: "T")), rows, 1, columns, factors, rows,
      reflectorScales, &rotated, rows)
    let substitution = LAPACKE_dtrtrs(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "U")), Int8(UInt8(ascii: "N")), Int8(UInt8(ascii: "N")), columns, 1,
      factors, rows, &rotated, rows)
    precondition(rotation == 0 && substitution == 0, "finite values")
    var solution = [Double](repeating: 0, count: matrix.columnCount)
    for (position, column) in pivots.enumerated() {
      solution[column] = rotated[position] * columnScales[column]
    }
    return solution
  }

  /// `values` − X·`coefficients`, summed with the rounding errors of every product and sum carried along (Ogita, Rump
  /// and Oishi 2005, algorithm Dot2).
  private func preciseResiduals(_ values: [Double], _ coefficients: [Double]) -> [Double] {
    let rows = matrix.rowCount
    var sums = values
    var errors = [Double](repeating: 0, count: rows)
    matrix.elements.withUnsafeBufferPointer { elements in
      for (column, coefficient) in coefficients.enumerated() {
        for row in 0..<rows {
          let element = -elements[row + column * rows]
          let product = element * coefficient
          let productError = (-product).addingProduct(element, coefficient)
          let sum = sums[row] + product
          let carried = sum - sums[row]
          errors[row] += (sums[row] - (sum - carried)) + (product - carried) + productError
          sums[row] = sum
        }
      }
    }
    for row in 0..<rows { sums[row] += errors[row] }
    return sums
  }
}

/// The power of two that brings the norm of `values` to between 1 and 2; 1 for zeros.
private func powerOfTwoScale(of values: ArraySlice<Double>) -> Double {
  let largest = values.reduce(0) { max($0, abs($1)) }
  guard largest > 0 else { return 1 }
  let squares = values.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
  return Double(sign: .plus, exponent: -(largest.exponent + squares.squareRoot().exponent), significand: 1)
}
