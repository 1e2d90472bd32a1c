import Alliances

extension AllianceDescription {
  /// Adds money from elsewhere than the budget, or leaves the budget alone: what firms own, all or a part of
  /// it pooled, a grant that anybody may draw,
  /// one that matches what firms in the east contribute.
  mutating func addFunds(using generator: inout SeededGenerator) {
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    func amount() -> Budget {
      let amounts = periods.map { _ in number(0.5...5) }
      return Bool.random(using: &generator) ? .perPeriod(amounts) : .horizon(amounts.reduce(0, +))
    }
    if Bool.random(using: &generator) { grants.append(Grant("open", amount: amount())) }
    guard Bool.random(using: &generator) else { return }
    let own = firms.ids.map { _ in number(0...3) }
    firms = FirmTable(
      ids: firms.ids, names: firms.names,
      columns: firms.columnNames.compactMap(firms.column) + [FirmColumn(name: "own_funds", own)],
      memberCount: firms.memberCount)
    contributions = Contributions(maximum: "own_funds")
    if Bool.random(using: &generator) { pooling = number(0...1) }
    guard Bool.random(using: &generator) else { return }
    let east = FirmFilter([.init("region", in: ["east"])])
    grants.append(Grant("matching", amount: amount(), match: number(0.2...2), eligible: east))
  }

  /// The grants with every amount in a unit `factor` times smaller.
  func grants(inUnits factor: Double) -> [Grant] {
    grants.map { grant in
      var copy = grant
      copy.amount = grant.amount.times(factor)
      return copy
    }
  }
}

extension Budget {
  /// Every amount times `factor`.
  func times(_ factor: Double) -> Budget {
    switch self {
    case .horizon(let amount): .horizon(amount * factor)
    case .perPeriod(let amounts): .perPeriod(amounts.map { $0 * factor })
    }
  }
}
