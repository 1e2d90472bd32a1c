import SourceText

/// What can be wrong with a published table that is to be audited.
public enum AuditFact: InputFact, Hashable {
  /// The columns are those of no table that can be recomputed.
  case unknownKind(columns: [String])
  /// The column `name` is none of `known`, but nearly.
  case misspeltColumn(name: String, known: [String])
  /// A table of this kind needs the column `name`.
  case columnMissing(name: String, of: AuditedTableKind)
  /// None of the figures in the table's columns follows from others.
  case nothingToRecompute
  /// The column `name` stands in the table under another spelling too, in field `firstField`, from 1.
  case columnTwice(name: String, firstField: Int)
  /// Degrees of freedom are given for a series, which has no statistics.
  case degreesOfFreedomForSeries
  /// A row without a name in `column`.
  case nameMissing(column: String)
  /// The row on `firstLine` is called `name` as well.
  case nameTwice(name: String, column: String, firstLine: Int)
  /// `text` in `column` is no number as tables print them.
  case notAFigure(text: String, column: String)
  /// `text` in `column` is a bound where a number must stand.
  case isABound(text: String, column: String)
  /// A standard error below 0.
  case negativeStandardError(term: String, text: String)
  /// A standard error that is exactly 0, not one rounded to it.
  case zeroStandardError(term: String)
  /// A p value below 0 or above 1.
  case impossibleProbability(term: String, text: String)
  /// A value below 0.
  case negativeValue(period: String, text: String)
  /// Growth since a value that is exactly 0.
  case growthFromZero(period: String)
  /// Growth below −100 %, which no value above 0 has.
  case impossibleGrowth(period: String, text: String)
  /// The period `period` does not come after the one before it.
  case periodsOutOfOrder(period: String, previous: String)
}
