/// A direction in which a program's objective improves without end, checked against its data alone.
///
/// From any values that satisfy the rows and bounds, every step along it satisfies them too and improves the objective.
/// That there are such values is not part of it.
public struct UnboundednessProof: Sendable {
  /// By how much each variable changes.
  public let direction: [Double]

  /// A proof by `direction`, one number for each variable; whether it holds is another matter.
  public init(direction: [Double]) { self.direction = direction }

  /// What counts as no change, relative to the largest; as no change of a row or objective, to their largest part.
  static let margin = 1e-12

  /// Whether no row and no bound of `program` ends the way along the direction, and its objective improves.
  public func holds(for program: LinearProgram) -> Bool {
    precondition(direction.count == program.variableCount, "one change for each variable")
    let matrix = program.matrix
    let largest = direction.reduce(0) { max($0, abs($1)) }
    var changes = [Sum](repeating: Sum(), count: matrix.rowCount)
    var improvement = Sum()
    let sign: Double = program.sense == .maximise ? 1 : -1
    for (column, cost) in program.objectiveCoefficients.enumerated() {
      let change = direction[column]
      guard program.variableBounds[column].isOpen(towards: change, noise: Self.margin * largest) else { return false }
      improvement.add(sign * cost * change)
      for position in matrix.entries(ofColumn: column) {
        changes[Int(matrix.rows[position])].add(matrix.values[position] * change)
      }
    }
    let isOpen = zip(program.rowBounds, changes).allSatisfy { bounds, change in
      bounds.isOpen(towards: change.total, noise: Self.margin * change.largest)
    }
    return isOpen && improvement.total > Self.margin * improvement.largest
  }

  private struct Sum {
    private(set) var total = 0.0
    private(set) var largest = 0.0

    mutating func add(_ part: Double) {
      total += part
      largest = max(largest, abs(part))
    }
  }
}

extension Bounds {
  /// Whether nothing ends a movement in the direction of `change`, which is none up to `noise`.
  fileprivate func isOpen(towards change: Double, noise: Double) -> Bool {
    abs(change) <= noise || (change > 0 ? upper == .infinity : change < 0 && lower == -.infinity)
  }
}
