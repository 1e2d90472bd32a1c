import Alliances

extension FeatureFigures {
  /// The levers of the features: R&D always, talent and switches.
  mutating func levers() -> [Lever] {
    var investment = Lever(
      "rd", .investment(refund: has(.lowering) ? number(0...0.45) : 0), unitCost: number(0.5...1.5),
      maximumIncrease: .amount(number(1...4)))
    if has(.lowering) { investment.minimum = 0.5 }
    if has(.lag) { investment.lag = 1 }
    if has(.stock) { investment.stock = Lever.Stock(depreciation: number(0.3...1)) }
    var levers = [investment]
    if has(.talent) {
      let secondment = Lever.Secondment(maximumShareOut: number(0.1...0.5), unitCost: number(0...0.3))
      levers.append(
        Lever(
          "staff", .talent(hireMaximum: number(0.5...2), secondment: has(.secondment) ? secondment : nil),
          unitCost: number(0.5...1.5), maximumIncrease: .amount(number(1...3))))
    }
    if has(.switches) {
      levers.append(
        Lever(
          "support",
          .switch(maximumCount: has(.switchLimit) ? 1 : nil, canSwitchOff: has(.switchingOff)),
          unitCost: number(0.3...1.2)))
    }
    return levers
  }

  /// The links of the features; sums are of any lever.
  mutating func links(_ firms: FirmTable) -> [Link] {
    var links: [Link] = []
    if has(.counts) || has(.weightedCounts) {
      links.append(Link("partners", .counts(weight: has(.weightedCounts) ? "quality" : nil)))
    }
    if has(.sumsOfGroup) || has(.sumsOfMatrix) {
      let levers = ["rd"] + (has(.talent) ? ["staff"] : []) + (has(.switches) ? ["support"] : [])
      links.append(Link("near", .sums(lever: levers[position(below: levers.count)], weights: weights(firms))))
    }
    return links
  }

  private mutating func weights(_ firms: FirmTable) -> Link.Weights {
    guard has(.sumsOfMatrix) else { return .same(column: "region") }
    return .matrix(
      FirmMatrix(
        rows: firms.ids, columns: firms.ids,
        values: (0..<(firms.count * firms.count)).map { _ in number(-0.3...1) }))
  }

  /// The common money.
  mutating func budget() -> Budget {
    let amounts = (0..<periods).map { _ in number(1...3) * Double(firmCount) / 2 }
    return has(.budgetTable) ? .perPeriod(amounts) : .horizon(amounts.reduce(0, +))
  }

  /// Adds what firms contribute and what grants give.
  mutating func addFunds(to description: inout AllianceDescription) {
    if has(.contributions) { description.contributions = Contributions(maximum: "own_funds") }
    if has(.pooling) { description.pooling = number(0...0.9) }
    if has(.grant) {
      let amounts = (0..<periods).map { _ in number(0.3...1.5) }
      description.grants.append(
        Grant("open", amount: chance() ? .perPeriod(amounts) : .horizon(amounts.reduce(0, +))))
    }
    if has(.matchedGrant) {
      description.grants.append(
        Grant(
          "matching", amount: .horizon(number(0.3...2)), match: number(0.3...1.5),
          eligible: FirmFilter([.init("region", in: ["east"])])))
    }
  }

  // MARK: Rules

  /// The rules of the features, most of which a plan of no spending keeps.
  mutating func rules(on description: AllianceDescription) -> [Rule] {
    rulesOnMoney(of: description) + rulesOnGains() + rulesOnPartners(of: description.firms)
  }

  private mutating func rulesOnMoney(of description: AllianceDescription) -> [Rule] {
    let money = description.budget.total
    let east = FirmFilter([.init("region", in: ["east"])])
    var rules: [Rule] = []
    if has(.groupShare) {
      let share = GroupShare(of: east, minimum: number(0...0.3), maximum: number(0.5...0.9), eachPeriod: chance())
      rules.append(Rule("east", .groupShare(share)))
    }
    if has(.greatestShare) {
      rules.append(Rule("cap", .eachMember(EachMember(maximumShare: number(0.55...0.9), eachPeriod: chance()))))
    }
    if has(.leastShare) {
      let least = number(0.02...0.5) / Double(firmCount)
      rules.append(Rule("floor", .eachMember(EachMember(minimumShare: least, eachPeriod: chance()))))
    }
    if has(.spendingCap) {
      let eachPeriod = periods > 1 && chance()
      let most = number(0.5...0.9) * money / (eachPeriod ? Double(periods) : 1)
      rules.append(Rule("thrift", .spendingCap(SpendingCap(maximum: most, eachPeriod: eachPeriod))))
    }
    if has(.risk) {
      rules.append(Rule("risk", .risk(RiskLimit(column: "risk", maximum: number(0.2...0.7) * money))))
    }
    if has(.proportion) {
      let proportion = Proportion(
        to: chance() ? .column("revenue") : .equal, tolerance: number(0.1...0.5), eachPeriod: chance())
      rules.append(Rule("fair", .proportion(proportion)))
    }
    if has(.contributionRule) { rules.append(Rule("dues", demandOnContributions(east))) }
    return rules
  }

  private mutating func demandOnContributions(_ east: FirmFilter) -> Rule.Demand {
    switch position(below: 4) {
    case 0: .eachMember(EachMember(maximumShare: number(0.55...0.9), measure: .contribution))
    case 1: .groupShare(GroupShare(of: east, minimum: number(0.1...0.5), measure: .contribution))
    case 2: .proportion(Proportion(to: .column("revenue"), tolerance: number(0.2...0.6), measure: .contribution))
    default: .risk(RiskLimit(column: "risk", maximum: number(0.2...1), measure: .contribution))
    }
  }

  private mutating func rulesOnGains() -> [Rule] {
    var rules: [Rule] = []
    if has(.gainFloor) { rules.append(Rule("least gain", .gainFloor(GainFloor(minimum: 0.01)))) }
    if has(.gainProportion) {
      rules.append(Rule("by gain", .proportion(Proportion(to: .gain, tolerance: number(0.2...0.6)))))
    }
    if has(.winWin) { rules.append(Rule("no one loses", .winWin(WinWin()))) }
    if has(.standalone) { rules.append(Rule("better together", .winWin(WinWin(.standalone)))) }
    return rules
  }

  private mutating func rulesOnPartners(of firms: FirmTable) -> [Rule] {
    var rules: [Rule] = []
    let ids = Array(firms.ids.suffix(candidates))
    if has(.partnerCount) {
      let count = PartnerCount(minimum: chance() ? 1 : 0, maximum: Double(1 + position(below: candidates)))
      rules.append(Rule("few", .partners(count)))
    }
    if has(.apart) { rules.append(Rule("rivals", .apart(Apart(Array(ids.prefix(2)))))) }
    if has(.together) { rules.append(Rule("twins", .together(Together(Array(ids.prefix(2)))))) }
    if has(.requirement) {
      rules.append(Rule("needs", .requires(Requirement([.init(ids[0], requires: ids[1])]))))
    }
    if has(.selectionRisk) {
      let risks = firms.column("risk")?.numbers ?? []
      let most = risks[..<members].reduce(0, +) + number(0.2...0.8) * risks[members...].reduce(0, +)
      rules.append(Rule("exposure", .selectionRisk(SelectionRisk(column: "risk", maximum: most))))
    }
    return rules
  }
}
