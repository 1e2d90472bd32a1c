import SourceText

/// The firms for which a model is to predict: the values of its variables, read from a table.
public struct PredictionData: Sendable {
  /// What a person calls the firms, one a row.
  public let firms: [String]
  /// What should be known about the values.
  public let warnings: [PredictionFact]

  /// NaN where a value is missing.
  private let numbers: [String: [Double]]
  /// Nil where a value is missing.
  private let levels: [String: [String?]]

  /// Takes the variables of `model` out of `table`. Other columns do not matter; the response need not be there.
  ///
  /// A firm that lacks a value is kept, without a prediction.
  /// - Throws: every `DataFact`, `TableFact` and `PredictionFact` that stands in the way, at its cell or in the file: a
  ///   variable without a column, a cell that is no number, a value at which a transform is not defined, a level that the
  ///   model does not know.
  public init(_ table: Table, for model: InnovationModel) throws(InputProblems) {
    var reader = PredictionReader(table: table, model: model)
    reader.read()
    if !reader.problems.isEmpty { throw InputProblems(reader.problems) }
    firms = reader.firms
    warnings = reader.warnings
    numbers = reader.numbers
    levels = reader.levels
  }

  /// Whether the firm in `row` has all values.
  func isComplete(_ row: Int) -> Bool {
    numbers.values.allSatisfy { !$0[row].isNaN } && levels.values.allSatisfy { $0[row] != nil }
  }

  /// The value of `factor` for the firm in `row`.
  func value(of factor: ModelFactor, row: Int) -> Double {
    switch factor {
    case .numeric(let variable, let transform): transform.value(at: numbers[variable]?[row] ?? .nan)
    case .indicator(let variable, let level): levels[variable]?[row] == level ? 1 : 0
    }
  }
}

/// Reads the columns that a model needs, collecting everything that is wrong with them.
private struct PredictionReader {
  let table: Table
  let model: InnovationModel
  let firms: [String]
  private(set) var numbers: [String: [Double]] = [:]
  private(set) var levels: [String: [String?]] = [:]
  private(set) var problems: [InputProblem] = []
  private(set) var warnings: [PredictionFact] = []

  init(table: Table, model: InnovationModel) {
    self.table = table
    self.model = model
    let labels = table.rowLabels
    firms = (0..<table.rowCount).map { labels[$0] }
  }

  mutating func read() {
    let numeric = model.formula.numericVariables
    let categories = model.formula.categoryVariables
    for name in model.variableNames {
      guard let column = table.column(name) else {
        let fact = DataFact.unknownColumn(name: name, known: table.columnNames.filter { !$0.isEmpty })
        problems.append(InputProblem(fact, at: SourceMark(file: table.file.path)))
        continue
      }
      if numeric.contains(name) { readNumbers(name, column) }
      if categories.contains(name) { readLevels(name, column) }
    }
  }

  private mutating func readNumbers(_ name: String, _ column: Int) {
    do throws(InputProblems) {
      let values = try table.numbers(column)
      numbers[name] = values
      noteMissing(name, values.indices.filter { values[$0].isNaN })
      checkDomains(name, values, column)
      noteRange(name, values)
    } catch {
      problems += error.problems
    }
  }

  private mutating func checkDomains(_ name: String, _ values: [Double], _ column: Int) {
    for factor in model.formula.factors {
      guard case .numeric(name, let transform) = factor, transform != .identity else { continue }
      for row in values.indices where !values[row].isNaN && !transform.value(at: values[row]).isFinite {
        problems.append(
          InputProblem(
            DataFact.undefined(label: factor.label, value: values[row]), at: table.mark(row: row, column: column)))
      }
    }
  }

  private mutating func noteRange(_ name: String, _ values: [Double]) {
    guard let range = model.summary(of: name)?.range else { return }
    let outside = values.indices.filter { !values[$0].isNaN && !range.contains(values[$0]) }
    if !outside.isEmpty {
      warnings.append(.outsideRange(variable: name, range: range, firms: outside.map { firms[$0] }))
    }
  }

  private mutating func readLevels(_ name: String, _ column: Int) {
    let texts = table.texts(column)
    levels[name] = texts
    noteMissing(name, texts.indices.filter { texts[$0] == nil })
    guard let known = model.levels(of: name) else { return noteReference(name, texts) }
    for (row, text) in texts.enumerated() {
      guard let text, !known.contains(text) else { continue }
      problems.append(
        InputProblem(
          PredictionFact.unknownLevel(column: name, level: text, known: known),
          at: table.mark(row: row, column: column)))
    }
  }

  /// A published model names the levels that have a coefficient; which of the others is the reference is not known.
  private mutating func noteReference(_ name: String, _ texts: [String?]) {
    let named = model.terms.flatMap(\.factors).compactMap { factor -> String? in
      if case .indicator(name, let level) = factor { level } else { nil }
    }
    let others = distinct(texts.compactMap(\.self)).filter { !named.contains($0) }
    if !others.isEmpty { warnings.append(.takenForReference(column: name, levels: others)) }
  }

  private mutating func noteMissing(_ name: String, _ rows: [Int]) {
    if !rows.isEmpty { warnings.append(.missingValue(column: name, firms: rows.map { firms[$0] })) }
  }
}
