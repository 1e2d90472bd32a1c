import SourceText

/// Reads the columns that a fit needs, collecting everything that is wrong with them.
struct ColumnReader {
  let table: Table
  let formula: Formula
  let weightColumn: String?
  let clusterColumn: String?
  private(set) var numbers: [String: [Double]] = [:]
  private(set) var categories: [String: CategoryColumn] = [:]
  private(set) var cluster: CategoryColumn?
  private(set) var unusedLevels: [UnusedLevels] = []
  private var texts: [String: [String?]] = [:]
  private var problems: [InputProblem] = []

  init(table: Table, formula: Formula, weightColumn: String?, clusterColumn: String?) {
    self.table = table
    self.formula = formula
    self.weightColumn = weightColumn
    self.clusterColumn = clusterColumn
  }

  func throwIfAny() throws(InputProblems) {
    if !problems.isEmpty { throw InputProblems(problems) }
  }

  private var formulaNames: [String] { distinct([formula.response.variable] + formula.variables) }

  /// Every column that decides whether a row is complete, those of the formula first.
  private var names: [String] { distinct(formulaNames + [weightColumn, clusterColumn].compactMap(\.self)) }

  private var numericNames: Set<String> {
    Set([formula.response.variable] + formula.numericVariables + [weightColumn].compactMap(\.self))
  }

  private var textNames: Set<String> { Set(formula.categoryVariables + [clusterColumn].compactMap(\.self)) }

  /// Where a person wrote `name`.
  private func mark(of name: String) -> SourceMark {
    if formulaNames.contains(name) { return formula.mark(of: name) }
    return SourceMark(file: name == weightColumn ? "--weights" : "--vcov")
  }

  // MARK: Reading

  /// Reads every column in all rows of the table.
  mutating func readColumns() {
    let (numericNames, textNames) = (numericNames, textNames)
    var numericColumns: [(name: String, column: Int)] = []
    for name in names {
      guard let column = table.column(name) else {
        let known = table.columnNames.filter { !$0.isEmpty }
        problems.append(InputProblem(DataFact.unknownColumn(name: name, known: known), at: mark(of: name)))
        continue
      }
      if numericNames.contains(name) { numericColumns.append((name, column)) }
      if textNames.contains(name) { texts[name] = table.texts(column) }
    }
    for ((name, column), result) in zip(numericColumns, table.numbers(of: numericColumns.map(\.column))) {
      do throws(InputProblems) {
        numbers[name] = try result.get()
      } catch {
        explain(error, name, column)
      }
    }
  }

  /// Reports a column that is not all numbers: a column of texts as such, slips in a column of numbers one by one.
  private mutating func explain(_ error: InputProblems, _ name: String, _ column: Int) {
    let (numeric, present) = table.numericCount(column)
    guard numeric * 2 < present else {
      problems += error.problems
      return
    }
    let example = firstText(column)
    let fact: DataFact =
      formulaNames.contains(name)
      ? .textColumn(name: name, example: example) : .textWeights(column: name, example: example)
    problems.append(InputProblem(fact, at: table.mark(header: column)))
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
    for name in names {
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
    checkWeights(rows)
    for name in formula.categoryVariables { keepCategory(name, rows) }
    keepClusters(rows)
  }

  private mutating func keepCategory(_ name: String, _ rows: [Int]) {
    guard let texts = texts[name], let column = table.column(name) else { return }
    let reference = formula.references[name]
    let category = CategoryColumn(rows.compactMap { texts[$0] }, reference: reference)
    categories[name] = category
    if category.levels.count == 1 {
      let fact = DataFact.oneLevel(column: name, level: category.levels[0])
      problems.append(InputProblem(fact, at: table.mark(header: column)))
    }
    if let reference, category.levels[0] != reference {
      let fact = DataFact.unknownReference(column: name, level: reference, known: category.levels)
      problems.append(InputProblem(fact, at: formula.mark(ofReference: name)))
    }
    let unused = Set(texts.compactMap(\.self)).subtracting(category.levels)
    if !unused.isEmpty { unusedLevels.append(UnusedLevels(name: name, levels: sortedLevels(unused))) }
  }

  private mutating func keepClusters(_ rows: [Int]) {
    guard let name = clusterColumn, let texts = texts[name], let column = table.column(name) else { return }
    let clusters = CategoryColumn(rows.compactMap { texts[$0] })
    cluster = clusters
    if clusters.levels.count == 1 {
      let fact = DataFact.oneCluster(column: name, cluster: clusters.levels[0])
      problems.append(InputProblem(fact, at: table.mark(header: column)))
    }
  }

  private mutating func checkWeights(_ rows: [Int]) {
    guard let name = weightColumn, let weights = numbers[name], let column = table.column(name) else { return }
    let positions = weights.indices.filter { !(weights[$0] > 0) }
    report(positions.map { rows[$0] }, column) {
      .weightNotPositive(column: name, weight: weights[positions[$0]])
    }
  }

  private mutating func checkDomain(of factor: FormulaFactor, _ rows: [Int]) {
    guard case .numeric(let name, let transform) = factor, transform != .identity else { return }
    guard let values = numbers[name], let column = table.column(name) else { return }
    let positions = values.indices.filter { !transform.value(at: values[$0]).isFinite }
    report(positions.map { rows[$0] }, column) {
      .undefined(label: factor.label, value: values[positions[$0]])
    }
  }

  /// Reports the cells of `column` in `rows`, the first hundred one by one and the others by their number; `fact` says
  /// what is wrong in the row that stands at a position of `rows`.
  private mutating func report(_ rows: [Int], _ column: Int, fact: (Int) -> DataFact) {
    let limit = 100
    for (position, row) in rows.prefix(limit).enumerated() {
      problems.append(InputProblem(fact(position), at: table.mark(row: row, column: column)))
    }
    guard rows.count > limit else { return }
    let further = TableFact.furtherProblems(count: rows.count - limit)
    problems.append(InputProblem(further, at: table.mark(row: rows[limit])))
  }

  /// The values of a numeric factor, transformed.
  func values(of factor: FormulaFactor) -> [Double] {
    guard case .numeric(let name, let transform) = factor, let values = numbers[name] else { return [] }
    return transform == .identity ? values : values.map(transform.value(at:))
  }
}
