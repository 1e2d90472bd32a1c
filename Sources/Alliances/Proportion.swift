/// A rate κ ≥ 0 exists with (1 − τ)·κ·vᵢ ≤ aᵢ ≤ (1 + τ)·κ·vᵢ for every firm i, where aᵢ is its allocation, vᵢ ≥ 0 its
/// figure of the basis and τ the tolerance: a share of what the firm would get at the common rate.
public struct Proportion: Sendable, Hashable {
  /// What allocations are in proportion to.
  public var basis: Basis
  /// τ, at least 0 and below 1.
  public var tolerance: Double
  /// Whether each period has a rate of its own, or the horizon one.
  public var eachPeriod: Bool

  /// What allocations are in proportion to.
  public enum Basis: Sendable, Hashable {
    /// A column of the firm file.
    case column(String)
    /// Nothing: every firm counts alike.
    case equal
  }

  /// Allocations in proportion to `basis`, within `tolerance`.
  public init(to basis: Basis, tolerance: Double = 0, eachPeriod: Bool = false) {
    self.basis = basis
    self.tolerance = tolerance
    self.eachPeriod = eachPeriod
  }

  /// vᵢ of every firm.
  public func figures(in firms: FirmTable) -> [Double] {
    switch basis {
    case .column(let column): firms.figures(column)
    case .equal: [Double](repeating: 1, count: firms.count)
    }
  }

  /// The smallest tolerance with which `allocations`, one a firm, keep the rule; nil where none does: a firm without a
  /// figure gets something, or a firm gets less than nothing.
  ///
  /// With q and r the least and greatest of aᵢ/vᵢ it is (r − q)/(r + q), at the rate (r + q)/2.
  public func leastTolerance(of allocations: [Double], in firms: FirmTable, rounding: Double) -> Double? {
    var (least, greatest) = (Double.infinity, 0.0)
    for (amount, figure) in zip(allocations, figures(in: firms)) {
      guard figure > 0 else {
        guard abs(amount) <= rounding else { return nil }
        continue
      }
      guard amount >= -rounding else { return nil }
      least = min(least, max(0, amount) / figure)
      greatest = max(greatest, max(0, amount) / figure)
    }
    return greatest > 0 ? (greatest - least) / (greatest + least) : 0
  }
}

extension AllianceDescription {
  /// A tolerance out of its range, and a basis that is no column of numbers from 0 on, or gives every firm nothing.
  func problemsOfProportion(_ proportion: Proportion, _ rule: Rule, at path: [String]) -> [AllianceProblem] {
    let problems = [outside(proportion.tolerance, .shareBelowWhole, at: path + ["tolerance"])].compactMap(\.self)
    guard case .column(let column) = proportion.basis else { return problems }
    let ofFigures = problemsOfFigures(column, at: path + ["to"])
    guard ofFigures.isEmpty, firms.count > 0, firms.figures(column).allSatisfy({ $0 == 0 }) else {
      return problems + ofFigures
    }
    return problems + [AllianceProblem(.basisAllZero(rule.name, column: column), at: .key(path + ["to"]))]
  }
}
