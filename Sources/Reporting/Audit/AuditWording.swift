import Regression

extension AuditFact: Worded {
  /// What is wrong with a table that is to be audited.
  public var wording: Wording {
    switch self {
    case .unknownKind:
      Wording(
        "these are the columns of no table that can be audited",
        expected: "\(AuditedTableKind.coefficients.columns.joined(separator: ", ")); or "
          + AuditedTableKind.series.columns.joined(separator: ", "))
    case .misspeltColumn(let name, let known):
      Wording("unknown column \(quoted(name))", unknown: name, known: known, noun: "columns")
    case .columnMissing(let name, let kind):
      Wording("the column \(quoted(name)) is missing", expected: kind.columns.joined(separator: ", "))
    case .nothingToRecompute:
      Wording(
        "nothing can be recomputed from these columns",
        expected: "estimate and std_error with statistic, p_value or both, or statistic and p_value")
    case .columnTwice(let name, let first):
      Wording("the column \(quoted(name)) already stands in field \(first)", step: "remove one of them")
    case .degreesOfFreedomForSeries:
      Wording("a series has no statistics, so degrees of freedom mean nothing for it", step: "leave the option out")
    case .nameMissing(let column): Wording("this row has no \(column)")
    case .nameTwice(let name, let column, let line):
      Wording(
        "the \(column) \(quoted(name)) already stands on line \(line)",
        step: "tell them apart by their names, or audit the tables of a paper one by one")
    case .notAFigure(let text, let column):
      Wording(
        "\(quoted(text)) in column \(quoted(column)) is not a number as tables print them",
        expected:
          "a number such as -0.4110 or 1.2e-05\(column.isForProbabilities ? ", or a bound such as <0.001" : "")",
        step: "leave out stars and brackets; an empty cell stands for a figure that is not printed")
    case .isABound(let text, let column):
      Wording(
        "\(quoted(text)) in column \(quoted(column)) is a bound, which only a p value can be", expected: "a number")

    // Figures
    case .negativeStandardError(let term, let text):
      Wording("the standard error of \(quoted(term)) is \(text.printable)", expected: "a number above 0")
    case .zeroStandardError(let term):
      Wording(
        "the standard error of \(quoted(term)) is 0", expected: "a number above 0",
        step: "write 0.000 with its decimals where it was rounded to that, and leave the cell empty where there is none"
      )
    case .impossibleProbability(let term, let text):
      Wording("the p value of \(quoted(term)) is \(text.printable)", expected: "a number from 0 to 1")
    case .negativeValue(let period, let text):
      Wording("the value of \(quoted(period)) is \(text.printable)", expected: "a number of at least 0")
    case .growthFromZero(let period):
      Wording(
        "the growth of \(quoted(period)) follows a value of 0, from which growth has no percentage",
        step: "leave the cell empty")
    case .impossibleGrowth(let period, let text):
      Wording("the growth of \(quoted(period)) is \(text.printable) %", expected: "at least -100 %")
    case .periodsOutOfOrder(let period, let previous):
      Wording(
        "the period \(quoted(period)) does not come after \(quoted(previous)), which stands before it",
        step: "put the rows in the order of time")
    }
  }
}

extension String {
  fileprivate var isForProbabilities: Bool { self == "p_value" || self == "p.value" }
}
