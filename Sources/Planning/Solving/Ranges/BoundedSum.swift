import LinearProgramming

/// A sum of variables with what the rows that share variables with it leave of it.
///
/// The greatest value within the bounds and one row is a knapsack's: all variables stand where the sum is greatest, and those
/// are moved that lose least for what the row must give up (Dantzig 1957). The rows are asked one by one.
///
/// Source: G. B. Dantzig, Discrete-variable extremum problems, Operations Research 5 (1957), 266–288.
struct BoundedSum: Sendable {
  let constant: Double
  let columns: [Int]
  let coefficients: [Double]
  /// The rows that share columns with the sum.
  private let rows: [Int]
  /// The coefficients of the columns in each of the rows, one row after another.
  private let shared: [Double]

  /// The sum of `expression`.
  init(_ expression: LinearExpression, in propagation: BoundPropagation) {
    var sums: [Int: Double] = [:]
    var order: [Int] = []
    for term in expression.terms {
      if sums[term.variable.index] == nil { order.append(term.variable.index) }
      sums[term.variable.index, default: 0] += term.coefficient
    }
    let columns = order.filter { sums[$0] != 0 }
    let rows = Set(columns.flatMap { propagation.rows(of: $0) }).sorted()
    var shared = [Double](repeating: 0, count: rows.count * columns.count)
    for (number, row) in rows.enumerated() {
      for position in propagation.starts[row]..<propagation.starts[row + 1] {
        guard let own = columns.firstIndex(of: propagation.columns[position]) else { continue }
        shared[number * columns.count + own] += propagation.coefficients[position]
      }
    }
    (constant, self.columns, coefficients) = (expression.constant, columns, columns.map { sums[$0] ?? 0 })
    (self.rows, self.shared) = (rows, shared)
  }

  /// The bounds of columns and rows, with what each row can come to.
  struct Space {
    let box: BoundPropagation.Box
    let bounds: BoundPropagation.RowBounds
    let activities: [BoundPropagation.Activity]

    /// The space of `box` and the rows of `propagation` within `bounds`.
    init(_ box: BoundPropagation.Box, _ bounds: BoundPropagation.RowBounds, _ propagation: BoundPropagation) {
      (self.box, self.bounds) = (box, bounds)
      activities = (0..<propagation.rowCount).map { propagation.activity(of: $0, in: box) }
    }
  }

  /// The range of the sum in `space`, which may be without ends; nil where nothing seems to be left.
  func range(in space: Space) -> (lower: Double, upper: Double)? {
    let (lower, upper) = (-greatest(times: -1, in: space), greatest(times: 1, in: space))
    return lower <= upper ? (lower, upper) : nil
  }

  /// The greatest value of `sign` times the sum.
  private func greatest(times sign: Double, in space: Space) -> Double {
    let best = columns.indices.map { position in
      sign * coefficients[position] > 0 ? space.box.upper[columns[position]] : space.box.lower[columns[position]]
    }
    let reach = zip(coefficients, best).reduce(sign * constant) { $0 + sign * $1.0 * $1.1 }
    guard reach.isFinite else { return .infinity }
    var least = 0.0
    for number in rows.indices { least = max(least, loss(to: number, from: best, times: sign, in: space)) }
    return reach - least
  }

  /// What the sum must lose for a row to hold, from `best`, where it is greatest.
  private func loss(to number: Int, from best: [Double], times sign: Double, in space: Space) -> Double {
    let row = rows[number]
    let (lower, upper) = (space.bounds.lower[row], space.bounds.upper[row])
    guard lower > -.infinity || upper < .infinity else { return 0 }
    let activity = space.activities[row]
    var (least, greatest, own) = (activity.minimum, activity.maximum, 0.0)
    for position in columns.indices {
      let coefficient = shared[number * columns.count + position]
      guard coefficient != 0 else { continue }
      let column = columns[position]
      let ends = (coefficient * space.box.lower[column], coefficient * space.box.upper[column])
      least -= min(ends.0, ends.1)
      greatest -= max(ends.0, ends.1)
      own += coefficient * best[position]
    }
    let slack = 1e-10 * (activity.size + abs(own))
    let (over, under) = (own + least - upper - slack, lower - own - greatest - slack)
    if over.isFinite, over > 0 { return price(of: over, number, sign, in: space) }
    if under.isFinite, under > 0 { return price(of: under, number, -sign, in: space) }
    return 0
  }

  /// What it costs the sum at least that the row falls by `amount` where it is made large by `sign`, or rises.
  private func price(of amount: Double, _ number: Int, _ sign: Double, in space: Space) -> Double {
    var ways: [(price: Double, most: Double)] = []
    for position in columns.indices {
      let coefficient = shared[number * columns.count + position]
      let width = space.box.upper[columns[position]] - space.box.lower[columns[position]]
      // Away from its best end, a column that counts the same way in the sum and in the row lowers both.
      guard sign * coefficient * coefficients[position] > 0, width > 0 else { continue }
      ways.append((abs(coefficients[position] / coefficient), abs(coefficient) * width))
    }
    var (left, lost) = (amount, 0.0)
    for way in ways.sorted(by: { $0.price < $1.price }) where left > 0 {
      lost += way.price * min(left, way.most)
      left -= way.most
    }
    return lost
  }
}
