import CLAPACK

/// Room for some rows of a matrix, stored column by column.
struct ColumnBlock: ~Copyable {
  /// How many rows there is room for.
  let rowLimit: Int
  let width: Int
  private let elements: UnsafeMutablePointer<Double>
  private let reflectorScales: UnsafeMutablePointer<Double>
  private let workspace: UnsafeMutablePointer<Double>
  private let workspaceCount: Int

  init(rowLimit: Int, width: Int) {
    self.rowLimit = rowLimit
    self.width = width
    // LAPACK takes up to 64 columns at a time.
    workspaceCount = max(64 * width, 1)
    elements = .allocate(capacity: rowLimit * width)
    elements.initialize(repeating: 0, count: rowLimit * width)
    reflectorScales = .allocate(capacity: width)
    workspace = .allocate(capacity: workspaceCount)
  }

  deinit {
    elements.deallocate()
    reflectorScales.deallocate()
    workspace.deallocate()
  }

  subscript(row: Int, column: Int) -> Double {
    @inline(__always) get { elements[row + column * rowLimit] }
    @inline(__always) nonmutating set { elements[row + column * rowLimit] = newValue }
  }

  /// Where column `column` begins.
  @inline(__always)
  func start(ofColumn column: Int) -> UnsafeMutablePointer<Double> { elements + column * rowLimit }

  /// The triangle of the first `rows` rows, whose elements are lost.
  func factorized(rows: Int) -> Triangle {
    // LAPACK gives no more rows of R than there are rows, so zeros are added.
    let height = max(rows, width)
    for column in 0..<width {
      for row in rows..<height { self[row, column] = 0 }
    }
    let status = onOneThread {
      LAPACKE_dgeqrf_work(
        LAPACK_COL_MAJOR, LapackInteger(height), LapackInteger(width), elements, LapackInteger(max(rowLimit, 1)),
        reflectorScales, workspace, LapackInteger(workspaceCount))
    }
    precondition(status == 0, "finite elements")
    var triangle = Matrix(rowCount: width, columnCount: width)
    for column in 0..<width {
      for row in 0...column { triangle[row, column] = self[row, column] }
    }
    return Triangle(triangle)
  }

  /// Replaces the first `rows` rows B by B·R⁻¹.
  func divide(by triangle: Triangle, rows: Int) {
    for column in 0..<width {
      let target = start(ofColumn: column)
      for earlier in 0..<column {
        let (source, factor) = (start(ofColumn: earlier), triangle.matrix[earlier, column])
        for row in 0..<rows { target[row] -= source[row] * factor }
      }
      let diagonal = triangle.matrix[column, column]
      for row in 0..<rows { target[row] /= diagonal }
    }
  }
}
