import CLAPACK

/// The rows of a tall matrix in blocks that fit into a processor's cache.
///
/// The triangle R of X = Q·R is found from the triangles of the blocks, stacked and factorized again until one is left
/// (Demmel, Grigori, Hoemmen and Langou 2012, "Communication-optimal parallel and sequential QR and LU factorizations").
/// It is as accurate as a Householder factorization of X as a whole and needs no memory of X's size.
struct RowBlocks: Sendable {
  /// 512 rows of a dozen columns are 50 kilobytes, and too few for LAPACK to share them among threads, which would cost
  /// more than the work itself.
  static let usualHeight = 512

  /// How many blocks one thread takes at a time; fixed, so that results do not depend on the number of threads.
  private static let blocksPerShare = 64

  let rowCount: Int
  let height: Int

  /// The results of `body` for consecutive shares of the blocks, from the top, computed on all cores at once.
  func mapShares<Result: Sendable>(_ body: @Sendable (Share) -> Result) -> [Result] {
    let rows = height * Self.blocksPerShare
    return concurrentMap(count: (rowCount + rows - 1) / rows) { share in
      body(Share(rows: (share * rows)..<min((share + 1) * rows, rowCount), height: height))
    }
  }

  /// Some consecutive blocks.
  struct Share {
    let rows: Range<Int>
    let height: Int

    /// The rows of each block, from the top; all but the last one have `height` of them.
    func forEachBlock(_ body: (Range<Int>) -> Void) {
      for start in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
        body(start..<min(start + height, rows.upperBound))
      }
    }
  }

  /// The triangle of a matrix of `width` columns. `copy` writes the elements of the given rows to the top of a block.
  func triangle(width: Int, copy: @Sendable (Range<Int>, borrowing ColumnBlock) -> Void) -> Triangle {
    let triangles = mapShares { share in
      let block = ColumnBlock(rowLimit: max(height, 2 * width), width: width)
      var triangles: [Triangle] = []
      share.forEachBlock { rows in
        copy(rows, block)
        triangles.append(block.factorized(rows: rows.count))
      }
      return merged(triangles, block)
    }
    return merged(triangles, ColumnBlock(rowLimit: max(height, 2 * width), width: width))
  }

  /// The triangle of the matrix that `triangles` make below each other; `block` is room for at least two of them.
  private func merged(_ triangles: [Triangle], _ block: borrowing ColumnBlock) -> Triangle {
    let width = block.width
    var triangles = triangles
    while triangles.count > 1 {
      triangles = stride(from: 0, to: triangles.count, by: block.rowLimit / width).map { first in
        let stacked = triangles[first..<min(first + block.rowLimit / width, triangles.count)]
        for (position, triangle) in stacked.enumerated() { triangle.copy(to: block, atRow: position * width) }
        return block.factorized(rows: stacked.count * width)
      }
    }
    return triangles.first ?? Triangle(Matrix(rowCount: width, columnCount: width))
  }
}

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
    let status = LAPACKE_dgeqrf_work(
      LAPACK_COL_MAJOR, LapackInteger(height), LapackInteger(width), elements, LapackInteger(max(rowLimit, 1)),
      reflectorScales, workspace, LapackInteger(workspaceCount))
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

/// A matrix whose columns are multiplied by powers of two.
struct ScaledColumns: Sendable {
  let matrix: Matrix
  let scales: [Double]

  /// Writes the elements of `rows` to the top of `block`.
  func copy(_ rows: Range<Int>, to block: borrowing ColumnBlock) {
    matrix.elements.withUnsafeBufferPointer { elements in
      for (column, scale) in scales.enumerated() {
        let (target, start) = (block.start(ofColumn: column), rows.lowerBound + column * matrix.rowCount)
        for row in 0..<rows.count { target[row] = elements[start + row] * scale }
      }
    }
  }
}

/// The matrix Q of X = Q·R in blocks of rows, each computed where it is needed.
///
/// X·R⁻¹ is orthonormal but for the condition of X times the unit of rounding. Divided by its own triangle it is so up
/// to rounding, as a second orthogonalization makes it (Giraud, Langou and Rozložník 2005).
struct OrthonormalColumns: Sendable {
  let scaled: ScaledColumns
  let blocks: RowBlocks
  private let first: Triangle
  private let second: Triangle

  init(scaled: ScaledColumns, triangle: Triangle, blocks: RowBlocks) {
    self.scaled = scaled
    self.blocks = blocks
    first = triangle
    second = blocks.triangle(width: scaled.scales.count) { rows, block in
      scaled.copy(rows, to: block)
      block.divide(by: triangle, rows: rows.count)
    }
  }

  /// The triangle that leads from Q back to the scaled columns.
  var triangle: Matrix { second.times(first) }

  /// Calls `body`, on all cores at once, with the rows of every block and the block, whose first rows hold theirs of Q.
  func forEachBlock(_ body: @Sendable (Range<Int>, borrowing ColumnBlock) -> Void) {
    _ = blocks.mapShares { share in
      let block = ColumnBlock(rowLimit: blocks.height, width: scaled.scales.count)
      share.forEachBlock { rows in
        scaled.copy(rows, to: block)
        block.divide(by: first, rows: rows.count)
        block.divide(by: second, rows: rows.count)
        body(rows, block)
      }
    }
  }
}
