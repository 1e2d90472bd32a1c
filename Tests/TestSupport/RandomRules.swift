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
    addProportion(&generator)
    if Bool.random(using: &generator) { rules.append(Rule("no one loses", .winWin(WinWin()))) }
  }

  /// Adds one more rule, of shares in proportion, with an even chance.
  mutating func addProportion(_ generator: inout SeededGenerator) {
    add("revenue", (0..<firms.count).map { _ in Double.random(in: 1...3, using: &generator) })
    guard Bool.random(using: &generator) else { return }
    let tolerance = Double.random(in: 0.2...0.6, using: &generator)
    let eachPeriod = Bool.random(using: &generator)
    rules.append(
      Rule("fair", .proportion(Proportion(to: .column("revenue"), tolerance: tolerance, eachPeriod: eachPeriod))))
  }

  /// Adds up to two rules on contributions where firms contribute, which nobody's contributing keeps.
  mutating func addRulesOnContributions(seed: UInt64) {
    guard contributions != nil else { return }
    var generator = SeededGenerator(seed: seed &+ 2000)
    let least = 1.1 / Double(firms.count)
    let demands: [Rule.Demand] = [
      .eachMember(
        EachMember(maximumShare: Double.random(in: least...0.9, using: &generator), measure: .contribution)),
      .groupShare(
        GroupShare(
          of: FirmFilter([.init("region", in: ["west"])]), minimum: Double.random(in: 0...0.2, using: &generator),
          eachPeriod: Bool.random(using: &generator), measure: .contribution)),
      .proportion(
        Proportion(
          to: .column("revenue"), tolerance: Double.random(in: 0.3...0.8, using: &generator), measure: .contribution)),
      .risk(RiskLimit(column: "risk", maximum: Double.random(in: 0.5...5, using: &generator), measure: .contribution)),
    ]
    for demand in demands.shuffled(using: &generator).prefix(Int.random(in: 0...2, using: &generator)) {
      rules.append(Rule("dues \(rules.count)", demand))
    }
  }

  private mutating func add(_ column: String, _ values: [Double]) {
    firms = FirmTable(
      ids: firms.ids, names: firms.names,
      columns: firms.columnNames.compactMap(firms.column) + [FirmColumn(name: column, values)],
      memberCount: firms.memberCount)
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
    case .groupShare, .eachMember, .gainFloor, .proportion, .winWin, .partners, .apart, .together, .requires,
      .selectionRisk:
      break
    }
    return copy
  }
}
