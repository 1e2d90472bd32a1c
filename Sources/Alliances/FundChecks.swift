/// What is checked of the money that comes on top of the budget.
extension AllianceDescription {
  /// Columns that nobody has.
  func problemsOfFunds() -> [AllianceProblem] {
    guard let contributions, firms.column(contributions.maximum) == nil else { return [] }
    let fact = AllianceFact.contributionColumnUnknown(contributions.maximum, known: firms.columnNames)
    return [AllianceProblem(fact, at: .key(["contributions", "max"]))]
  }

  /// The most that each firm may contribute per period [currency], by firm; 0 for all where nobody contributes.
  func contributionMaximums(problems: inout [AllianceProblem]) -> [Double] {
    guard let contributions else { return [Double](repeating: 0, count: firms.count) }
    return CellReader(firms: firms).notNegative(contributions.maximum, default: 0, problems: &problems)
  }

  /// The columns of the firm file that speak of funds.
  var columnsOfFunds: [String] { [contributions?.maximum].compactMap(\.self) }
}
