import SourceText

/// Reads a formula by recursive descent.
///
///     formula  = response "~" ["+" | "-"] summand { ("+" | "-") summand }
///     summand  = product | "0" | "1"
///     product  = crossing { "*" crossing }
///     crossing = primary { ":" primary }
///     primary  = "(" product { "+" product } ")" | factor
///     factor   = name | function "(" name [ "^" number ] ")" | "C" "(" name [ "," "ref" "=" level ] ")"
///
/// A sum is the list of its terms in the order of writing; each term lists its factors in the order of writing.
struct FormulaParser {
  typealias Terms = [[FormulaFactor]]

  private let place: FormulaPlace
  private let tokens: [FormulaToken]
  private var position = 0
  private var depth = 0
  private var responseName: String?
  /// The factors of the right-hand side in the order in which they are named first.
  private(set) var factors: [FormulaFactor] = []
  /// Where each column is named for the first time.
  private(set) var marks: [String: SourceMark] = [:]
  /// The reference level of each category for which one is chosen.
  private(set) var references: [String: String] = [:]
  /// Where each of `references` is chosen for the first time.
  private(set) var referenceMarks: [String: SourceMark] = [:]

  static let functions = ["C", "I", "log", "log1p", "sqrt"]
  static let termLimit = 1000
  static let depthLimit = 50

  init(_ place: FormulaPlace) throws(InputProblems) {
    self.place = place
    tokens = try FormulaLexer.tokens(place)
  }

  private var token: FormulaToken { tokens[position] }

  /// The formula as written, with the blanks that R prints.
  var text: String {
    zip(tokens, [nil] + tokens).map { token, previous in
      token.isSign("-") && previous?.isSign("~") == true ? "-" : token.printed
    }.joined()
  }

  private mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  private func unexpected(_ expected: FormulaFact.Expectation) -> InputProblems {
    problem(.unexpected(found: token.kind == .end ? nil : token.text, expected: expected))
  }

  private func problem(_ fact: FormulaFact, at token: FormulaToken? = nil) -> InputProblems {
    InputProblems(fact, at: place.mark(token ?? self.token))
  }

  private mutating func require(_ sign: Character, _ expected: FormulaFact.Expectation) throws(InputProblems) {
    guard token.isSign(sign) else { throw unexpected(expected) }
    advance()
  }

  // MARK: The two sides

  /// The response and the `~` behind it.
  mutating func response() throws(InputProblems) -> FormulaFactor {
    let first = token
    guard case .name = first.kind else { throw unexpected(.response) }
    let response = try factor()
    switch response {
    case .numeric(_, .identity), .numeric(_, .logarithm): break
    default: throw problem(.unexpected(found: first.text, expected: .response), at: first)
    }
    try require("~", .tilde)
    responseName = response.variable
    return response
  }

  /// Everything behind the `~`, to the end.
  mutating func rightHandSide() throws(InputProblems) -> (hasIntercept: Bool, terms: Terms) {
    var hasIntercept = true
    var terms: Terms = []
    var isRemoved = false
    if token.isSign("+") || token.isSign("-") {
      isRemoved = token.isSign("-")
      advance()
    }
    while true {
      if case .number(let value) = token.kind {
        guard value == 0 || value == 1 else { throw unexpected(.zeroOrOne) }
        hasIntercept = (value == 1) != isRemoved
        advance()
      } else {
        let first = token
        let summand = try product()
        guard !isRemoved else { throw problem(.onlyInterceptCanBeRemoved, at: first) }
        terms = try union(terms, summand)
      }
      if token.kind == .end { return (hasIntercept, terms) }
      guard token.isSign("+") || token.isSign("-") else { throw wrongOperator() }
      isRemoved = token.isSign("-")
      advance()
    }
  }

  private func wrongOperator() -> InputProblems {
    token.isSign("^") ? problem(.powerOutsideI) : unexpected(.operatorOrEnd)
  }

  // MARK: Products

  private mutating func product() throws(InputProblems) -> Terms {
    var terms = try crossing()
    while token.isSign("*") {
      advance()
      let right = try crossing()
      terms = try union(union(terms, right), crossed(terms, right))
    }
    return terms
  }

