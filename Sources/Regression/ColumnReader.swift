import SourceText

/// Reads the columns that a formula needs, collecting everything that is wrong with them.
struct ColumnReader {
  let table: Table
  let formula: Formula
  private(set) var numbers: [String: [Double]] = [:]
  private(set) var categories: [String: CategoryColumn] = [:]
  private var texts: [String: [String?]] = [:]
  private var problems: [InputProblem] = []

  init(table: Table, formula: Formula) {
    self.table = table
    self.formula = formula
  }

  func throwIfAny() throws(InputProblems) {
    if !problems.isEmpty { throw InputProblems(problems) }
  }

  private var numericNames: [String] { [formula.response.variable] + formula.numericVariables }

  // MARK: Reading

  /// Reads every column in all rows of the table.
  mutating func readColumns() {
    for name in distinct([formula.response.variable] + formula.variables) {
      guard let column = table.column(name) else {
        let known = table.columnNames.filter { !$0.isEmpty }
        problems.append(
          InputProblem(DataFact.unknownColumn(name: name, known: known), at: formula.mark(of: name)))
        continue
      }
      if numericNames.contains(name) { readNumbers(name, column) }
      if formula.categoryVariables.contains(name) { texts[name] = table.texts(column) }
    }
  }

  private mutating func readNumbers(_ name: String, _ column: Int) {
    do {
      numbers[name] = try table.numbers(column)
    } catch {
      let (numeric, present) = table.numericCount(column)
      if numeric * 2 >= present {
        problems += error.problems
      } else {
        let fact = DataFact.textColumn(name: name, example: firstText(column))
        problems.append(InputProblem(fact, at: table.mark(header: column)))
      }
    }
  }

  /// The first cell of `column` that is neither missing nor a number.
  private func firstText(_ column: Int) -> String {
    for row in 0..<table.rowCount where !table.isMissing(row: row, column: column) {
      let text = table.text(row: row, column: column)
      if DecimalNumber(text).value == nil { return text }
    }
    return ""
  }

  // MARK: Complete rows

  /// Which rows lack which columns.
  func missingValues() -> MissingValues {
    var isComplete = [Bool](repeating: true, count: table.rowCount)
    var columns: [MissingValues.Column] = []
    for name in distinct([formula.response.variable] + formula.variables) {
      var rows: [Int] = []
      if let values = numbers[name] {
        rows = values.indices.filter { values[$0].isNaN }
      } else if let values = texts[name] {
        rows = values.indices.filter { values[$0] == nil }
      }
      for row in rows { isComplete[row] = false }
      if !rows.isEmpty { columns.append(MissingValues.Column(name: name, rows: rows)) }
    }
    return MissingValues(
      rowCount: table.rowCount, completeRows: isComplete.indices.filter { isComplete[$0] }, columns: columns)
  }

  /// Reduces the columns to `rows` and checks what is left.
  mutating func keep(rows: [Int], missing: MissingValues) {
    guard !rows.isEmpty else {
      let fact = DataFact.noCompleteRows(rows: missing.rowCount, columns: missing.columns.map(\.name))
      problems.append(InputProblem(fact, at: SourceMark(file: table.file.path)))
      return
    }
    if missing.droppedCount > 0 {
      numbers = numbers.mapValues { values in rows.map { values[$0] } }
    }
    for factor in [formula.response] + formula.factors { checkDomain(of: factor, rows) }
    for name in formula.categoryVariables {
      guard let texts = texts[name] else { continue }
      let category = CategoryColumn(rows.compactMap { texts[$0] })
      categories[name] = category
      guard category.levels.count == 1, let column = table.column(name) else { continue }
      problems.append(
        InputProblem(DataFact.oneLevel(column: name, level: category.levels[0]), at: table.mark(header: column)))
    }
  }

  private mutating func checkDomain(of factor: FormulaFactor, _ rows: [Int]) {
    guard case .numeric(let name, let transform) = factor, transform != .identity else { return }
    guard let values = numbers[name], let column = table.column(name) else { return }
    for (row, value) in zip(rows, values) where !transform.value(at: value).isFinite {
      problems.append(
        InputProblem(
          DataFact.undefined(label: factor.label, value: value), at: table.mark(row: row, column: column)))
    }
  }

  /// The values of a numeric factor, transformed.
  func values(of factor: FormulaFactor) -> [Double] {
    guard case .numeric(let name, let transform) = factor, let values = numbers[name] else { return [] }
    return transform == .identity ? values : values.map(transform.value(at:))
  }
}
