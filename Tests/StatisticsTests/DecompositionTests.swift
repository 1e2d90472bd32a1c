import Statistics
import Testing

@Suite("Decompositions of small matrices")
struct DecompositionTests {
  private let symmetric = Matrix(rows: [[4e10, 2e4, -1], [2e4, 3e-1, 1e-6], [-1, 1e-6, 2e-9]])

  @Test("Cholesky solves, whatever the units of rows and columns, and inverts")
  func cholesky() throws {
    let factorization = try #require(Cholesky(symmetric))
    let expected = [1e-5, 2, 3e4]
    let solution = factorization.solve(symmetric.times(expected))
    for (value, expected) in zip(solution, expected) { #expect(agrees(value, expected, within: 1e-13)) }
    let inverse = factorization.inverse()
    for column in 0..<3 {
      let product = symmetric.times(Array(inverse.column(column)))
      for row in 0..<3 {
        let scale = (symmetric[row, row] / symmetric[column, column]).squareRoot()
        #expect(abs(product[row] - (row == column ? 1 : 0)) < 1e-13 * scale)
      }
    }
    #expect(inverse[0, 2] == inverse[2, 0])
    let root = factorization.inverseRoot()
    #expect(agrees(root.timesOwnTranspose()[1, 1], inverse[1, 1], within: 1e-15))
  }

  @Test("what is not positive definite has no Cholesky factorization")
  func indefinite() {
    #expect(Cholesky(Matrix(rows: [[1, 2], [2, 1]])) == nil)
    #expect(Cholesky(Matrix(rows: [[0, 0], [0, 1]])) == nil)
    #expect(Cholesky(Matrix(rows: [[1, .nan], [.nan, 1]])) == nil)
  }

  @Test("singular values, and the vectors that are mapped to zero")
  func singularValues() {
    // The rows (3, 0, 0), (0, 4, 0): singular values 4 and 3, and the third unit vector goes to zero.
    let decomposition = SingularValues(Matrix(rows: [[3, 0, 0], [0, 4, 0]]))
    #expect(agrees(decomposition.values[0], 4) && agrees(decomposition.values[1], 3))
    let null = decomposition.nullSpace(tolerance: 1e-12)
    #expect(null.columnCount == 1)
    #expect(agrees(abs(null[2, 0]), 1))
    let wide = Matrix(rows: [[1, 2, 3], [2, 4, 6], [1, 0, 1]])
    let direction = SingularValues(wide).nullSpace(tolerance: 1e-12)
    #expect(direction.columnCount == 1)
    #expect(wide.times(Array(direction.column(0))).allSatisfy { abs($0) < 1e-14 })
    #expect(SingularValues(Matrix(rowCount: 0, columnCount: 2)).nullSpace(tolerance: 1e-12) == .identity(2))
    #expect(SingularValues(Matrix(rowCount: 2, columnCount: 2)).nullSpace(tolerance: 1e-12).columnCount == 2)
  }

  @Test("least squares with weights of at least 0: the nearest point of a cone")
  func nonnegative() {
    // The quadrant spanned by (1, 0) and (0, 1): the nearest point to (2, −1) is (2, 0).
    let quadrant = NonnegativeLeastSquares(Matrix(rows: [[1, 0], [0, 1]]), target: [2, -1])
    #expect(agrees(quadrant.residual[1], -1) && abs(quadrant.residual[0]) < 1e-15)
    #expect(quadrant.support == [0])
    // (−1, −1) has the origin as its nearest point; (1, 2) lies in the cone.
    #expect(NonnegativeLeastSquares(Matrix(rows: [[1, 0], [1, 1]]), target: [-1, -1]).residual == [-1, -1])
    let inside = NonnegativeLeastSquares(Matrix(rows: [[1, 0], [1, 3], [0, 1]]), target: [1, 2])
    #expect(inside.residual.allSatisfy { abs($0) < 1e-14 })
    // A row that is taken first and has to leave: (0, 1) is nearest to the face of the second and third.
    let rows = Matrix(rows: [[0.1, 1, 1], [1, 0, 1], [-1, 0, 1], [0, 1, 0]])
    let leaving = NonnegativeLeastSquares(rows, target: [0, 0.2, 2])
    for row in 0..<4 { #expect(rows.times(leaving.residual)[row] < 1e-12) }
    for row in leaving.support { #expect(abs(rows.times(leaving.residual)[row]) < 1e-12) }
  }

  @Test("the triangle of a basis leads back to coefficients, and is that of the factorization")
  func triangle() {
    let factorization = QRFactorization(Matrix(rows: [[1, 200, 3], [4, 5000, 6], [7, 800, 10], [1, 1, 1]]))
    let triangle = factorization.orthonormalBasis().triangle
    let solution = triangle.solve(triangle.matrix.times([1, -2, 3]))
    for (value, expected) in zip(solution, [1.0, -2, 3]) { #expect(agrees(value, expected, within: 1e-13)) }
    for (value, expected) in zip(factorization.upperTriangle.elements, triangle.matrix.elements) {
      #expect(abs(value - expected) <= 1e-12 * 5000)
    }
  }
}
