import LinearProgramming

/// What rows and the bounds of some variables leave of the bounds of others.
///
/// A row Σ a·x ≤ u leaves of a variable what it can be while all others stand where they count least. Bounds found so are
/// put to use in other rows until little changes. No values that meet all rows are lost.
struct BoundPropagation: Sendable {
  /// Row i's entries are `starts[i]..<starts[i + 1]` of `columns` and `coefficients`.
  private(set) var starts: [Int] = [0]
  private(set) var columns: [Int] = []
  private(set) var coefficients: [Double] = []
  /// The rows of column j are `columnStarts[j]..<columnStarts[j + 1]` of `rowsOfColumns`.
  private(set) var columnStarts: [Int] = []
  private(set) var rowsOfColumns: [Int] = []
  /// Whether each column takes whole numbers alone.
  let isInteger: [Bool]

  /// The bounds of columns.
  struct Box: Sendable {
    var lower: [Double]
    var upper: [Double]
  }

  /// The bounds of rows.
  typealias RowBounds = Box

  /// Rows of one variable or more, over as many columns as `isInteger` has entries.
  init(rows: [[(column: Int, coefficient: Double)]], isInteger: [Bool]) {
    self.isInteger = isInteger
    var counts = [Int](repeating: 0, count: isInteger.count + 1)
    for row in rows {
      for entry in row {
        columns.append(entry.column)
        coefficients.append(entry.coefficient)
        counts[entry.column + 1] += 1
      }
      starts.append(columns.count)
    }
    for column in isInteger.indices { counts[column + 1] += counts[column] }
    columnStarts = counts
    rowsOfColumns = [Int](repeating: 0, count: columns.count)
    for row in rows.indices {
      for position in starts[row]..<starts[row + 1] {
        rowsOfColumns[counts[columns[position]]] = row
        counts[columns[position]] += 1
      }
    }
  }

  /// The number of rows.
  var rowCount: Int { starts.count - 1 }

  /// The rows in which a column stands.
  func rows(of column: Int) -> ArraySlice<Int> { rowsOfColumns[columnStarts[column]..<columnStarts[column + 1]] }

  /// How often the rows are gone through at most, on average.
  private static let passLimit = 8
  /// A bound that moves by less than this part of the range is left alone.
  private static let leastMove = 1e-3
  /// The part of the size of the terms of a row by which it may be off.
  private static let rounding = 1e-10

  /// Narrows `box` by the rows, first by those of `changed`, or by all; false where they seem to leave nothing.
  func propagate(_ box: inout Box, within rows: RowBounds, changed: [Int]? = nil) -> Bool {
    var queue: [Int] = []
    var isQueued = [Bool](repeating: changed == nil, count: rowCount)
    if let changed {
      for column in changed {
        for row in self.rows(of: column) where !isQueued[row] {
          queue.append(row)
          isQueued[row] = true
        }
      }
    } else {
      queue = Array(0..<rowCount)
    }
    var next = 0
    while next < queue.count, next < Self.passLimit * rowCount {
      let row = queue[next]
      next += 1
      isQueued[row] = false
      guard rows.lower[row] > -.infinity || rows.upper[row] < .infinity else { continue }
      guard let moved = narrow(&box, by: row, rows.lower[row], rows.upper[row]) else { return false }
      for column in moved {
        for other in self.rows(of: column) where !isQueued[other] && other != row {
          queue.append(other)
          isQueued[other] = true
        }
      }
    }
    return true
  }

  /// What a row can come to: its least and greatest value, but for columns without bounds, and their numbers.
  struct Activity: Sendable {
    var least = 0.0
    var greatest = 0.0
    var withoutLeast = 0
    var withoutGreatest = 0
    /// The size of its terms.
    var size = 0.0

    /// The least value, which may be infinite.
    var minimum: Double { withoutLeast == 0 ? least : -.infinity }
    /// The greatest value, which may be infinite.
    var maximum: Double { withoutGreatest == 0 ? greatest : .infinity }
  }

  /// What the row can come to within `box`.
  func activity(of row: Int, in box: Box) -> Activity {
    var activity = Activity()
    for position in starts[row]..<starts[row + 1] {
      let coefficient = coefficients[position]
      let (lower, upper) = (box.lower[columns[position]], box.upper[columns[position]])
      let (first, last) =
        coefficient > 0 ? (coefficient * lower, coefficient * upper) : (coefficient * upper, coefficient * lower)
      if first > -.infinity { activity.least += first } else { activity.withoutLeast += 1 }
      if last < .infinity { activity.greatest += last } else { activity.withoutGreatest += 1 }
      activity.size += max(first.isFinite ? abs(first) : 0, last.isFinite ? abs(last) : 0)
    }
    return activity
  }

  /// The columns whose bounds a row moves; nil where it leaves a column none.
  private func narrow(_ box: inout Box, by row: Int, _ lower: Double, _ upper: Double) -> [Int]? {
    let activity = activity(of: row, in: box)
    let canFall = upper < .infinity && activity.withoutLeast <= 1
    let canRise = lower > -.infinity && activity.withoutGreatest <= 1
    guard canFall || canRise else { return [] }
    let slack = Self.rounding * (activity.size + (upper.isFinite ? abs(upper) : 0) + (lower.isFinite ? abs(lower) : 0))
    var moved: [Int] = []
    for position in starts[row]..<starts[row + 1] {
      let (column, coefficient) = (columns[position], coefficients[position])
      let (least, greatest) = (box.lower[column], box.upper[column])
      let (first, last) =
        coefficient > 0 ? (coefficient * least, coefficient * greatest) : (coefficient * greatest, coefficient * least)
      var (most, fewest) = (Double.infinity, -Double.infinity)
      if canFall, activity.withoutLeast == (first > -.infinity ? 0 : 1) {
        most = upper - (activity.least - (first > -.infinity ? first : 0)) + slack
      }
      if canRise, activity.withoutGreatest == (last < .infinity ? 0 : 1) {
        fewest = lower - (activity.greatest - (last < .infinity ? last : 0)) - slack
      }
      let ends =
        coefficient > 0 ? (fewest / coefficient, most / coefficient) : (most / coefficient, fewest / coefficient)
      guard let isMoved = keep(column, within: ends, &box) else { return nil }
      if isMoved { moved.append(column) }
    }
    return moved
  }

  /// Moves the bounds of a column into `ends` where that is far enough; nil where nothing is left.
  private func keep(_ column: Int, within ends: (lower: Double, upper: Double), _ box: inout Box) -> Bool? {
    var (lower, upper) = ends
    if isInteger[column] { (lower, upper) = ((lower - 1e-6).rounded(.up), (upper + 1e-6).rounded(.down)) }
    let (least, greatest) = (box.lower[column], box.upper[column])
    let width = greatest - least
    let move = width.isFinite ? Self.leastMove * width : 0
    var isMoved = false
    if lower > least + move, lower > -.infinity {
      guard lower <= greatest + 1e-7 * max(abs(greatest), abs(lower)) else { return nil }
      box.lower[column] = min(lower, greatest)
      isMoved = true
    }
    if upper < greatest - move, upper < .infinity {
      guard upper >= box.lower[column] - 1e-7 * max(abs(upper), abs(box.lower[column])) else { return nil }
      box.upper[column] = max(upper, box.lower[column])
      isMoved = true
    }
    return isMoved
  }
}
