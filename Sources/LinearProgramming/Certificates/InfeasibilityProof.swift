/// Multipliers of the rows that show that no values satisfy a program, checked against its data alone.
///
/// With s = Ax the rows' activities, π'(s − Ax) = 0 whatever x is. If, s and x being anywhere within their bounds, that sum
/// stays above 0, or below, then no values satisfy all bounds (the lemma of Farkas, 1902, for programs with bounds).
public struct InfeasibilityProof: Sendable {
  /// π, one for each row.
  public let multipliers: [Double]

  /// A proof by `multipliers`, one for each row; whether it holds is another matter.
  public init(multipliers: [Double]) { self.multipliers = multipliers }

  /// What counts as zero beside the numbers that a coefficient is combined of.
  private static let noise = 1e-9

  /// Whether no values satisfy `program`'s rows and bounds, by more than a certificate lets pass: the sum stays away
  /// from 0 by 1e-7 of its largest part.
  ///
  /// A multiplier or a combined coefficient below 1e-9 of the numbers it stands beside counts as the zero that it is but
  /// for rounding.
  public func holds(for program: LinearProgram) -> Bool {
    precondition(multipliers.count == program.rowCount, "one multiplier for each row")
    let matrix = program.matrix
    var weights = [Double](repeating: 0, count: matrix.rowCount)
    var sum = IntervalSum()
    for column in 0..<matrix.columnCount {
      var (combined, largest) = (0.0, 0.0)
      for position in matrix.entries(ofColumn: column) {
        let part = matrix.values[position] * multipliers[Int(matrix.rows[position])]
        combined += part
        largest = max(largest, abs(part))
      }
      guard largest > 0 else { continue }
      for position in matrix.entries(ofColumn: column) {
        let row = Int(matrix.rows[position])
        weights[row] = max(weights[row], abs(matrix.values[position] * multipliers[row]) / largest)
      }
      sum.add(-combined, times: program.variableBounds[column], isNoise: abs(combined) <= Self.noise * largest)
    }
    for (row, multiplier) in multipliers.enumerated() {
      let isNoise = weights[row] > 0 && weights[row] <= Self.noise
      sum.add(multiplier, times: program.rowBounds[row], isNoise: isNoise)
    }
    return sum.excludesZero(by: Certificate.defaultTolerance)
  }
}

/// Where a sum of coefficients times quantities can lie when each quantity keeps its bounds.
private struct IntervalSum {
  private var lower = 0.0
  private var upper = 0.0
  private var largest = 0.0

  /// Adds `coefficient` times something within `bounds`; one that `isNoise` only where that is finite.
  mutating func add(_ coefficient: Double, times bounds: Bounds, isNoise: Bool) {
    if coefficient == 0 { return }
    let least = coefficient * (coefficient > 0 ? bounds.lower : bounds.upper)
    let most = coefficient * (coefficient > 0 ? bounds.upper : bounds.lower)
    if least.isFinite { largest = max(largest, abs(least)) }
    if most.isFinite { largest = max(largest, abs(most)) }
    lower += isNoise && !least.isFinite ? 0 : least
    upper += isNoise && !most.isFinite ? 0 : most
  }

  /// Whether it stays away from 0 by more than `margin` times the largest of its parts; not where that is undefined.
  func excludesZero(by margin: Double) -> Bool { lower > margin * largest || upper < -margin * largest }
}
