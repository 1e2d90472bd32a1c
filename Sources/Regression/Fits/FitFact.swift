import SourceText

/// What can stand in the way of a fit, or be said about one.
public enum FitFact: InputFact, Hashable {
  /// More coefficients than rows with all values.
  case moreCoefficientsThanRows(coefficients: Int, rows: Int)
  /// As many coefficients as rows: nothing is left to estimate the error from.
  case noDegreesOfFreedom(rows: Int)
  /// The column is a combination of others, earlier in the formula; of none when it is zero everywhere.
  case collinear(column: String, combinationOf: [String])
  /// The response is `value` in every row.
  case constantResponse(name: String, value: Double)
  /// Numbers of this column, or of the response, are so large that their squares are no doubles.
  case tooLarge(column: String)
  /// The residuals are no larger than rounding errors, so that standard errors and tests mean nothing. A warning.
  case perfectFit
  /// A correction by leverages was asked for in a family that has none.
  case leveragesNeeded(HeteroscedasticityCorrection)
  /// The row has leverage 1, where the correction divides by zero.
  case leverageOfOne(row: String, HeteroscedasticityCorrection)
  /// So many replications gave no estimate that the others mean nothing.
  case bootstrapFailed(failed: Int, replications: Int)
}
