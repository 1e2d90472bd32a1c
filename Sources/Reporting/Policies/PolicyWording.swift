import Studies

extension PolicyFact: Worded {
  /// Why a column cannot be shared in proportion to.
  public var wording: Wording {
    switch self {
    case .columnUnknown(let column, let known):
      Wording("--to: the firms have no column \(quoted(column))", unknown: column, known: known, noun: "columns")
    case .columnNotSound(let column, let problems):
      problems.first.map { $0.fact.wording }
        ?? Wording("--to: the column \(quoted(column)) cannot be shared in proportion to")
    }
  }
}
