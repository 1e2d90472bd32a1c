/// A dense matrix of doubles, stored column by column.
public struct Matrix: Sendable, Hashable {
  /// How many rows.
  public let rowCount: Int
  /// How many columns.
  public let columnCount: Int
  /// The elements, column by column: element (i, j) stands at `i + j * rowCount`.
  public private(set) var elements: [Double]

  /// A matrix with `value` everywhere.
  public init(rowCount: Int, columnCount: Int, repeating value: Double = 0) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    elements = [Double](repeating: value, count: rowCount * columnCount)
  }

  /// A matrix of `elements` given column by column; as many as `rowCount` times `columnCount`.
  public init(rowCount: Int, columnCount: Int, elements: [Double]) {
    precondition(elements.count == rowCount * columnCount, "as many elements as rows times columns")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  /// A matrix of `rows`, all of the same length.
  public init(rows: [[Double]]) {
    let columnCount = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columnCount }, "rows of one length")
    self.init(rowCount: rows.count, columnCount: columnCount)
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() { self[row, column] = value }
    }
  }

  /// The matrix with ones on its diagonal and zeros elsewhere.
  public static func identity(_ size: Int) -> Matrix {
    var identity = Matrix(rowCount: size, columnCount: size)
    for index in 0..<size { identity[index, index] = 1 }
    return identity
  }

  /// The element in row `row` and column `column`, both from 0.
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition((0..<rowCount).contains(row) && (0..<columnCount).contains(column), "an element of the matrix")
      return elements[row + column * rowCount]
    }
    set {
      precondition((0..<rowCount).contains(row) && (0..<columnCount).contains(column), "an element of the matrix")
      elements[row + column * rowCount] = newValue
    }
  }

  /// Column `column`, from 0.
  public func column(_ column: Int) -> ArraySlice<Double> {
    elements[(column * rowCount)..<((column + 1) * rowCount)]
  }

  /// The elements on the diagonal, from the top.
  public var diagonal: [Double] {
    (0..<min(rowCount, columnCount)).map { self[$0, $0] }
  }

  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var transposed = Matrix(rowCount: columnCount, columnCount: rowCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { transposed[column, row] = self[row, column] }
    }
    return transposed
  }

  /// Every element times `factor`.
  public func scaled(by factor: Double) -> Matrix {
    Matrix(rowCount: rowCount, columnCount: columnCount, elements: elements.map { $0 * factor })
  }

  /// The matrix times `vector`, which has as many elements as the matrix has columns.
  public func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == columnCount, "one element a column")
    var product = [Double](repeating: 0, count: rowCount)
    for (column, factor) in vector.enumerated() {
      let start = column * rowCount
      for row in 0..<rowCount { product[row] += elements[start + row] * factor }
    }
    return product
  }

  /// The matrix times `other`, which has as many rows as the matrix has columns.
  public func times(_ other: Matrix) -> Matrix {
    precondition(other.rowCount == columnCount, "a row for every column")
    var product = [Double](repeating: 0, count: rowCount * other.columnCount)
    elements.withUnsafeBufferPointer { elements in
      for target in 0..<other.columnCount {
        for column in 0..<columnCount {
          let factor = other[column, target]
          for row in 0..<rowCount { product[row + target * rowCount] += elements[row + column * rowCount] * factor }
        }
      }
    }
    return Matrix(rowCount: rowCount, columnCount: other.columnCount, elements: product)
  }

  /// The matrix with the columns of `other`, of as many rows, to its right.
  public func appending(columnsOf other: Matrix) -> Matrix {
    precondition(other.rowCount == rowCount, "as many rows")
    return Matrix(
      rowCount: rowCount, columnCount: columnCount + other.columnCount, elements: elements + other.elements)
  }

  /// Every row times its factor; one factor a row.
  public func scalingRows(by factors: [Double]) -> Matrix {
    precondition(factors.count == rowCount, "one factor a row")
    var scaled = self
    for column in 0..<columnCount {
      let start = column * rowCount
      for row in 0..<rowCount { scaled.elements[start + row] *= factors[row] }
    }
    return scaled
  }

  /// The rows at the positions `rows`, from 0, in their order.
  public func selecting(rows: [Int]) -> Matrix {
    var selected: [Double] = []
    selected.reserveCapacity(rows.count * columnCount)
    for column in 0..<columnCount {
      let start = column * rowCount
      for row in rows { selected.append(elements[start + row]) }
    }
    return Matrix(rowCount: rows.count, columnCount: columnCount, elements: selected)
  }

  /// The columns at the positions `columns`, from 0, in their order.
  public func selecting(columns: [Int]) -> Matrix {
    var selected: [Double] = []
    selected.reserveCapacity(columns.count * rowCount)
    for column in columns { selected += self.column(column) }
    return Matrix(rowCount: rowCount, columnCount: columns.count, elements: selected)
  }

  /// The transposed matrix times the matrix: the sums of products of columns.
  public var crossProduct: Matrix {
    var product = Matrix(rowCount: columnCount, columnCount: columnCount)
    elements.withUnsafeBufferPointer { elements in
      for column in 0..<columnCount {
        for other in 0...column {
          var sum = 0.0
          for row in 0..<rowCount { sum += elements[row + column * rowCount] * elements[row + other * rowCount] }
          product[column, other] = sum
          product[other, column] = sum
        }
      }
    }
    return product
  }
}
