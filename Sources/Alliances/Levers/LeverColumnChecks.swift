import Regression
import SourceText

/// Slips in the names of columns that a firm file may have or not, and that would be passed over without a word.
extension AllianceDescription {
  /// Columns that nothing uses and whose name is near one that a lever has a use for and lacks.
  func problemsOfLeverColumns() -> [AllianceProblem] {
    firms.lists.flatMap { list in
      let unused = unusedColumns(of: list)
      return levers.filter { model.variableNames.contains($0.variable) }.flatMap { lever in
        unused.compactMap { column in
          columnMeant(by: column, for: lever, in: list).map { meant in
            AllianceProblem(
              .leverColumnMisspelt(column, lever: lever.variable, meant: meant), at: .column(column, of: list))
          }
        }
      }
    }
  }

  /// A column of the candidates that nothing uses, and whose name is near that of the joining costs, which they lack.
  func problemsOfJoiningCostColumn() -> [AllianceProblem] {
    let name = FirmTable.joiningCostColumn
    guard firms.memberCount < firms.count, !firms.columnNames(of: .candidates).contains(name) else { return [] }
    return unusedColumns(of: .candidates).filter { nearestName(to: $0, among: [name], within: 2) != nil }.map {
      AllianceProblem(.joiningCostMisspelt($0), at: .column($0, of: .candidates))
    }
  }

  /// The columns that are no id or name, no variable, no column of a lever or fund and no condition of a rule.
  private func unusedColumns(of list: FirmList) -> [String] {
    var used: Set<String> = ["id", "name"]
    if list == .candidates { used.insert(FirmTable.joiningCostColumn) }
    used.formUnion(model.variableNames)
    for lever in levers { used.formUnion([lever.variable] + lever.columnNames) }
    used.formUnion(columnsOfFunds + columnsOfLinks)
    for rule in rules {
      used.formUnion(rule.demand.columns)
    }
    return firms.columnNames(of: list).filter { !used.contains($0) }
  }

  /// The column of the lever on `variable` that `column` is most probably a slip of, among those that the firms lack.
  ///
  /// The name of the lever may be off by two letters, what follows it by one: `rd_mean` is no slip of `rd_min`.
  private func columnMeant(by column: String, for lever: Lever, in list: FirmList) -> String? {
    let variable = lever.variable
    let known = Set(firms.columnNames(of: list))
    if !known.contains(variable), nearestName(to: column, among: [variable], within: 2) != nil { return variable }
    let missing = lever.columnNames.filter { !known.contains($0) }
    if let near = nearestName(to: column, among: missing, within: 1) { return near }
    return missing.first { meant in
      let ending = meant.dropFirst(variable.count)
      return column.hasSuffix(ending)
        && nearestName(to: String(column.dropLast(ending.count)), among: [variable], within: 2) != nil
    }
  }
}

extension Lever {
  /// The columns that the lever has a use for, beside that of its variable.
  fileprivate var columnNames: [String] {
    let columns = LeverColumns(of: variable)
    return [columns.minimum, columns.maximum, columns.unitCost] + (stock == nil ? [] : [columns.stock])
  }
}
