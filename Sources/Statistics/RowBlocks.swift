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

  private var shareHeight: Int { height * Self.blocksPerShare }

  /// Whether one thread does all of it.
  var hasOneShare: Bool { rowCount <= shareHeight }

  /// The results of `body` for consecutive shares of the blocks, from the top, computed on all cores at once.
  func mapShares<Result: Sendable>(_ body: @Sendable (Share) -> Result) -> [Result] {
    let rows = shareHeight
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
