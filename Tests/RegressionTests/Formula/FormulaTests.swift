import SourceText
import Testing

@testable import Regression

@Suite("Formulas")
struct FormulaTests {
  @Test(
    "labels are those of R",
    arguments: [
      ("y ~ a", "a"), ("y ~ a + b + a", "a, b"), ("y ~ a*b", "a, b, a:b"), ("y ~ a:b + c", "c, a:b"),
      ("npr ~ rc + rj + dz + dz:rc", "rc, rj, dz, rc:dz"), ("y ~ b:a + a + b + a:b", "a, b, b:a"),
      ("y ~ a*b*c", "a, b, c, a:b, a:c, b:c, a:b:c"), ("y ~ a*b:c", "a, b:c, a:b:c"), ("y ~ a:a", "a"),
      ("y ~ (a + b)*c", "a, b, c, a:c, b:c"), ("y ~ (a + b):(c + d)", "a:c, a:d, b:c, b:d"),
      ("log(y) ~ log(a) + log1p(b) + sqrt(c) + I(d^2)", "log(a), log1p(b), sqrt(c), I(d^2)"),
      ("y ~ I( a ^ 0.5 ):C( g )", "I(a^0.5):C(g)"), ("y ~ `a b` + `2nd` + `c`", "`a b`, `2nd`, c"),
      ("y ~ sqrt(a) + a:sqrt(a)", "sqrt(a), sqrt(a):a"), ("y ~ log + C + log(log)", "log, C, log(log)"),
      ("产出 ~ 研发.投入 + .x_1", "研发.投入, .x_1"), ("y~1", ""),
    ])
  func labels(text: String, expected: String) throws {
    #expect(try Formula(text).terms.map(\.label).joined(separator: ", ") == expected)
  }

  @Test(
    "the intercept is left out by -1, +0 or 0, and comes back by +1",
    arguments: [
      ("y ~ a", true), ("y ~ a - 1", false), ("y ~ 0 + a", false), ("y ~ a + 0", false), ("y ~ -1 + a", false),
      ("y ~ a - 1 + 1", true), ("y ~ 1 + a", true), ("y ~ a - 0", true),
    ])
  func intercept(text: String, hasIntercept: Bool) throws {
    #expect(try Formula(text).hasIntercept == hasIntercept)
  }

  @Test(
    "the printed formula reads as an equal one",
    arguments: [
      "y ~ b:a + a", "log(y) ~ a*b - 1", "y ~ 1", "y ~ `a b`:C(g) + I(x^1.5)", "`my y` ~ c + a:b:c + b:a",
      "y ~ a:b + c:b:a + c", "y ~ C(g, ref = \"north east\"):x + C(`a b`, ref = 2015)", "y ~ (a + b):(c + d)",
      "y ~ -1 + `log`:a",
    ])
  func roundTrip(text: String) throws {
    let formula = try Formula(text)
    let again = try Formula(formula.description)
    #expect(again == formula)
    #expect(again.terms.map(\.label) == formula.terms.map(\.label))
    #expect(again.description == formula.description)
    #expect(Set([formula, again]).count == 1)
  }

  @Test("the printed formula has the blanks that R prints, and formulas are equal when their terms are")
  func description() throws {
    #expect(try Formula(" log( y )~a *b:c-1").description == "log(y) ~ a * b:c - 1")
    #expect(try Formula("y~-1+I( x^2 )").description == "y ~ -1 + I(x^2)")
    #expect(try Formula("y ~ a*b") == Formula("y~a+b+b:a"))
    #expect(try Formula("y ~ a:b") != Formula("y ~ a*b"))
    #expect(try Formula("y ~ a + b") != Formula("y ~ b + a"))
  }

  @Test("a reference may be a name, a number or a text in quotation marks, and leaves the labels as they are")
  func references() throws {
    let text = #"y ~ C(g,ref=east)*x + C(h , ref='it"s') + C(year, ref=2015) + C(g)"#
    let formula = try Formula(text)
    #expect(formula.references == ["g": "east", "h": "it\"s", "year": "2015"])
    #expect(formula.terms.map(\.label) == ["C(g)", "x", "C(h)", "C(year)", "C(g):x"])
    #expect(try Formula("y ~ C(g, ref = `north east`)").references == ["g": "north east"])
    #expect(try Formula("y ~ C(g,ref=\"a, b\")").description == "y ~ C(g, ref = \"a, b\")")
    #expect(try Formula("y ~ C(g,ref=east)").description == "y ~ C(g, ref = east)")
    #expect(formula.mark(ofReference: "g").column == 13)
    #expect(formula.mark(ofReference: "x") == formula.mark(of: "x"))
  }

