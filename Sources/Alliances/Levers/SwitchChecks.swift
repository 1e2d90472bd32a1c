extension LeverSchedule {
  /// Levels of a switch that are neither 0 nor 1: baselines, and the least and greatest levels of the firm file.
  func switchValues(of firms: FirmTable) -> [AllianceProblem] {
    guard case .switch = lever.kind else { return [] }
    let columns = LeverColumns(of: lever.variable)
    return [lever.variable, columns.minimum, columns.maximum].compactMap(firms.column).flatMap { column in
      (0..<firms.count).compactMap { firm in
        let value = column.numbers[firm]
        // What is no number, or below 0, is told already.
        guard value > 0, value != 1, value <= AllowedRange.largest else { return nil }
        let fact = AllianceFact.switchNotOnOrOff(firms.ids[firm], column: column.name, value: value)
        return AllianceProblem(fact, at: .cell(firm: firm, column: column.name))
      }
    }
  }
}

extension Lever {
  /// Whether the lever is on or off.
  public var isSwitch: Bool {
    if case .switch = kind { true } else { false }
  }

  /// Whether what enters the formula is on or off: a switch of which no stock is built up.
  var isOnOrOffInFormula: Bool { isSwitch && stock == nil }
}
