import SourceText

/// What can be wrong with a formula.
public enum FormulaFact: InputFact, Hashable {
  /// `found` stands where something else is needed; nil is the end of the formula.
  case unexpected(found: String?, expected: Expectation)
  /// A character that no formula holds.
  case unknownCharacter(Character)
  /// A backquote opens a name and none closes it.
  case unterminatedBackquote
  /// A quotation mark opens a level and none closes it.
  case unterminatedQuote
  /// A name or level in quotation marks of any kind without a character.
  case emptyName
  /// A function that formulas do not know.
  case unknownFunction(name: String, known: [String])
  /// A power outside `I(…)`, where R would read it as a crossing of terms.
  case powerOutsideI
  /// Something other than the intercept is subtracted.
  case onlyInterceptCanBeRemoved
  /// Neither an intercept nor a term is left.
  case noTerms
  /// The response stands on the right-hand side too.
  case responseAsRegressor(name: String)
  /// Two references for one category.
  case conflictingReferences(column: String, first: String, second: String)
  /// More terms than `limit` after products are expanded.
  case tooManyTerms(limit: Int)
  /// More parentheses inside each other than `limit`.
  case nestedTooDeeply(limit: Int)

  /// What a formula needs at some place.
  public enum Expectation: Sendable, Hashable {
    /// The response: a column, or its logarithm.
    case response
    /// `~`.
    case tilde
    /// A term of the right-hand side.
    case term
    /// The name of a column.
    case variable
    /// `+`, `*`, `:` or the end.
    case operatorOrEnd
    /// `)`.
    case closingParenthesis
    /// `)`, or a comma and the reference of a category, in `C(…)`.
    case referenceOrClosingParenthesis
    /// `ref = level`, behind the comma in `C(…)`.
    case reference
    /// A level of a category: a name, a number, or a text in quotation marks.
    case level
    /// `^` and a number, inside `I(…)`.
    case power
    /// A number above 0.
    case positiveNumber
    /// 0 or 1, for no intercept or an intercept.
    case zeroOrOne
  }
}
