import SourceText
import Statistics

/// Directions in which the coefficients of a likelihood run away, because the rows that would stop them are missing.
///
/// A concave log-likelihood has no maximum when there is a direction d along which no row's contribution falls: x′d = 0
/// in the rows that are known exactly (between the limits of a tobit, y > 0 of a Poisson regression), x′d ≤ 0 in the
/// rows at the lower limit (y = 0), x′d ≥ 0 in those at the upper limit, and not zero in all of them (Albert and
/// Anderson 1984; Correia, Guimarães and Zylkin 2019). An example is an indicator that is 1 in censored rows only.
struct Separation: Sendable {
  /// One number a regressor: where its coefficient runs, up to a positive factor; 0 where it stays.
  let direction: [Double]
  /// The rows in which x′d is not zero: those that are separated from the others.
  let rows: [Int]

  /// How a row's x′d may change along a direction without the row's contribution falling.
  enum AllowedChange: Sendable {
    /// Not at all: the row is known exactly.
    case none
    /// Downwards: at the lower limit, or zero.
    case fall
    /// Upwards: at the upper limit.
    case rise
  }

  /// What counts as zero for columns of unit length.
  static let tolerance = 1e-11

  /// Finds the directions for regressors with `columns` of a length near 1.
  ///
  /// - Parameters:
  ///   - changes: what every row allows.
  ///   - nonnegative: the positions of coefficients that must not fall along a direction, as 1/σ must not.
  /// - Returns: nil when the likelihood has a maximum.
  init?(_ columns: Matrix, allowing changes: [AllowedChange], nonnegative: [Int] = []) {
    let exact = changes.indices.filter { changes[$0] == .none }
    // The cross product squares singular values: where it has none near zero, the rows themselves have none.
    guard exact.count < columns.columnCount || columns.crossProduct(ofExactRows: changes).isNearlySingular else {
      return nil
    }
    let space = SingularValues(columns.selecting(rows: exact)).nullSpace(tolerance: Self.tolerance)
    guard space.columnCount > 0 else { return nil }
    let bounded = changes.indices.filter { changes[$0] != .none }
    let cone = SeparatingCone(columns, bounded, changes, nonnegative, space)
    guard let found = cone.direction() else { return nil }
    direction = space.times(found.direction)
    rows = found.separated.filter { $0 < bounded.count }.map { bounded[$0] }
  }
}

/// The directions u with C·u ≥ 0, where the rows of C are those of the rows that allow a change, within a null space, each with the
/// sign that makes rising harmless, and brought to unit length.
private struct SeparatingCone {
  /// Rows of C × dimension of the null space.
  private let constraints: Matrix

  init(
    _ columns: Matrix, _ bounded: [Int], _ changes: [Separation.AllowedChange], _ nonnegative: [Int], _ space: Matrix
  ) {
    let signs = bounded.map { changes[$0] == .fall ? -1.0 : 1.0 }
    let products = (0..<space.columnCount).map { columns.times(Array(space.column($0))) }
    var constraints = Matrix(rowCount: bounded.count + nonnegative.count, columnCount: space.columnCount)
    for column in 0..<space.columnCount {
      for (position, row) in bounded.enumerated() {
        constraints[position, column] = signs[position] * products[column][row]
      }
      for (position, coefficient) in nonnegative.enumerated() {
        constraints[bounded.count + position, column] = space[coefficient, column]
      }
    }
    self.constraints = constraints.withRowsOfUnitLength(orZeroBelow: Separation.tolerance)
  }

