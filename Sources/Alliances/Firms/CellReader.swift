/// Reads columns of the firm files as numbers, one a firm, noting every cell that does not serve.
///
/// A firm whose file lacks the column reads as NaN: that is no matter of a cell.
struct CellReader {
  let firms: FirmTable

  /// A column in which every firm needs a number; nil when there is no such column.
  func required(_ column: String, problems: inout [AllianceProblem]) -> [Double]? {
    guard let cells = firms.column(column) else { return nil }
    for firm in positions(having: column) where cells.numbers[firm].isNaN {
      problems.append(problem(cells, firm))
    }
    refuseTooLarge(cells, problems: &problems)
    return cells.numbers
  }

  /// A column in which a firm may leave its cell empty, which reads as NaN; nil when there is no such column.
  func optional(_ column: String, problems: inout [AllianceProblem]) -> [Double]? {
    guard let cells = firms.column(column) else { return nil }
    for firm in 0..<firms.count where cells.numbers[firm].isNaN && cells.texts[firm] != nil {
      problems.append(problem(cells, firm))
    }
    refuseTooLarge(cells, problems: &problems)
    return cells.numbers
  }

  /// The positions of the firms whose file has the column.
  private func positions(having column: String) -> [Int] {
    let lacking = firms.listsLacking(column)
    return firms.lists.filter { !lacking.contains($0) }.flatMap(firms.positions)
  }

  /// Amounts of which none may be negative: `default` for every firm without the column. For a lever's baseline the
  /// cells must be filled; where `default` is a lever's own figure, empty cells take it.
  func notNegative(
    _ column: String, default fallback: Double, emptyIsDefault: Bool = false, problems: inout [AllianceProblem]
  ) -> [Double] {
    let cells =
      emptyIsDefault ? optional(column, problems: &problems) : required(column, problems: &problems)
    guard let cells else { return [Double](repeating: fallback, count: firms.count) }
    refuseNegative(cells, of: column, problems: &problems)
    return cells.map { $0.isNaN ? fallback : $0 }
  }

  /// Amounts of which none may be negative, NaN where a firm leaves its cell empty; nil when there is no such column.
  func optionalNotNegative(_ column: String, problems: inout [AllianceProblem]) -> [Double]? {
    guard let cells = optional(column, problems: &problems) else { return nil }
    refuseNegative(cells, of: column, problems: &problems)
    return cells
  }

  private func refuseTooLarge(_ cells: FirmColumn, problems: inout [AllianceProblem]) {
    for firm in 0..<firms.count where abs(cells.numbers[firm]) > AllowedRange.largest {
      let fact = AllianceFact.cellTooLarge(
        firms.ids[firm], column: cells.name, value: cells.numbers[firm], limit: AllowedRange.largest)
      problems.append(AllianceProblem(fact, at: .cell(firm: firm, column: cells.name)))
    }
  }

  private func refuseNegative(_ cells: [Double], of column: String, problems: inout [AllianceProblem]) {
    for firm in 0..<firms.count where cells[firm] < 0 && cells[firm] >= -AllowedRange.largest {
      let fact = AllianceFact.cellNegative(firms.ids[firm], column: column, value: cells[firm])
      problems.append(AllianceProblem(fact, at: .cell(firm: firm, column: column)))
    }
  }

  private func problem(_ cells: FirmColumn, _ firm: Int) -> AllianceProblem {
    let place = AlliancePlace.cell(firm: firm, column: cells.name)
    guard let text = cells.texts[firm] else {
      return AllianceProblem(.cellEmpty(firms.ids[firm], column: cells.name), at: place)
    }
    return AllianceProblem(.cellNotNumber(firms.ids[firm], column: cells.name, text: text), at: place)
  }
}
