import SourceText

/// What keeps a study of risk from being made.
public enum RiskFact: InputFact, Hashable {
  /// The model tells neither a covariance nor standard errors, so that there is nothing to draw from.
  case nothingToDraw
  /// The firm file has no column of that name to share in proportion to.
  case unknownBasis(String, known: [String])
  /// A firm has no amount of 0 or more in that column, or every firm has 0.
  case basisNotUsable(String)
}
