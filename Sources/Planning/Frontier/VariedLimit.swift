import Alliances

/// A limit of an alliance that a study varies.
public enum VariedLimit: Sendable, Hashable {
  /// One number.
  case number(NumericLimit)
  /// The budgets of all periods together, which keep their proportions [currency].
  case wholeBudget
  /// The amounts of all periods of a grant together, which keep their proportions [currency].
  case wholeGrant(Int)

  /// The value in `alliance`; nil where there is none.
  public func value(in alliance: Alliance) -> Double? {
    switch self {
    case .number(let limit): limit.value(in: alliance)
    case .wholeBudget: alliance.description.budget.total
    case .wholeGrant(let grant): alliance.description.grants[grant].amount.total
    }
  }

  /// The description of `alliance` in which the limit is `value`.
  public func set(to value: Double, in alliance: Alliance) -> AllianceDescription {
    var copy = alliance.description
    switch self {
    case .number(let limit): return limit.set(to: value, in: alliance)
    case .wholeBudget: copy.budget = copy.budget.scaled(to: value)
    case .wholeGrant(let grant): copy.grants[grant].amount = copy.grants[grant].amount.scaled(to: value)
    }
    return copy
  }

  /// Whether a greater value allows more; a smaller one does where not.
  public var growsLooser: Bool {
    switch self {
    case .number(let limit): limit.loosening > 0
    case .wholeBudget, .wholeGrant: true
    }
  }

  /// Whether the value counts firms.
  public func isWhole(in alliance: Alliance) -> Bool {
    if case .number(let limit) = self { limit.isWhole(in: alliance) } else { false }
  }

  /// Whether the value is a share or a rate, which files write with a percentage sign.
  public func isShare(in alliance: Alliance) -> Bool {
    if case .number(let limit) = self { limit.isShare(in: alliance) } else { false }
  }

  /// Whether the value is an amount of money.
  public func isMoney(in alliance: Alliance) -> Bool {
    switch self {
    case .number(let limit): limit.isMoney(in: alliance)
    case .wholeBudget, .wholeGrant: true
    }
  }

  /// Whether what a firm reaches alone may follow from the value.
  var concernsFirmsAlone: Bool {
    if case .number(let limit) = self { limit.concernsFirmsAlone } else { false }
  }

  /// The greatest value that there is of such a limit; nil where it has no end.
  public func end(in alliance: Alliance) -> Double? {
    guard case .number(let limit) = self else { return nil }
    let end = limit.loosening > 0 ? limit.end(in: alliance) : limit.isShare(in: alliance) ? 1 : .infinity
    return end.isFinite ? end : nil
  }

  /// The values over which it is looked at unless somebody says otherwise, from 0: shares up to the whole, counts up
  /// to all that can be counted, other limits up to twice what they are; then the figure may tell a better end.
  func usualRange(in alliance: Alliance) -> ClosedRange<Double> {
    let value = self.value(in: alliance) ?? 0
    if case .number(let limit) = self {
      let end = limit.end(in: alliance)
      let isFraction = isShare(in: alliance) && limit.loosening > 0 && end <= 1
      if limit.isWhole(in: alliance) {
        return 0...max(1, limit.loosening > 0 ? end : Double(alliance.candidates.count))
      }
      if isFraction { return 0...end }
      if isShare(in: alliance), limit.loosening < 0 { return 0...1 }
      return 0...(value > 0 ? 2 * value : limit.size(in: AllianceSizes(of: alliance)))
    }
    return 0...(value > 0 ? 2 * value : AllianceSizes(of: alliance).money)
  }
}

extension Budget {
  /// The sums with `total` in all, in their proportions; in equal parts where all of them are 0.
  fileprivate func scaled(to total: Double) -> Budget {
    switch self {
    case .horizon: return .horizon(total)
    case .perPeriod(let amounts):
      let sum = self.total
      return .perPeriod(amounts.map { sum > 0 ? $0 * total / sum : total / Double(amounts.count) })
    }
  }
}

/// An alliance with one limit that takes several values.
public struct VariedAlliance: Sendable {
  /// The alliance as it stands.
  public let alliance: Alliance
  /// The limit.
  public let limit: VariedLimit

  /// `alliance` with several values of `limit`.
  public init(_ alliance: Alliance, varying limit: VariedLimit) {
    self.alliance = alliance
    self.limit = limit
  }

  /// The alliance in which the limit is `value`.
  ///
  /// - Throws: what is wrong with an alliance that has such a limit.
  public func alliance(at value: Double) throws(AllianceProblems) -> Alliance {
    let moved = try Alliance(limit.set(to: value, in: alliance))
    return limit.concernsFirmsAlone ? moved : moved.knowing(standaloneWorths: alliance.standaloneWorths)
  }

  /// The program with the limit at `value`; nil where there is no such alliance.
  func formulation(at value: Double) -> Formulation? { (try? alliance(at: value)).map { Formulation($0) } }
}
