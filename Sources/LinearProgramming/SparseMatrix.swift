/// A sparse matrix stored by columns: for every column its entries by ascending row, without zeros or duplicates.
public struct SparseMatrix: Sendable, Equatable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public var columnCount: Int { columnStarts.count - 1 }
  /// Where each column's entries begin, and at the end their number; `columnCount + 1` entries.
  public let columnStarts: [Int]
  /// The row of each entry.
  public let rows: [Int32]
  /// The value of each entry.
  public let values: [Double]

  /// The positions of column `column` in `rows` and `values`.
  public func entries(ofColumn column: Int) -> Range<Int> { columnStarts[column]..<columnStarts[column + 1] }

  /// The matrix whose rows are given one after another: row i's entries are `rowStarts[i]..<rowStarts[i + 1]` of
  /// `columns` and `values`. Duplicates are summed and zeros dropped. Linear in the size, by counting sort.
  init(rowStarts: [Int], columns: [Int32], values given: [Double], columnCount: Int) {
    var starts = [Int](repeating: 0, count: columnCount + 1)
    for column in columns { starts[Int(column) + 1] += 1 }
    for column in 0..<columnCount { starts[column + 1] += starts[column] }

    var rows = [Int32](repeating: 0, count: columns.count)
    var values = [Double](repeating: 0, count: columns.count)
    var ends = starts
    for row in 0..<(rowStarts.count - 1) {
      for position in rowStarts[row]..<rowStarts[row + 1] {
        let column = Int(columns[position])
        let end = ends[column]
        if end > starts[column], rows[end - 1] == Int32(row) {
          values[end - 1] += given[position]
        } else {
          rows[end] = Int32(row)
          values[end] = given[position]
          ends[column] = end + 1
        }
      }
    }

    var kept = 0
    for column in 0..<columnCount {
      let start = starts[column]
      starts[column] = kept
      for position in start..<ends[column] where values[position] != 0 {
        rows[kept] = rows[position]
        values[kept] = values[position]
        kept += 1
      }
    }
    starts[columnCount] = kept
    rows.removeLast(rows.count - kept)
    values.removeLast(values.count - kept)

    rowCount = rowStarts.count - 1
    columnStarts = starts
    self.rows = rows
    self.values = values
  }

  /// Columns become rows: the columns of the result are the rows of this matrix.
  public func transposed() -> SparseMatrix {
    SparseMatrix(rowStarts: columnStarts, columns: rows, values: values, columnCount: rowCount)
  }

  /// The product with a column vector: one value for each row.
  public func times(_ vector: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: rowCount)
    for column in 0..<columnCount where vector[column] != 0 {
      for position in entries(ofColumn: column) { product[Int(rows[position])] += values[position] * vector[column] }
    }
    return product
  }
}