  /// A direction u with C·u ≥ 0 and as many rows above zero as possible, and these rows; nil when there is none.
  ///
  /// By Stiemke's theorem there is none just when weights p ≥ 1 exist with Cᵀp = 0. The least-squares problem
  /// min |Cᵀ(1 + s)| over s ≥ 0 decides: what is left of it is zero, or is itself a direction. The rows that it leaves at
  /// zero are looked at again without the others, which a small enough step does not turn.
  func direction() -> (direction: [Double], separated: [Int])? {
    var remaining = Array(0..<constraints.rowCount)
    var total = [Double](repeating: 0, count: constraints.columnCount)
    var separated: [Int] = []
    while let (step, rising) = stepOut(of: remaining) {
      let (before, change) = (constraints.times(total), constraints.times(step))
      let length = separated.reduce(1) { change[$1] < 0 ? min($0, -0.5 * before[$1] / change[$1]) : $0 }
      for index in total.indices { total[index] += length * step[index] }
      separated += rising
      let gone = Set(rising)
      remaining.removeAll { gone.contains($0) }
    }
    return separated.isEmpty ? nil : (total, separated.sorted())
  }

  /// A direction along which no row of `rows` falls, and those that rise; nil when none can.
  private func stepOut(of rows: [Int]) -> (step: [Double], rising: [Int])? {
    let selected = constraints.selecting(rows: rows)
    let sum = (0..<selected.columnCount).map { selected.column($0).reduce(0, +) }
    let step = NonnegativeLeastSquares(selected, target: sum.map { -$0 }).residual.map { -$0 }
    let products = selected.times(step)
    let largest = products.reduce(0, max)
    let scale = sum.reduce(0) { max($0, abs($1)) }
    guard largest > 1e-9 * scale, products.allSatisfy({ $0 > -1e-7 * largest }) else { return nil }
    return (step.map { $0 / largest }, products.indices.filter { products[$0] > 1e-7 * largest }.map { rows[$0] })
  }
}

extension Sample {
  /// The coefficients that run away along `direction`, a number a coefficient, and where the formula names the first of
  /// them. Those that move by a millionth of the one that moves the index most stay, but for rounding.
  func terms(separatedAlong direction: [Double]) -> (terms: [SeparatedTerm], mark: SourceMark) {
    let sizes = direction.indices.map { abs(direction[$0]) * design.matrix.column($0).euclideanLength }
    let limit = 1e-6 * (sizes.max() ?? 0)
    let moving = direction.indices.filter { sizes[$0] > limit }
    let variable = moving.lazy.compactMap { columns[$0].factors.last?.variable }.first
    return (
      moving.map { SeparatedTerm(label: coefficientNames[$0], rises: direction[$0] > 0) },
      variable.map(formula.mark(of:)) ?? formula.mark
    )
  }
}

extension Matrix {
  /// XᵀX over the rows that allow no change.
  fileprivate func crossProduct(ofExactRows changes: [Separation.AllowedChange]) -> Matrix {
    var product = Matrix(rowCount: columnCount, columnCount: columnCount)
    var selected = [Double](repeating: 0, count: rowCount)
    elements.withUnsafeBufferPointer { elements in
      for column in 0..<columnCount {
        for row in 0..<rowCount {
          selected[row] = changes[row] == .none ? elements[column * rowCount + row] : 0
        }
        for other in 0...column {
          var sum = 0.0
          for row in 0..<rowCount { sum += selected[row] * elements[other * rowCount + row] }
          product[column, other] = sum
          product[other, column] = sum
        }
      }
    }
    return product
  }

  /// Whether a singular value is below 10⁻⁸ of the largest, or all are zero.
  fileprivate var isNearlySingular: Bool { SingularValues(self).nullSpace(tolerance: 1e-8).columnCount > 0 }

  /// Every row divided by its length; rows shorter than `limit` become zero.
  fileprivate func withRowsOfUnitLength(orZeroBelow limit: Double) -> Matrix {
    var squares = [Double](repeating: 0, count: rowCount)
    for column in 0..<columnCount {
      for (row, value) in self.column(column).enumerated() { squares[row] += value * value }
    }
    return scalingRows(by: squares.map { $0 > limit * limit ? 1 / $0.squareRoot() : 0 })
  }
}
