/// How fast the bounds of a program's rows and variables move with one number, the parameter.
///
/// A rate is a change of a bound per unit of the parameter; an infinite bound has the rate 0.
public struct BoundRates: Sendable, Equatable {
  /// The rates of the two ends of one interval.
  public struct Rate: Sendable, Equatable {
    /// The rate of the lower end.
    public var lower = 0.0
    /// The rate of the upper end.
    public var upper = 0.0

    /// Whether neither end moves.
    public var isZero: Bool { lower == 0 && upper == 0 }
  }

  /// One rate a variable.
  public var columns: [Rate]
  /// One rate a row.
  public var rows: [Rate]

  /// Whether no bound moves at all.
  public var isZero: Bool { columns.allSatisfy(\.isZero) && rows.allSatisfy(\.isZero) }
}

extension LinearProgram {
  /// The rates at which the bounds of this program move to those of `other` while the parameter moves by `distance`.
  ///
  /// Nil where the two programs differ in more than finite bounds: in the number of their parts, in a coefficient, in
  /// what must be a whole number, or in which bounds are infinite.
  public func boundRates(to other: LinearProgram, over distance: Double) -> BoundRates? {
    guard distance != 0, differsInBoundsAlone(from: other) else { return nil }
    func rates(_ from: [Bounds], _ to: [Bounds]) -> [BoundRates.Rate]? {
      var rates: [BoundRates.Rate] = []
      rates.reserveCapacity(from.count)
      for (own, moved) in zip(from, to) {
        guard own.lower.isFinite == moved.lower.isFinite, own.upper.isFinite == moved.upper.isFinite else { return nil }
        rates.append(
          BoundRates.Rate(
            lower: own.lower.isFinite ? (moved.lower - own.lower) / distance : 0,
            upper: own.upper.isFinite ? (moved.upper - own.upper) / distance : 0))
      }
      return rates
    }
    guard let columns = rates(variableBounds, other.variableBounds), let rows = rates(rowBounds, other.rowBounds) else {
      return nil
    }
    return BoundRates(columns: columns, rows: rows)
  }

  /// Whether `other`, which differs in bounds alone, has the bounds that `rates` lead to over `distance`, but for
  /// rounding.
  public func moves(at rates: BoundRates, over distance: Double, to other: LinearProgram) -> Bool {
    guard differsInBoundsAlone(from: other) else { return false }
    func agree(_ from: [Bounds], _ to: [Bounds], _ rates: [BoundRates.Rate]) -> Bool {
      from.indices.allSatisfy { position in
        agrees(from[position].lower, to[position].lower, rates[position].lower * distance)
          && agrees(from[position].upper, to[position].upper, rates[position].upper * distance)
      }
    }
    return agree(variableBounds, other.variableBounds, rates.columns) && agree(rowBounds, other.rowBounds, rates.rows)
  }

  private func differsInBoundsAlone(from other: LinearProgram) -> Bool {
    variableCount == other.variableCount && rowStarts == other.rowStarts && termVariables == other.termVariables
      && termCoefficients == other.termCoefficients && integrality == other.integrality && sense == other.sense
      && objective.constant == other.objective.constant && objectiveCoefficients == other.objectiveCoefficients
  }
}

/// Whether `bound` moved by `change` is `moved`, to twelve digits.
private func agrees(_ bound: Double, _ moved: Double, _ change: Double) -> Bool {
  guard bound.isFinite, moved.isFinite else { return bound == moved }
  return abs(bound + change - moved) <= 1e-12 * max(abs(bound), abs(moved), abs(change))
}
