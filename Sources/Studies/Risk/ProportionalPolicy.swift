import Alliances

/// To what the plan is proportional that others are compared with.
public enum ProportionalBasis: Sendable, Hashable {
  /// What firms spend on the levers without a plan: new money at old shares. Where nobody spends anything, equal parts.
  case baselineSpending
  /// Nothing: every firm gets the same.
  case equal
  /// A column of the firm files.
  case column(String)
}

extension Alliance {
  /// The description of the alliance with one more rule, by which allocations are in proportion to `basis`, and what
  /// that comes to: equal parts where nobody spends anything.
  func proportional(
    to basis: ProportionalBasis, tolerance: Double
  ) -> (description: AllianceDescription, basis: ProportionalBasis) {
    let list = PolicyList(of: self)
    let hasBaselines = baselineCosts.contains { $0 > 0 }
    let used: ProportionalBasis = basis == .baselineSpending && !hasBaselines ? .equal : basis
    let kind: Policy.Kind =
      switch used {
      case .baselineSpending: .oldShares
      case .equal: .equal
      case .column(let name): .column(name)
      }
    var description = list.bare
    description.rules = self.description.rules + list.policy(kind, tolerance: tolerance).rules
    return (description, used)
  }
}