  private mutating func crossing() throws(InputProblems) -> Terms {
    var terms = try primary()
    while token.isSign(":") {
      advance()
      terms = try crossed(terms, primary())
    }
    return terms
  }

  private mutating func primary() throws(InputProblems) -> Terms {
    guard token.isSign("(") else {
      let factor = try factor()
      if !factors.contains(factor) { factors.append(factor) }
      return [[factor]]
    }
    guard depth < Self.depthLimit else { throw problem(.nestedTooDeeply(limit: Self.depthLimit)) }
    depth += 1
    defer { depth -= 1 }
    advance()
    var terms = try product()
    while token.isSign("+") {
      advance()
      terms = try union(terms, product())
    }
    guard !token.isSign("^") else { throw problem(.powerOutsideI) }
    try require(")", .closingParenthesis)
    return terms
  }

  private func union(_ left: Terms, _ right: Terms) throws(InputProblems) -> Terms {
    var seen = Set(left.map(Set.init))
    let terms = left + right.filter { seen.insert(Set($0)).inserted }
    guard terms.count <= Self.termLimit else { throw problem(.tooManyTerms(limit: Self.termLimit)) }
    return terms
  }

  private func crossed(_ left: Terms, _ right: Terms) throws(InputProblems) -> Terms {
    guard left.count * right.count <= Self.termLimit else { throw problem(.tooManyTerms(limit: Self.termLimit)) }
    let products = left.flatMap { first in right.map { first + $0.filter { !first.contains($0) } } }
    return try union([], products)
  }

  // MARK: Factors

  private mutating func factor() throws(InputProblems) -> FormulaFactor {
    let first = token
    guard case .name(let name) = first.kind else { throw unexpected(.term) }
    advance()
    guard token.isSign("("), first.text.first != "`" else {
      try note(name, first)
      return .numeric(variable: name, .identity)
    }
    guard Self.functions.contains(name) else {
      throw problem(.unknownFunction(name: name, known: Self.functions), at: first)
    }
    advance()
    let variable = try variable()
    let factor: FormulaFactor =
      switch name {
      case "C": try category(variable)
      case "log": .numeric(variable: variable, .logarithm)
      case "log1p": .numeric(variable: variable, .log1p)
      case "sqrt": .numeric(variable: variable, .squareRoot)
      default: .numeric(variable: variable, .power(try power()))
      }
    try require(")", .closingParenthesis)
    return factor
  }

  private mutating func variable() throws(InputProblems) -> String {
    guard case .name(let name) = token.kind else { throw unexpected(.variable) }
    try note(name, token)
    advance()
    return name
  }

  /// The category in column `variable`, behind its name.
  private mutating func category(_ variable: String) throws(InputProblems) -> FormulaFactor {
    guard token.isSign(",") else {
      guard token.isSign(")") else { throw unexpected(.referenceOrClosingParenthesis) }
      return .category(variable: variable)
    }
    advance()
    guard token.kind == .name("ref") else { throw unexpected(.reference) }
    advance()
    try require("=", .reference)
    let level: String
    switch token.kind {
    case .name(let name): level = name
    case .quotedText(let text): level = text
    case .number: level = token.text
    default: throw unexpected(.level)
    }
    if let first = references[variable], first != level {
      throw problem(.conflictingReferences(column: variable, first: first, second: level))
    }
    references[variable] = level
    if referenceMarks[variable] == nil { referenceMarks[variable] = place.mark(token) }
    advance()
    return .category(variable: variable)
  }

  private mutating func power() throws(InputProblems) -> Double {
    try require("^", .power)
    guard case .number(let power) = token.kind, power > 0 else { throw unexpected(.positiveNumber) }
    advance()
    return power
  }

  private mutating func note(_ name: String, _ token: FormulaToken) throws(InputProblems) {
    guard name != responseName else { throw problem(.responseAsRegressor(name: name), at: token) }
    if marks[name] == nil { marks[name] = place.mark(token) }
  }
}
