import Alliances

extension TableReader {
  /// Whether money can come from elsewhere than the budget.
  var hasOtherFunds: Bool { has("contributions") }

  /// What the firms may put in.
  func contributions() -> Contributions? {
    guard let table = table("contributions") else { return nil }
    table.check(AllianceKeys.contributions, required: AllianceKeys.contributions.read)
    return table.text("max").map { Contributions(maximum: $0) }
  }
}
