import SourceText

/// What can be wrong with the data that a formula is applied to.
public enum DataFact: InputFact, Hashable {
  /// The formula names a column that the data do not have.
  case unknownColumn(name: String, known: [String])
  /// A column of texts, such as `example`, is used as a number.
  case textColumn(name: String, example: String)
  /// The term `label` has no finite value where its variable is `value`: the logarithm of 0, the root of −1.
  case undefined(label: String, value: Double)
  /// Every row lacks a value that the formula needs; `columns` are those with missing values.
  case noCompleteRows(rows: Int, columns: [String])
  /// A category has the one level `level` in all complete rows.
  case oneLevel(column: String, level: String)
  /// The reference that the formula chooses for a category is the level of no complete row; `known` are those that are.
  case unknownReference(column: String, level: String, known: [String])
  /// All complete rows belong to one cluster, from which no spread between clusters can be told.
  case oneCluster(column: String, cluster: String)
  /// A column of texts, such as `example`, is used as weights.
  case textWeights(column: String, example: String)
  /// A weight that is not above 0.
  case weightNotPositive(column: String, weight: Double)
  /// Two coefficients would have the same label, because the text of a level holds what joins the parts of a label.
  case ambiguousLabel(label: String)
  /// A product of columns is too large for a double.
  case productNotFinite(label: String)
  /// A design of `rows` × `columns` numbers would not fit into memory.
  case designTooLarge(rows: Int, columns: Int)
}
