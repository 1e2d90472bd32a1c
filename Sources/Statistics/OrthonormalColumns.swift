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
