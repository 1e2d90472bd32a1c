import Alliances
import SourceText

private enum LeverKind: String, CaseIterable {
  case investment
  case talent
  case onOff = "switch"
}

extension TableReader {
  /// The levers in the order of the file. One with a problem is there with what could be read of it, so that its
  /// variable counts as decided.
  func levers() -> [Lever] {
    guard let levers = table("levers") else { return [] }
    if levers.names.isEmpty { report(.nothingListed(key: "levers"), at: mark(ofKey: "levers"), key: "levers") }
    return levers.names.map { variable in levers.table(variable)?.lever(on: variable) ?? Lever(variable) }
  }

  private func lever(on variable: String) -> Lever {
    let kind = leverKind()
    return Lever(
      variable, kind, unitCost: number("unit_cost") ?? 1, minimum: number("min"), maximum: number("max"),
      maximumIncrease: increase("max_increase"), extrapolate: truth("extrapolate") ?? false,
      lag: count("lag") ?? 0, stock: stock())
  }

  /// The kind with its figures, and a check of the keys that this kind may have.
  private func leverKind() -> Lever.Kind {
    let kind = choice("kind", among: LeverKind.allCases)
    switch kind {
    case .investment:
      check(AllianceKeys.investment)
      return .investment(refund: number("refund") ?? 0)
    case .talent:
      check(AllianceKeys.talent)
      return .talent(hireMaximum: number("hire_max"), secondment: secondment())
    case .onOff:
      check(AllianceKeys.switchLever)
      return .switch(maximumCount: count("max_count"), canSwitchOff: truth("can_switch_off") ?? false)
    case nil:
      check(AllianceKeys.anyLever, required: ["kind"])
      return .investment(refund: 0)
    }
  }

  private func stock() -> Lever.Stock? {
    guard let table = table("stock") else { return nil }
    table.check(AllianceKeys.stock, required: AllianceKeys.stock.read)
    return table.share("depreciation").map { Lever.Stock(depreciation: $0) }
  }

  private func secondment() -> Lever.Secondment? {
    guard let table = table("secondment") else { return nil }
    table.check(AllianceKeys.secondment, required: ["max_out"])
    let unitCost = table.number("unit_cost") ?? 0
    return table.share("max_out").map { Lever.Secondment(maximumShareOut: $0, unitCost: unitCost) }
  }

  /// A number of units, or a percentage of the baseline.
  private func increase(_ key: String) -> Lever.Increase? {
    guard let node = node(key) else { return nil }
    if let share = percentage(node, of: key) { return .share(share) }
    return number(node, of: key, expected: .numberOrPercentage).map { .amount($0) }
  }
}
