import Alliances
import SourceText

/// By what a firm's risk is multiplied.
private enum BearerOfRisk: String, CaseIterable {
  case allocation
  case contribution
  case selection
}

extension TableReader {
  /// The policies that could be read, each with its position in the list.
  func policies() -> [(position: Int, rule: Rule)] {
    tables("policies").compactMap { position, table in table.rule().map { (position, $0) } }
  }

  private func rule() -> Rule? {
    guard let demand = demand(), let name = text("name") else { return nil }
    return Rule(name, demand)
  }

  /// What the policy demands; exactly one key says which demand it is.
  private func demand() -> Rule.Demand? {
    let demands = AllianceKeys.policyDemands.filter(has)
    if demands.count > 1 {
      report(.keysExclude(demands[1], other: demands[0]), at: mark(ofKey: demands[1]), key: demands[1])
      return nil
    }
    switch demands.first {
    case "share": return groupShare()
    case "each_member": return eachMember()
    case "gain": return gainFloor()
    case "spend": return spendingCap()
    case "risk": return riskLimit()
    case "proportional": return proportion()
    case "win_win": return winWin()
    case "partners": return partnerCount()
    case "apart": return apart()
    case "together": return together()
    case "requires": return requirement()
    default:
      reportNoDemand()
      return nil
    }
  }

  private func reportNoDemand() {
    check(AllianceKeys.anyPolicy)
    guard names.allSatisfy(AllianceKeys.anyPolicy.read.contains) else { return }
    report(.missingOneOf(AllianceKeys.policyDemands, under: path), at: mark, key: AllianceKeys.policyDemands[0])
  }

  private func groupShare() -> Rule.Demand? {
    check(AllianceKeys.groupShare, required: ["name", "of"])
    let measure = choice("share", among: Measure.allCases)
    let (minimum, maximum) = (share("min"), share("max"))
    let eachPeriod = truth("each_period") ?? false
    guard let group = group("of"), let measure else { return nil }
    return .groupShare(
      GroupShare(of: group, minimum: minimum, maximum: maximum, eachPeriod: eachPeriod, measure: measure))
  }

  private func eachMember() -> Rule.Demand? {
    check(AllianceKeys.eachMember, required: ["name"])
    let measure = choice("each_member", among: Measure.allCases)
    let (minimum, maximum) = (share("min_share"), share("max_share"))
    let eachPeriod = truth("each_period") ?? false
    return measure.map {
      .eachMember(EachMember(minimumShare: minimum, maximumShare: maximum, eachPeriod: eachPeriod, measure: $0))
    }
  }

  private func gainFloor() -> Rule.Demand? {
    check(AllianceKeys.gainFloor, required: ["name"])
    return limits("gain", AllianceKeys.limitsOfGain)?.number("min").map { .gainFloor(GainFloor(minimum: $0)) }
  }

  private func spendingCap() -> Rule.Demand? {
    check(AllianceKeys.spendingCap, required: ["name"])
    let eachPeriod = truth("each_period") ?? false
    return limits("spend", AllianceKeys.limitsOfSpending)?.number("max").map {
      .spendingCap(SpendingCap(maximum: $0, eachPeriod: eachPeriod))
    }
  }

  private func riskLimit() -> Rule.Demand? {
    let bearer = choice("by", among: BearerOfRisk.allCases)
    if bearer == .selection { return selectionRisk() }
    check(AllianceKeys.risk, required: ["name", "by", "max"])
    let measure = bearer.flatMap { Measure(rawValue: $0.rawValue) }
    let eachPeriod = truth("each_period") ?? false
    guard let column = text("risk"), let maximum = number("max"), let measure else { return nil }
    return .risk(RiskLimit(column: column, maximum: maximum, eachPeriod: eachPeriod, measure: measure))
  }

  private func proportion() -> Rule.Demand? {
    check(AllianceKeys.proportion, required: ["name", "to"])
    let measure = choice("proportional", among: Measure.allCases)
    let (tolerance, eachPeriod) = (share("tolerance") ?? 0, truth("each_period") ?? false)
    guard let basis = basis(), let measure else { return nil }
    return .proportion(Proportion(to: basis, tolerance: tolerance, eachPeriod: eachPeriod, measure: measure))
  }

  /// What something is in proportion to: a word with a meaning of its own, else the name of a column.
  private func basis() -> Proportion.Basis? {
    text("to").map { name in
      switch name {
      case "equal": .equal
      case "gain": .gain
      default: .column(name)
      }
    }
  }

  private func winWin() -> Rule.Demand? {
    check(AllianceKeys.winWin, required: ["name"])
    return choice("win_win", among: WinWin.Comparison.allCases).map { .winWin(WinWin($0)) }
  }

  /// The table of limits under `key`, each of which must be there.
  func limits(_ key: String, _ keys: KeySet) -> TableReader? {
    guard let limits = table(key) else { return nil }
    // A key that the table does not have stands in the place of the one that it has.
    limits.check(keys, required: limits.names.allSatisfy(keys.read.contains) ? keys.read : [])
    return limits
  }

  /// Firms by the values of their columns.
  func group(_ key: String) -> FirmFilter? {
    guard let table = table(key) else { return nil }
    if table.names.isEmpty { report(.nothingListed(key: key), at: mark(ofKey: key), key: key) }
    return FirmFilter(
      table.names.compactMap { column in
        table.textOrTexts(column).map { FirmFilter.Condition(column, in: $0) }
      })
  }
}
