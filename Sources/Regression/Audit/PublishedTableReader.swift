import SourceText

/// Reads the rows of a published table, collecting everything that is wrong with them.
struct PublishedTableReader {
  let table: Table
  let columns: AuditedColumns
  private var problems: [InputProblem] = []

  /// Only so many problems are described one by one.
  private static let mostProblems = 100

  init(table: Table, columns: AuditedColumns) {
    self.table = table
    self.columns = columns
  }

  /// The rows of the table.
  ///
  /// - Throws: every `AuditFact` at its cell.
  mutating func rows() throws(InputProblems) -> [PublishedTable.Row] {
    let names = names()
    let rows = (0..<table.rowCount).map { row in
      PublishedTable.Row(name: names[row], line: line(of: row), figures: figures(row, called: names[row]))
    }
    if columns.kind == .series { checkSeries(rows) }
    guard !problems.isEmpty else { return rows }
    let sorted = InputProblems(problems).problems
    let described = Array(sorted.prefix(Self.mostProblems))
    let further = sorted.dropFirst(Self.mostProblems).first.map { first in
      InputProblem(TableFact.furtherProblems(count: sorted.count - described.count), at: first.mark)
    }
    throw InputProblems(described + (further.map { [$0] } ?? []))
  }

  private func line(of row: Int) -> Int { table.mark(row: row).line ?? 0 }

  // MARK: Names

  private mutating func names() -> [String] {
    let column = columns.kind.nameColumn
    guard let position = columns.positions[column] else { return [] }
    var firstRows: [String: Int] = [:]
    return (0..<table.rowCount).map { row in
      let name = table.text(row: row, column: position)
      if table.isMissing(row: row, column: position) {
        report(.nameMissing(column: column), row, position)
      } else if let first = firstRows[name] {
        report(.nameTwice(name: name, column: column, firstLine: line(of: first)), row, position)
      } else {
        firstRows[name] = row
      }
      return name
    }
  }

  // MARK: Figures

  private mutating func figures(_ row: Int, called name: String) -> [AuditFigure: PrintedNumber] {
    var figures: [AuditFigure: PrintedNumber] = [:]
    for figure in columns.kind.figures {
      guard let column = columns.positions[figure.rawValue], !table.isMissing(row: row, column: column) else {
        continue
      }
      let text = table.text(row: row, column: column)
      guard let number = PrintedNumber(figure == .growth ? text.withoutPercentSign : text) else {
        report(.notAFigure(text: text, column: table.columnNames[column]), row, column)
        continue
      }
      if let fact = flaw(of: number, as: figure, name, column: table.columnNames[column]) {
        report(fact, row, column)
      } else {
        figures[figure] = number
      }
    }
    return figures
  }

  private func flaw(
    of number: PrintedNumber, as figure: AuditFigure, _ name: String, column: String
  ) -> AuditFact? {
    if number.relation != .rounded, figure != .probability { return .isABound(text: number.text, column: column) }
    if figure == .standardError, number.isExactlyZero { return .zeroStandardError(term: name) }
    guard number.range.intersection(figure.domain) == nil else { return nil }
    switch figure {
    case .estimate, .statistic: return nil
    case .standardError: return .negativeStandardError(term: name, text: number.text)
    case .probability: return .impossibleProbability(term: name, text: number.text)
    case .value: return .negativeValue(period: name, text: number.text)
    case .growth: return .impossibleGrowth(period: name, text: number.text)
    }
  }

  // MARK: Series

  /// Periods that are numbers increase, and no growth is told since nothing.
  private mutating func checkSeries(_ rows: [PublishedTable.Row]) {
    let periods = rows.map { DecimalNumber($0.name).value }
    let areNumbers = periods.allSatisfy { $0 != nil }
    for row in rows.indices.dropFirst() {
      if areNumbers, let period = periods[row], let previous = periods[row - 1], period <= previous,
        let column = columns.positions[columns.kind.nameColumn], rows[row].name != rows[row - 1].name
      {
        report(.periodsOutOfOrder(period: rows[row].name, previous: rows[row - 1].name), row, column)
      }
      if let growth = columns.positions[AuditFigure.growth.rawValue], rows[row].figures[.growth] != nil,
        rows[row - 1].figures[.value]?.isExactlyZero == true
      {
        report(.growthFromZero(period: rows[row].name), row, growth)
      }
    }
  }

  private mutating func report(_ fact: AuditFact, _ row: Int, _ column: Int) {
    problems.append(InputProblem(fact, at: table.mark(row: row, column: column)))
  }
}

extension PrintedNumber {
  /// Whether it is written as a plain 0, which no rounding made.
  fileprivate var isExactlyZero: Bool { value == 0 && layout.fractionCount == 0 && layout.exponent == nil }
}

extension String {
  fileprivate var withoutPercentSign: String {
    let figure = reversed().drop { $0 == " " || $0 == "\u{A0}" }
    return figure.first == "%" ? String(figure.dropFirst().reversed()) : self
  }
}
