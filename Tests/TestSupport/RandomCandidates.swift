import Alliances

extension AllianceDescription {
  /// The same alliance in which the last `count` firms are candidates, each with a cost of joining from 0 to a fifth of
  /// the first period's money between them, and up to three rules about who joins.
  public func withCandidates(_ count: Int, seed: UInt64, rules: Bool = true) -> AllianceDescription {
    var generator = SeededGenerator(seed: seed &+ 5000)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    var copy = self
    let first = budget.amounts(over: periods.count)[0]
    let costs = firms.ids.map { _ in number(0...0.2) * first / Double(max(1, count)) }
    copy.firms = FirmTable(
      ids: firms.ids, names: firms.names,
      columns: firms.columnNames.compactMap(firms.column) + [FirmColumn(name: FirmTable.joiningCostColumn, costs)],
      memberCount: firms.count - count)
    guard rules else { return copy }
    let candidates = Array(copy.firms.ids.suffix(count))
    if Bool.random(using: &generator) {
      let most = Double(Int.random(in: 1...count, using: &generator))
      copy.rules.append(
        Rule("few", .partners(PartnerCount(minimum: Bool.random(using: &generator) ? 1 : 0, maximum: most))))
    }
    guard count > 1 else { return copy }
    let named = Array(candidates.shuffled(using: &generator).prefix(2))
    switch Int.random(in: 0...3, using: &generator) {
    case 0: copy.rules.append(Rule("rivals", .apart(Apart(named))))
    case 1: copy.rules.append(Rule("friends", .together(Together(named))))
    case 2: copy.rules.append(Rule("needs", .requires(Requirement([.init(named[0], requires: named[1])]))))
    default:
      let most = number(0.5...Double(firms.count)) * 0.5
      copy.rules.append(Rule("exposure", .selectionRisk(SelectionRisk(column: "risk", maximum: most))))
    }
    return copy
  }

  /// The alliance in which exactly the candidates in `selected`, by position, are members and no others may join: what
  /// joining costs is taken from the budget of the first period and from caps on spending, and rules about who joins are
  /// left out. Nil where the budget or a cap does not suffice, or where a rule about who joins is broken.
  ///
  /// It is written from what the rules say, without any formulation, to check plans against.
  public func deciding(_ selected: Set<Int>) -> AllianceDescription? {
    let present = firms.positions(in: .members) + firms.positions(in: .candidates).filter(selected.contains)
    let cost = selected.reduce(0) { $0 + (firms.column(FirmTable.joiningCostColumn)?.numbers[$1] ?? 0) }
    var copy = self
    copy.firms = FirmTable(
      ids: present.map { firms.ids[$0] }, names: present.map { firms.names[$0] },
      columns: firms.columnNames.compactMap(firms.column).map { column in
        FirmColumn(
          name: column.name, texts: present.map { column.texts[$0] }, numbers: present.map { column.numbers[$0] })
      })
    guard rules.allSatisfy({ isKept($0, by: present) }) else { return nil }
    copy.rules = rules.filter { !$0.demand.isAboutPartners }
    for (position, rule) in copy.rules.enumerated() {
      guard case .spendingCap(var cap) = rule.demand else { continue }
      cap.maximum -= cost
      guard cap.maximum >= 0 else { return nil }
      copy.rules[position].demand = .spendingCap(cap)
    }
    switch budget {
    case .horizon(let amount): copy.budget = .horizon(amount - cost)
    case .perPeriod(let amounts): copy.budget = .perPeriod([amounts[0] - cost] + amounts.dropFirst())
    }
    return copy.budget.amounts(over: periods.count)[0] >= 0 ? copy : nil
  }

  private func isKept(_ rule: Rule, by present: [Int]) -> Bool {
    let ids = Set(present.map { firms.ids[$0] })
    switch rule.demand {
    case .partners(let count):
      let joined = Double(present.count - firms.memberCount)
      return joined >= count.minimum ?? 0 && joined <= count.maximum ?? .infinity
    case .apart(let apart): return ids.intersection(apart.firms).count <= 1
    case .together(let together): return [0, together.firms.count].contains(ids.intersection(together.firms).count)
    case .requires(let requirement):
      return requirement.pairs.allSatisfy { !ids.contains($0.firm) || ids.contains($0.required) }
    case .selectionRisk(let limit):
      return present.reduce(0) { $0 + firms.figures(limit.column)[$1] } <= limit.maximum
    case .groupShare, .eachMember, .gainFloor, .spendingCap, .risk, .proportion, .winWin: return true
    }
  }
}
