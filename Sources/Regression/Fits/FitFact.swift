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
  /// All numbers of this column, or of the response, are so small that their squares are no doubles.
  case tooSmall(column: String)
  /// The residuals are no larger than rounding errors, so that standard errors and tests mean nothing. A warning.
  case perfectFit
  /// The regressors are nearly combinations of each other, in the named ones most: a change in the last digits of the data
  /// changes the coefficients. A warning.
  case nearlyCollinear(terms: [String], conditionNumber: Double)
  /// Rounding errors stopped the search for the maximum of a likelihood after `iterations` steps.
  case notConverged(iterations: Int)
  /// A correction by leverages was asked for in a family that has none.
  case leveragesNeeded(HeteroscedasticityCorrection)
  /// The row has leverage 1, where the correction divides by zero.
  case leverageOfOne(row: String, HeteroscedasticityCorrection)
  /// So many replications gave no estimate that the others mean nothing.
  case bootstrapFailed(failed: Int, replications: Int)
  /// Fewer clusters than there are coefficients, so that these cannot all be tested at once; or so few that errors by
  /// cluster tend to be too small. A warning.
  case fewClusters(clusters: Int, coefficients: Int)
  /// So few clusters are drawn from in a bootstrap that the errors tend to be too small. A warning.
  case fewClustersDrawn(clusters: Int)
  /// Each of `count` rows, the first of them called `first`, alone tells a coefficient. It has no residual whatever its
  /// error, so that robust standard errors are too small. A warning.
  case toldByOneRow(first: String, count: Int)
  /// Each of `count` clusters alone tells a coefficient, and standard errors by cluster are too small likewise. A warning.
  case toldByOneCluster(first: String, count: Int)
  /// Some replications of a bootstrap gave no estimate. A warning.
  case replicationsFailed(failed: Int, replications: Int)

  // Poisson
  /// A Poisson regression of the logarithm of a column.
  case logarithmInPoisson(variable: String)
  /// `count` values of a response that cannot be negative are, the first of them `value` in `row`.
  case negativeResponse(name: String, row: String, value: Double, count: Int)
  /// The coefficients of `terms` run away, because nothing but `rows` rows in which the response is 0 tell them.
  case separatedZeros(terms: [SeparatedTerm], rows: Int, response: String)

  // Tobit
  /// A tobit with neither limit.
  case limitsMissing
  /// A limit that is infinite or not a number.
  case limitNotFinite(Double)
  /// A lower limit that is not below the upper one.
  case limitsCross(lower: Double, upper: Double)
  /// A limit to the logarithm of a column.
  case limitedLogarithm(variable: String)
  /// All `rows` of the response are at or beyond one limit.
  case everyRowCensored(response: String, limit: Double, rows: Int)
  /// Every row of the response is at or beyond one of two limits, some at each.
  case nothingBetweenLimits(response: String, lower: Double, upper: Double, atLower: Int, atUpper: Int)
  /// One row of the response alone is not at a limit.
  case oneUncensoredRow(response: String, rows: Int)
  /// The coefficients of `terms` run away, because nothing but `rows` rows at a limit tell them: the regressors can be
  /// combined to something that is zero in all other rows.
  case separated(terms: [SeparatedTerm], rows: Int)
  /// The rows between the limits lie on a line, plane or the like up to rounding, and those at a limit do not speak
  /// against it: σ runs to 0.
  case uncensoredRowsFitPerfectly(uncensored: Int, coefficients: Int)
  /// No more rows between the limits than coefficients: these depend on few rows and on the normal distribution. A
  /// warning.
  case fewUncensoredRows(uncensored: Int, coefficients: Int)
  /// No row is at a limit: this is least squares with another estimate of σ. A warning.
  case nothingCensored(response: String)
}

/// A coefficient that has no finite estimate.
public struct SeparatedTerm: Sendable, Hashable {
  /// Its label.
  public let label: String
  /// Whether it runs to +∞; else to −∞.
  public let rises: Bool

  /// The coefficient called `label`, which runs to +∞ where it `rises`.
  public init(label: String, rises: Bool) {
    self.label = label
    self.rises = rises
  }
}