  @Test("formulas with other references are other formulas, wherever the reference stands")
  func equalityOfReferences() throws {
    #expect(try Formula("y ~ C(g, ref = a)") != Formula("y ~ C(g)"))
    #expect(try Formula("y ~ C(g, ref = a)") != Formula("y ~ C(g, ref = b)"))
    #expect(try Formula("y ~ C(g, ref = a) + C(g):x") == Formula("y ~ C(g) + C(g, ref = \"a\"):x"))
  }

  @Test("the variables come in the order of first appearance, numbers and categories apart on demand")
  func variables() throws {
    let formula = try Formula("y ~ c:C(g) + sqrt(a)*b + a + C(year):year")
    #expect(formula.variables == ["c", "g", "a", "b", "year"])
    #expect(formula.numericVariables == ["c", "a", "b", "year"])
    #expect(formula.categoryVariables == ["g", "year"])
  }

  @Test(
    "a mistake is named where it stands",
    arguments: [
      ("", "1 unexpected(found: nil, expected: response)"), ("3 ~ a", "1 unexpected(found: 3, expected: response)"),
      ("sqrt(y) ~ a", "1 unexpected(found: sqrt, expected: response)"),
      ("y", "2 unexpected(found: nil, expected: tilde)"),
      ("y + a", "3 unexpected(found: +, expected: tilde)"), ("y ~", "4 unexpected(found: nil, expected: term)"),
      ("y ~ a +", "8 unexpected(found: nil, expected: term)"),
      ("y ~ a b", "7 unexpected(found: b, expected: operatorOrEnd)"),
      ("y ~ a ~ b", "7 unexpected(found: ~, expected: operatorOrEnd)"),
      ("y ~ 2 + a", "5 unexpected(found: 2, expected: zeroOrOne)"),
      ("y ~ a:1", "7 unexpected(found: 1, expected: term)"),
      ("y ~ 1.2.3", "5 unexpected(found: 1.2.3, expected: term)"),
      ("y ~ log()", "9 unexpected(found: ), expected: variable)"),
      ("y ~ log(a", "10 unexpected(found: nil, expected: closingParenthesis)"),
      ("y ~ log(log(a))", "12 unexpected(found: (, expected: closingParenthesis)"),
      ("y ~ C(g", "8 unexpected(found: nil, expected: referenceOrClosingParenthesis)"),
      ("y ~ C(g, a)", "10 unexpected(found: a, expected: reference)"),
      ("y ~ C(g, ref a)", "14 unexpected(found: a, expected: reference)"),
      ("y ~ C(g, ref = )", "16 unexpected(found: ), expected: level)"),
      ("y ~ C(g, ref = a, b)", "17 unexpected(found: ,, expected: closingParenthesis)"),
      ("y ~ log(a, ref = b)", "10 unexpected(found: ,, expected: closingParenthesis)"),
      ("y ~ C(g, ref = \"a)", "16 unterminatedQuote"), ("y ~ C(g, ref = '')", "16 emptyName"),
      ("y ~ \"a\"", "5 unexpected(found: \"a\", expected: term)"),
      ("y ~ C(g, ref = a) + C(g, ref = b)", "32 conflictingReferences(column: g, first: a, second: b)"),
      ("y ~ I(a)", "8 unexpected(found: ), expected: power)"),
      ("y ~ I(a^b)", "9 unexpected(found: b, expected: positiveNumber)"),
      ("y ~ I(a^0)", "9 unexpected(found: 0, expected: positiveNumber)"),
      ("y ~ (a + b", "11 unexpected(found: nil, expected: closingParenthesis)"),
      ("y ~ a^2", "6 powerOutsideI"), ("y ~ (a + b)^2", "12 powerOutsideI"),
      ("y ~ a - b", "9 onlyInterceptCanBeRemoved"), ("y ~ 0", "1 noTerms"), ("y ~ a & b", "7 unknownCharacter(&)"),
      ("y ~ `a + b", "5 unterminatedBackquote"), ("y ~ ``", "5 emptyName"),
      ("y ~ exp(a)", "5 unknownFunction(name: exp, known: [C, I, log, log1p, sqrt])"),
      ("y ~ a + log(y)", "13 responseAsRegressor(name: y)"), ("log(y) ~ a:y", "12 responseAsRegressor(name: y)"),
    ])
  func mistakes(text: String, expected: String) {
    do {
      _ = try Formula(text)
      Issue.record("the mistake was not seen")
    } catch {
      #expect(error.problems.map(described) == [expected])
    }
  }

