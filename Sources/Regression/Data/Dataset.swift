import SourceText

/// The columns of a table that a formula needs, in the rows that are complete in them.
public struct Dataset: Sendable {
  /// What the columns are for.
  public let formula: Formula
  /// The file that the table was read from, as the user named it.
  public let file: String
  /// The table's rows that are used, from 0.
  public let rows: [Int]
  /// What was left out, and why.
  public let missing: MissingValues
  /// The response, transformed as the formula says, a value for every row used.
  public let response: [Double]
  /// The column of the weights; nil when every row counts alike.
  public let weightColumn: String?
  /// What each row used counts, above 0; nil when every row counts alike.
  public let weights: [Double]?
  /// The column that says which rows belong together; nil when rows are independent.
  public let clusterColumn: String?
  /// The cluster of each row used, at least two in all; nil when rows are independent.
  public let cluster: CategoryColumn?
  /// The levels of the formula's categories that occur in the file, but in none of the rows used; categories without
  /// such levels are not listed.
  public let unusedLevels: [UnusedLevels]

  private let numbers: [String: [Double]]
  private let categories: [String: CategoryColumn]
  private let labels: RowLabels

  /// Takes what `formula` needs out of `table`, and the columns of weights and clusters if there are any.
  ///
  /// Rows in which one of these columns is missing are left out and counted. Other columns do not matter.
  /// - Parameters:
  ///   - weights: a column of numbers above 0.
  ///   - cluster: a column of any kind; rows with equal cells belong together.
  /// - Throws: every `DataFact` and `TableFact` that stands in the way, at its cell, header or place in the formula. A
  ///   column of weights or clusters that does not exist is reported for `--weights` or `--vcov`.
  public init(
    _ table: Table, formula: Formula, weights: String? = nil, cluster: String? = nil
  ) throws(InputProblems) {
    var reader = ColumnReader(table: table, formula: formula, weightColumn: weights, clusterColumn: cluster)
    reader.readColumns()
    try reader.throwIfAny()
    let missing = reader.missingValues()
    let rows = missing.completeRows
    reader.keep(rows: rows, missing: missing)
    try reader.throwIfAny()

    self.formula = formula
    self.missing = missing
    self.rows = rows
    file = table.file.path
    numbers = reader.numbers
    categories = reader.categories
    response = reader.values(of: formula.response)
    weightColumn = weights
    self.weights = weights.flatMap { reader.numbers[$0] }
    clusterColumn = cluster
    self.cluster = reader.cluster
    unusedLevels = reader.unusedLevels
    labels = table.rowLabels
  }

  /// How many rows are used; at least 1.
  public var rowCount: Int { rows.count }

  /// The values of the numeric column `name`, not transformed, a value for every row used; empty when the formula does
  /// not use it as a number.
  public func numbers(_ name: String) -> [Double] { numbers[name] ?? [] }

  /// The category in column `name`; nil when the formula does not use it as one.
  public func category(_ name: String) -> CategoryColumn? { categories[name] }

  /// What a person calls the row at `position`, from 0, among the rows used: its cell in the column `id`, else `firm`,
  /// else `name`, in any case of letters; where it has none "line N", its line in the file.
  public func label(ofRow position: Int) -> String { labels[rows[position]] }

  /// The ranges of the numeric variables of the right-hand side over the rows used.
  public var summaries: [VariableSummary] {
    formula.numericVariables.map { VariableSummary(name: $0, of: numbers($0)) }
  }
}

/// A category in the rows used.
public struct CategoryColumn: Sendable, Hashable {
  /// At least two: the reference that the formula chooses, if any, then the others, sorted as numbers when all levels
  /// are numbers, else by the bytes of their UTF-8.
  public let levels: [String]
  /// For every row the position of its level in `levels`.
  public let codes: [Int]

  /// The category of `texts`; where `reference` is one of them, it comes first.
  init(_ texts: [String], reference: String? = nil) {
    let sorted = sortedLevels(Set(texts))
    levels = sorted.filter { $0 == reference } + sorted.filter { $0 != reference }
    let positions = Dictionary(zip(levels, 0...), uniquingKeysWith: { first, _ in first })
    codes = texts.map { positions[$0] ?? 0 }
  }
}

/// Levels of a category that no row used has.
public struct UnusedLevels: Sendable, Hashable {
  /// The column.
  public let name: String
  /// The levels, at least one, sorted as those of `CategoryColumn`.
  public let levels: [String]
}

func sortedLevels(_ levels: Set<String>) -> [String] {
  let numbers = levels.compactMap { level in DecimalNumber(level).value.map { (level, $0) } }
  let byText = levels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  guard numbers.count == levels.count else { return byText }
  let values = Dictionary(numbers, uniquingKeysWith: { first, _ in first })
  return byText.enumerated()
    .sorted { (values[$0.element] ?? 0, $0.offset) < (values[$1.element] ?? 0, $1.offset) }
    .map(\.element)
}

/// The rows that a fit leaves out because a value is missing.
public struct MissingValues: Sendable, Hashable {
  /// The rows of the table.
  public let rowCount: Int
  /// The rows without a missing value, from 0.
  public let completeRows: [Int]
  /// The columns that have missing values, in the order of the formula, each with the table's rows, from 0, in which it
  /// is missing. A row may stand at several columns.
  public let columns: [Column]

  /// A column with missing values.
  public struct Column: Sendable, Hashable {
    /// The column.
    public let name: String
    /// The table's rows in which it is missing, from 0.
    public let rows: [Int]
  }

  /// How many rows are left out.
  public var droppedCount: Int { rowCount - completeRows.count }
}
