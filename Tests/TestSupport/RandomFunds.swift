import Alliances

extension AllianceDescription {
  /// Adds money from elsewhere than the budget, or leaves the budget alone.
  mutating func addFunds(using generator: inout SeededGenerator) {
    guard Bool.random(using: &generator) else { return }
    let own = firms.ids.map { _ in Double.random(in: 0...3, using: &generator) }
    firms = FirmTable(
      ids: firms.ids, names: firms.names,
      columns: firms.columnNames.compactMap(firms.column) + [FirmColumn(name: "own_funds", own)])
    contributions = Contributions(maximum: "own_funds")
  }
}
