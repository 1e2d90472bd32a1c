/// A rate κ ≥ 0 exists with (1 − τ)·κ·vᵢ ≤ aᵢ ≤ (1 + τ)·κ·vᵢ for every firm i: aᵢ is what `measure` counts of it, with
/// what it has already where `holdings` says so, vᵢ ≥ 0 its figure of the basis and τ the tolerance, a share of the firm's
/// part at the common rate.
public struct Proportion: Sendable, Hashable {
  /// What it is in proportion to.
  public var basis: Basis
  /// τ, at least 0 and below 1.
  public var tolerance: Double
  /// Whether each period has a rate of its own, or the horizon one.
  public var eachPeriod: Bool
  /// What is in proportion.
  public var measure: Measure
  /// The column of what each firm has already over the span of the rule [currency], which is counted with what it gets; nil
  /// where only that is counted.
  public var holdings: String?

  /// What something can be in proportion to.
  public enum Basis: Sendable, Hashable {
    /// A column of the firm file.
    case column(String)
    /// Nothing: every firm counts alike.
    case equal
    /// The gain of each firm that the plan itself brings: discounted over the horizon, or that of each period.
    case gain
  }

  /// What `measure` counts is in proportion to `basis`, within `tolerance`.
  public init(
    to basis: Basis, tolerance: Double = 0, eachPeriod: Bool = false, measure: Measure = .allocation,
    holdings: String? = nil
  ) {
    self.basis = basis
    self.tolerance = tolerance
    self.eachPeriod = eachPeriod
    self.measure = measure
    self.holdings = holdings
  }

  /// What each firm has already that is counted with what it gets, one figure a firm [currency].
  public func heldAmounts(in firms: FirmTable) -> [Double] {
    holdings.map(firms.figures) ?? [Double](repeating: 0, count: firms.count)
  }

  /// vᵢ of every firm; nil where the plan decides them.
  public func figures(in firms: FirmTable) -> [Double]? {
    switch basis {
    case .gain: nil
    case .column(let column): firms.figures(column)
    case .equal: [Double](repeating: 1, count: firms.count)
    }
  }

  /// The smallest tolerance with which `amounts` are in proportion to `figures`, one a firm; nil where none is: a
  /// firm without a figure gets something, or a firm gets less than nothing.
  ///
  /// With q and r the least and greatest of aᵢ/vᵢ it is (r − q)/(r + q), at the rate (r + q)/2.
  public static func leastTolerance(of amounts: [Double], to figures: [Double], rounding: Double) -> Double? {
    var (least, greatest) = (Double.infinity, 0.0)
    for (amount, figure) in zip(amounts, figures) {
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
    return problems + [
      AllianceProblem(.basisAllZero(rule.name, of: proportion.measure, column: column), at: .key(path + ["to"]))
    ]
  }
}

extension Alliance {
  /// Rules of shares in proportion to gains that follow products of two levels: what stands for such a product is not the
  /// product itself, so that no program could hold a gain where it is.
  func problemsOfGainProportions() -> [AllianceProblem] {
    guard let product = index.effects.first(where: { $0.second != nil }) else { return [] }
    return description.rules.enumerated().compactMap { position, rule in
      guard case .proportion(let proportion) = rule.demand, proportion.basis == .gain else { return nil }
      let fact = AllianceFact.proportionToProductGain(rule.name, term: product.terms[0])
      return AllianceProblem(fact, at: .key(["policies", "\(position)", "to"]))
    }
  }
}
