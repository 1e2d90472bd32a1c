import Statistics

/// Regressors with orthonormal columns that span the same space as those of a design.
struct TobitBasis: Sendable {
  /// Q, rows × k.
  let columns: Matrix
  /// T, upper triangular, with design = Q·T.
  let triangle: Matrix

  /// Each column of `design`, which has full rank, is made orthogonal to those before it, twice so that rounding does not
  /// count (Giraud, Langou and Rozložník 2005).
  init(_ design: Matrix) {
    let (rows, size) = (design.rowCount, design.columnCount)
    var elements = design.elements
    var triangle = Matrix(rowCount: size, columnCount: size)
    elements.withUnsafeMutableBufferPointer { elements in
      for column in 0..<size {
        for _ in 1...2 {
          for earlier in 0..<column {
            let (source, target) = (earlier * rows, column * rows)
            var projection = 0.0
            for row in 0..<rows { projection += elements[source + row] * elements[target + row] }
            for row in 0..<rows { elements[target + row] -= projection * elements[source + row] }
            triangle[earlier, column] += projection
          }
        }
        let range = (column * rows)..<((column + 1) * rows)
        let length = range.reduce(0) { $0 + elements[$1] * elements[$1] }.squareRoot()
        for index in range { elements[index] /= length }
        triangle[column, column] = length
      }
    }
    columns = Matrix(rowCount: rows, columnCount: size, elements: Array(elements))
    self.triangle = triangle
  }

  /// The b with T·b = `values`: coefficients of the design for those of the basis.
  func coefficients(_ values: [Double]) -> [Double] {
    var solution = values
    for column in solution.indices.reversed() {
      solution[column] /= triangle[column, column]
      for row in 0..<column { solution[row] -= triangle[row, column] * solution[column] }
    }
    return solution
  }
}
