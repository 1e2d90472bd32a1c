import Regression

extension FormulaFact: Worded {
  /// What is wrong with a formula.
  public var wording: Wording {
    switch self {
    case .unexpected(let found, let expected):
      Wording(
        found.map { "\(quoted($0)) does not fit here" } ?? "the formula ends too early", expected: expected.phrase)
    case .unknownCharacter(let character):
      Wording(
        "formulas do not know the character \(quoted(String(character)))",
        step: "put a column's name in backquotes if it holds other characters than letters, digits, points and _")
    case .unterminatedBackquote: Wording("a backquote opens a name and none closes it")
    case .unterminatedQuote: Wording("a quotation mark opens a level and none closes it")
    case .emptyName: Wording("nothing stands between the quotation marks")
    case .unknownFunction(let name, let known):
      Wording("formulas do not know the function \(quoted(name))", unknown: name, known: known, noun: "functions")
    case .powerOutsideI: Wording("a power stands outside I(…)", step: "write I(v^2) for the square of v")
    case .onlyInterceptCanBeRemoved:
      Wording("only the intercept can be taken away", expected: "- 1", step: "leave the term out instead")
    case .noTerms: Wording("nothing is left on the right-hand side", expected: "an intercept or at least one term")
    case .responseAsRegressor(let name):
      Wording("the response \(quoted(name)) also stands on the right-hand side", step: "remove it there")
    case .conflictingReferences(let column, let first, let second):
      Wording(
        "the category \(quoted(column)) has two references, \(quoted(first)) and \(quoted(second))",
        step: "choose one of them")
    case .tooManyTerms(let limit): Wording("the formula has more than \(limit) terms when its products are expanded")
    case .nestedTooDeeply(let limit): Wording("more than \(limit) parentheses stand inside each other")
    }
  }
}

extension FormulaFact.Expectation {
  /// What a formula needs, as a noun.
  var phrase: String {
    switch self {
    case .response: "the response: a column or log(column)"
    case .tilde: "~ between the response and the terms"
    case .term: "a term such as rd, sqrt(rd), C(region) or rd:talent"
    case .variable: "the name of a column"
    case .operatorOrEnd: "+, *, : or the end of the formula"
    case .closingParenthesis: ")"
    case .referenceOrClosingParenthesis: ") or the reference, as in C(region, ref = east)"
    case .reference: "ref = and a level, as in C(region, ref = east)"
    case .level: "a level: a name, a number, or a text in quotation marks"
    case .power: "^ and a number, as in I(v^2)"
    case .positiveNumber: "a number above 0"
    case .zeroOrOne: "0 or 1"
    }
  }
}
