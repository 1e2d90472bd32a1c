@testable import Statistics
import Testing

@Suite("Least squares by QR")
struct QRFactorizationTests {
  @Test("a line through three points: Draper and Smith's formulas by hand")
  func line() {
    // x = 0, 1, 2 and y = 1, 3, 4: slope Σ(x−1)(y−8/3)/2 = 3/2, intercept 8/3 − 3/2 = 7/6.
    let factorization = QRFactorization(Matrix(rows: [[1, 0], [1, 1], [1, 2]]))
    let (coefficients, residuals) = factorization.leastSquares([1, 3, 4])
    #expect(agrees(coefficients[0], 7.0 / 6))
    #expect(agrees(coefficients[1], 1.5))
    #expect(zip(residuals, [-1.0 / 6, 1.0 / 3, -1.0 / 6]).allSatisfy { agrees($0, $1, within: 1e-12) })
    let inverse = factorization.inverseRoot().timesOwnTranspose()
    #expect(agrees(inverse[0, 0], 5.0 / 6))
    #expect(agrees(inverse[0, 1], -0.5))
    #expect(agrees(inverse[1, 0], -0.5))
    #expect(agrees(inverse[1, 1], 0.5))
  }

  @Test("units of measurement change neither the rank nor the fitted values")
  func units() {
    let rows = (0..<12).map { row in [1, Double(row), Double(row * row % 7)] }
    let values = (0..<12).map { Double($0 * 5 % 11) }
    let plain = QRFactorization(Matrix(rows: rows))
    let scaled = QRFactorization(Matrix(rows: rows.map { [$0[0], $0[1] * 1e120, $0[2] * 1e-120] }))
    #expect(plain.rank == 3)
    #expect(scaled.rank == 3)
    let (coefficients, residuals) = plain.leastSquares(values)
    let (scaledCoefficients, scaledResiduals) = scaled.leastSquares(values)
    #expect(agrees(scaledCoefficients[1] * 1e120, coefficients[1], within: 1e-12))
    #expect(agrees(scaledCoefficients[2] * 1e-120, coefficients[2], within: 1e-12))
    #expect(zip(scaledResiduals, residuals).allSatisfy { agrees($0, $1, within: 1e-12) })
  }

  @Test("the basis is orthonormal and leads back to the columns, whatever their units and order")
  func orthonormalBasis() {
    let matrix = Matrix(rows: (0..<12).map { row in [1, Double(row) * 1e40, Double(row * row % 7) * 1e-40] })
    let (basis, triangle) = QRFactorization(matrix).orthonormalBasis()
    for left in 0..<3 {
      for right in 0..<3 {
        let product = zip(basis.column(left), basis.column(right)).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (left == right ? 1 : 0)) < 1e-14)
      }
      let column = basis.times(Array(triangle.matrix.column(left)))
      let size = abs(matrix.column(left).max() ?? 0)
      #expect(zip(column, matrix.column(left)).allSatisfy { abs($0 - $1) < 1e-14 * size })
    }
  }

  @Test("nearly dependent columns still get an orthonormal basis and leverages that add up to their number")
  func nearlyDependent() {
    // The third column agrees with the second to nine digits.
    let rows = (0..<40).map { row -> [Double] in
      let place = Double(row)
      return [1, place, place + 1e-8 * Double(row * row % 11)]
    }
    for height in [1, 7, 512] {
      let factorization = QRFactorization(Matrix(rows: rows), blockHeight: height)
      #expect(factorization.hasFullRank)
      let basis = factorization.orthonormalBasis().basis
      for left in 0..<3 {
        for right in 0...left {
          let product = zip(basis.column(left), basis.column(right)).reduce(0) { $0 + $1.0 * $1.1 }
          #expect(abs(product - (left == right ? 1 : 0)) < 1e-14)
        }
      }
      #expect(agrees(factorization.leverages().reduce(0, +), 3, within: 1e-14))
    }
  }

  @Test("the height of the blocks changes nothing but rounding")
  func blockHeights() {
    let rows = (0..<2000).map { (row: Int) -> [Double] in
      let square = row * row % 701
      return [1, Double(row), Double(square), Double(row % 13)]
    }
    let values = (0..<2000).map { (row: Int) -> Double in Double(row * 5 % 1999) }
    let whole = QRFactorization(Matrix(rows: rows), blockHeight: 2000)
    let (coefficients, residuals) = whole.leastSquares(values)
    let (inverse, leverages) = (whole.inverseRoot().timesOwnTranspose().elements, whole.leverages())
    for height in [1, 3, 512, 1999] {
      let blocked = QRFactorization(Matrix(rows: rows), blockHeight: height)
      let solution = blocked.leastSquares(values)
      #expect(zip(solution.coefficients, coefficients).allSatisfy { agrees($0, $1, within: 1e-12) })
      #expect(zip(solution.residuals, residuals).allSatisfy { abs($0 - $1) < 1e-10 })
      #expect(
        zip(blocked.inverseRoot().timesOwnTranspose().elements, inverse).allSatisfy { agrees($0, $1, within: 1e-12) })
      #expect(zip(blocked.leverages(), leverages).allSatisfy { agrees($0, $1, within: 1e-12) })
    }
  }

  @Test("leverages of a line are 1/n and the squared distance from the mean over its sum")
  func leverages() {
    let places = [1.0, 2, 4, 9]
    let leverages = QRFactorization(Matrix(rows: places.map { [1, $0] })).leverages()
    let squares = places.map { ($0 - 4) * ($0 - 4) }
    #expect(zip(leverages, squares).allSatisfy { agrees($0, 0.25 + $1 / 38, within: 1e-14) })
  }

  @Test("of columns that depend on each other the later ones are named, with what they are made of")
  func dependentColumns() {
    // Columns: 1, a, b, 2a, 0, c, 1 − b + 3c.
    let rows = (0..<10).map { row -> [Double] in
      let (a, b, c) = (Double(row * row % 7), Double(row % 3), Double(row * 3 % 5))
      return [1, a, b, 2 * a, 0, c, 1 - b + 3 * c]
    }
    for height in [1, 4, 512] {
      let factorization = QRFactorization(Matrix(rows: rows), blockHeight: height)
      #expect(factorization.rank == 4)
      #expect(!factorization.hasFullRank)
      #expect(
        factorization.dependentColumns() == [
          .init(column: 3, combinationOf: [1]), .init(column: 4, combinationOf: []),
          .init(column: 6, combinationOf: [0, 2, 5]),
        ])
    }
    #expect(QRFactorization(Matrix(rows: rows.map { Array($0[0..<3]) })).dependentColumns().isEmpty)
  }

  @Test("columns that agree to eleven digits are still told apart, to fourteen digits not")
  func tolerance() {
    func rank(_ difference: Double) -> Int {
      QRFactorization(
        Matrix(rows: (0..<8).map { row in [1, Double(row), Double(row) + difference * Double(row * row)] })
      )
      .rank
    }
    #expect(rank(1e-11) == 3)
    #expect(rank(1e-14) == 2)
  }

  @Test("a column between the two measures of dependence is named all the same")
  func borderline() {
    // What is left of the second column beside the first is 1.5 tolerances; R begins with 1.9, so the rank counts it as 0.
    let factorization = QRFactorization(Matrix(rows: [[1.9, 1.9], [0, 1.5e-6], [0, 0]]), tolerance: 1e-6)
    #expect(factorization.rank == 1)
    #expect(factorization.dependentColumns() == [.init(column: 1, combinationOf: [0])])
  }
}
