extension Rule.Demand {
  /// The columns of the firm file that the demand speaks of.
  var columns: [String] {
    switch self {
    case .groupShare(let share): share.group.conditions.map(\.column)
    case .risk(let limit): [limit.column]
    case .selectionRisk(let limit): [limit.column]
    case .proportion(let proportion):
      if case .column(let column) = proportion.basis { [column] } else { [] }
    case .eachMember, .gainFloor, .spendingCap, .winWin, .partners, .apart, .together, .requires: []
    }
  }
}

extension FirmTable {
  /// The numbers of a column by which a rule weighs the firms, one a firm; 0 for every firm without the column.
  public func figures(_ column: String) -> [Double] {
    self.column(column)?.numbers ?? [Double](repeating: 0, count: count)
  }
}
