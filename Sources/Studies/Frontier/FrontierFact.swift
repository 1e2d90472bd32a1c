import SourceText

/// What can be wrong with what a frontier is asked for.
public enum FrontierFact: Error, InputFact, Hashable {
  /// The alliance has no limit of this name.
  case unknownLimit(String, known: [String])
  /// What stands behind the limit is no range of two numbers.
  case rangeMalformed(String)
  /// The range is empty.
  case rangeEmpty(from: Double, to: Double)
  /// The sum of all periods of a budget or a grant, by its path, is asked for below 0.
  case sumNegative(String, Double)
  /// Someone asked for a figure without a value, or for a value that is no number.
  case targetMalformed(String)
  /// The alliance makes another figure large or small than the one asked for.
  case targetOfOtherFigure(String, objective: String)
}