  /// The column of a problem and its fact, without the quotation marks of strings.
  private func described(_ problem: InputProblem) -> String {
    let column = problem.mark.column ?? 0
    if case FormulaFact.unexpected(let found, let expected)? = problem.fact as? FormulaFact {
      return "\(column) unexpected(found: \(found ?? "nil"), expected: \(expected))"
    }
    return "\(column) \(problem.fact)".replacing("\"", with: "")
  }

  @Test("a formula that would grow without end is refused")
  func limits() {
    let names = (1...12).map { "v\($0)" }.joined(separator: "*")
    #expect(problems { _ = try Formula("y ~ " + names) } == ["--formula:0:35 tooManyTerms(limit: 1000)"])
    let nested = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 5000)
    #expect(problems { _ = try Formula("y ~ " + nested) } == ["--formula:0:55 nestedTooDeeply(limit: 50)"])
  }

  @Test("places count from where the formula stands in its file")
  func places() throws {
    let line = #"{"formula": "y ~ rd + talnt"}"#
    let base = SourceMark(file: "model.json", line: 1, column: 14, quote: .init(line: line, start: 14, length: 14))
    let formula = try Formula("y ~ rd + talnt", at: base)
    #expect(formula.mark(of: "talnt").column == 23)
    #expect(formula.mark(of: "talnt").quote == .init(line: line, start: 23, length: 5))
    #expect(formula.mark(of: "other") == formula.mark)
    #expect(formula.mark.quote == .init(line: line, start: 14, length: 14))
    let plain = try Formula("y ~ rd + `my talent`")
    #expect(plain.mark(of: "my talent").quote == .init(line: "y ~ rd + `my talent`", start: 10, length: 11))
  }
}

@Suite("Transforms")
struct TransformTests {
  private static let all: [Transform] = [.identity, .logarithm, .log1p, .squareRoot, .power(2), .power(0.5), .power(3)]

  @Test("slopes are those of the values", arguments: all)
  func slopes(transform: Transform) {
    for value in [0.3, 1, 7.5] {
      let step = 1e-5 * value
      let difference = (transform.value(at: value + step) - transform.value(at: value - step)) / (2 * step)
      #expect(abs(difference - transform.slope(at: value)) < 1e-8 * max(1, abs(difference)))
    }
  }

  @Test("a concave transform lies above its chords, a convex one below", arguments: all)
  func shapes(transform: Transform) {
    let (low, high) = (0.5, 4.0)
    let excess = transform.value(at: (low + high) / 2) - (transform.value(at: low) + transform.value(at: high)) / 2
    switch transform.shape(over: low...high) {
    case .linear: #expect(excess == 0)
    case .concave: #expect(excess > 0)
    case .convex: #expect(excess < 0)
    case nil: Issue.record("every transform bends one way over positive numbers")
    }
  }

  @Test("powers bend by the side of zero on which they are")
  func powers() {
    #expect(Transform.power(3).shape(over: -2 ... -1) == .concave)
    #expect(Transform.power(3).shape(over: -1...1) == nil)
    #expect(Transform.power(2).shape(over: -1...1) == .convex)
    #expect(Transform.power(1).shape(over: -1...1) == .linear)
    #expect(Transform.power(2.5).shape(over: 0...1) == .convex)
  }

  @Test("domains hold exactly the numbers with a finite value", arguments: all)
  func domains(transform: Transform) {
    for value in [-2, -1, -0.5, 0, 0.5, 2] {
      #expect(transform.domain.contains(value) == transform.value(at: value).isFinite)
    }
  }
}
