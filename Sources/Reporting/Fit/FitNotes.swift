import Regression

/// What was left out of a fit, a sentence each.
struct FitNotes {
  private let fit: any DescribedFit

  init(_ fit: any DescribedFit) { self.fit = fit }

  var sentences: [String] { dropped + missing + unusedLevels }

  /// The regressors that the data cannot tell apart from others.
  private var dropped: [String] {
    fit.sample.dropped.map { column in
      let name = quoted(column.label)
      return column.combinationOf.isEmpty
        ? "\(name) was dropped: it is zero in every row."
        : "\(name) was dropped: it is a combination of \(listed(column.combinationOf.map(quoted)))."
    }
  }

  /// Which columns cost how many rows.
  private var missing: [String] {
    let missing = fit.missing
    guard missing.droppedCount > 0 else { return [] }
    let columns = missing.columns.map { "\($0.name.printable) in \($0.rows.count)" }
    let verb = missing.droppedCount == 1 ? "was" : "were"
    return [
      "\(counted(missing.droppedCount, "row")) \(verb) left out because a value is missing: \(listed(columns))."
    ]
  }

  /// The levels that occur only in rows that were left out.
  private var unusedLevels: [String] {
    fit.sample.data.unusedLevels.map { category in
      let names = shortList(category.levels.map(quoted), limit: 8)
      let verb = category.levels.count == 1 ? "occurs" : "occur"
      return "Of the category \(quoted(category.name)), \(names) \(verb) only in rows that were left out."
    }
  }
}
