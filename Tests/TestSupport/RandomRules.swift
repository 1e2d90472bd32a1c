import Alliances

extension AllianceDescription {
  /// Adds rules for members, each with an even chance, that a plan of no spending keeps.
  mutating func addRulesForMembers(seed: UInt64) {
    var generator = SeededGenerator(seed: seed &+ 1000)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    if Bool.random(using: &generator) {
      let most = budget.amounts(over: periods.count).reduce(0, +) / Double(periods.count) * number(0.5...0.9)
      let eachPeriod = Bool.random(using: &generator)
      rules.append(
        Rule(
          "spending",
          .spendingCap(
            SpendingCap(maximum: eachPeriod ? most : most * Double(periods.count), eachPeriod: eachPeriod))))
    }
    add("risk", (0..<firms.count).map { _ in number(0...1) })
    if Bool.random(using: &generator) {
      rules.append(
        Rule(
          "risk",
          .risk(RiskLimit(column: "risk", maximum: number(1...20), eachPeriod: Bool.random(using: &generator)))))
    }
  }

  private mutating func add(_ column: String, _ values: [Double]) {
    firms = FirmTable(
      ids: firms.ids, names: firms.names,
      columns: firms.columnNames.compactMap(firms.column) + [FirmColumn(name: column, values)])
  }
}

extension Rule {
  /// The same rule with every amount of money in a unit `factor` times smaller.
  func inUnits(_ factor: Double) -> Rule {
    var copy = self
    switch demand {
    case .spendingCap(var cap):
      cap.maximum *= factor
      copy.demand = .spendingCap(cap)
    case .risk(var limit):
      limit.maximum *= factor
      copy.demand = .risk(limit)
    case .groupShare, .eachMember, .gainFloor: break
    }
    return copy
  }
}
