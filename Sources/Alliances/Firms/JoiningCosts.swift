extension FirmTable {
  /// The column of the candidates with what it costs that they join.
  public static let joiningCostColumn = "joining_cost"
}

extension AllianceDescription {
  /// What it costs that each firm joins [currency], by firm: 0 for members, and for candidates without the column.
  func joiningCosts(problems: inout [AllianceProblem]) -> [Double] {
    var costs = [Double](repeating: 0, count: firms.count)
    let candidates = firms.positions(in: .candidates)
    guard firms.columnNames(of: .candidates).contains(FirmTable.joiningCostColumn) else { return costs }
    var ofCells: [AllianceProblem] = []
    let cells = CellReader(firms: firms).notNegative(FirmTable.joiningCostColumn, default: 0, problems: &ofCells)
    // What members have under that name is no cost of joining.
    problems += ofCells.filter { problem in
      if case .cell(let firm, _) = problem.place { candidates.contains(firm) } else { true }
    }
    for firm in candidates { costs[firm] = cells[firm] }
    return costs
  }
}
