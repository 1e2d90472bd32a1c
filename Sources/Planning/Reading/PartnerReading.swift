import Alliances

extension Alliance {
  /// What a candidate gets that stays out: nothing.
  func planOfAbsentFirm(_ firm: Int) -> FirmPlan {
    let level = LeverLevel(baseline: 0, planned: 0, cost: 0, hired: 0, seconded: 0, position: .fixed)
    let period = FirmPeriod(
      baselineOutput: 0, output: 0, spending: 0, contribution: 0,
      levers: [LeverLevel](repeating: level, count: levers.count),
      indexLevels: [IndexLevel](repeating: IndexLevel(baseline: 0, planned: 0), count: decided.count))
    return FirmPlan(
      position: firm, isInAlliance: false, id: firms.ids[firm], name: firms.names[firm], gain: 0, spending: 0,
      contribution: 0, periods: [FirmPeriod](repeating: period, count: periods.count))
  }

  /// The candidates, with those that join where `firms`, one a firm of the alliance, are in it and each is worth `worths`.
  func partnerChoices(_ firms: [FirmPlan], worths: [PartnerWorth?]) -> [PartnerChoice] {
    zip(candidates, worths).map { firm, worth in
      PartnerChoice(
        id: self.firms.ids[firm], name: self.firms.names[firm], isSelected: firms[firm].isInAlliance,
        joiningCost: joiningCosts[firm], worth: worth?.value, worthWithin: worth?.within)
    }
  }

  /// What it costs that the candidates among `firms` join that are in the alliance [currency].
  func joiningCosts(of firms: [FirmPlan]) -> Double {
    candidates.reduce(0) { firms[$1].isInAlliance ? $0 + joiningCosts[$1] : $0 }
  }

  /// How far every rule about who joins is kept by `firms`.
  func partnerRules(_ firms: [FirmPlan]) -> [PartnerRule] {
    description.rules.filter(\.demand.isAboutPartners).map { rule in
      PartnerRule(rule: rule, slack: slack(of: rule.demand, firms))
    }
  }

  private func slack(of demand: Rule.Demand, _ firms: [FirmPlan]) -> Double? {
    switch demand {
    case .partners(let count):
      let joined = joinedCount(firms)
      return min(joined - (count.minimum ?? -.infinity), (count.maximum ?? .infinity) - joined)
    case .selectionRisk(let limit): return limit.maximum - risk(limit, firms)
    default: return nil
    }
  }

  private func joinedCount(_ firms: [FirmPlan]) -> Double { Double(candidates.count { firms[$0].isInAlliance }) }

  private func risk(_ limit: SelectionRisk, _ firms: [FirmPlan]) -> Double {
    zip(self.firms.figures(limit.column), firms).reduce(0) { $1.1.isInAlliance ? $0 + $1.0 : $0 }
  }

  /// Whether `firms` keep a demand about who joins; true for every other demand.
  func isKept(_ demand: Rule.Demand, byPartnersAmong firms: [FirmPlan]) -> Bool {
    func isIn(_ id: FirmID) -> Bool { self.firms.positions(of: [id]).allSatisfy { firms[$0].isInAlliance } }
    switch demand {
    case .partners(let count):
      let joined = joinedCount(firms)
      return joined >= (count.minimum ?? 0) && joined <= (count.maximum ?? .infinity)
    case .apart(let apart): return apart.firms.count(where: isIn) <= 1
    case .together(let together):
      let joined = together.firms.count(where: isIn)
      return joined == 0 || joined == together.firms.count
    case .requires(let requirement): return requirement.pairs.allSatisfy { !isIn($0.firm) || isIn($0.required) }
    case .selectionRisk(let limit):
      let risk = risk(limit, firms)
      return risk <= limit.maximum + 1e-9 * max(1, risk)
    case .groupShare, .eachMember, .gainFloor, .spendingCap, .risk, .proportion, .winWin: return true
    }
  }
}
