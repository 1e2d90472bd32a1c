import Alliances
import SourceText

extension TableReader {
  /// Whether money can come from elsewhere than the budget.
  var hasOtherFunds: Bool { has("contributions") || has("grants") }

  /// Whether amounts can be read for `periods`: their list has no problem of its own.
  func areSound(_ periods: [String]) -> Bool {
    !hasFailed("periods") && !periods.isEmpty && Set(periods).count == periods.count
  }

  /// The common money.
  func budget(over periods: [String], areSound: Bool) -> Budget? {
    amounts("budget", over: periods, areSound: areSound) { AllianceFact.budgetWithoutPeriod($0, waiting: $1) }
  }

  /// What the firms may put in.
  func contributions() -> Contributions? {
    guard let table = table("contributions") else { return nil }
    table.check(AllianceKeys.contributions, required: AllianceKeys.contributions.read)
    return table.text("max").map { Contributions(maximum: $0) }
  }

  /// The grants, each with its position in the list. One with a problem is there with what could be read of it.
  func grants(over periods: [String], areSound: Bool) -> [(position: Int, grant: Grant)] {
    guard has("grants") else { return [] }
    return tables("grants").map { ($0, $1.grant(over: periods, areSound: areSound)) }
  }

  private func grant(over periods: [String], areSound: Bool) -> Grant {
    check(AllianceKeys.grant, required: ["name", "amount"])
    let name = text("name") ?? ""
    let amount = amounts("amount", over: periods, areSound: areSound) {
      AllianceFact.grantWithoutPeriod(name, period: $0, waiting: $1)
    }
    return Grant(name, amount: amount ?? .horizon(0), match: share("match"), eligible: group("eligible"))
  }

  /// One sum, or a table with a sum for every one of `periods`.
  private func amounts(
    _ key: String, over periods: [String], areSound: Bool,
    unknown: @escaping (_ period: String, _ waiting: [String]) -> AllianceFact
  ) -> Budget? {
    guard let node = node(key) else { return nil }
    guard case .table = node.content, let table = table(key) else {
      return number(node, of: key, expected: .numberOrTable).map { .horizon($0) }
    }
    guard areSound else {
      for period in table.names { _ = table.number(period) }
      fail(key)
      return nil
    }
    table.check(KeySet(periods), required: periods) { unknown($0, $1) }
    let amounts = periods.compactMap { table.number($0) }
    return amounts.count == periods.count ? .perPeriod(amounts) : nil
  }
}
