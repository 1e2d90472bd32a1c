import Studies

extension PolicyFact: Worded {
  /// Why a column cannot be shared in proportion to.
  public var wording: Wording {
    switch self {
    case .columnUnknown(let column, let known):
      Wording("the firms have no column \(quoted(column))", unknown: column, known: known, noun: "columns")
    case .columnNotSound(let column, let problems):
      problems.first.map { problem in
        let own = problem.fact.wording
        return Wording(own.message, expected: own.expected, step: own.step ?? "name another column with --to")
      } ?? Wording("the column \(quoted(column)) cannot be shared in proportion to")
    }
  }
}
