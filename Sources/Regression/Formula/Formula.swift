import SourceText

/// A regression in the notation of R (Wilkinson and Rogers 1973): a response and the terms that explain it.
///
///     npr ~ rd + sqrt(talent) + support:talent
///
/// A term is a column `v`, a function of it (`log(v)`, `log1p(v)`, `sqrt(v)`, `I(v^2)`), a category `C(g)`, or a
/// product of these, `a:b`; `a*b` stands for `a + b + a:b`. `- 1` or `+ 0` leaves the intercept out. Names with other
/// characters than letters, digits, points and underscores stand in backquotes. A category's reference is its first
/// level unless one is chosen, in any place where the formula names it: `C(g, ref = east)`, `C(g, ref = "north east")`.
public struct Formula: Sendable, CustomStringConvertible {
  /// The column that is explained, or its logarithm.
  public let response: FormulaFactor
  /// Whether a constant is among the terms.
  public let hasIntercept: Bool
  /// The terms without the intercept, as R orders them: main effects first, then products of two factors and so on, in
  /// each degree in the order of writing. `a:b` and `b:a` are one term.
  public let terms: [FormulaTerm]

  /// The factors of the right-hand side, in the order in which the formula first names them.
  public let factors: [FormulaFactor]
  /// The reference level of each category for which the formula chooses one, by its column.
  public let references: [String: String]
  /// The formula as written, with the blanks that R prints.
  public let description: String
  private let marks: [String: SourceMark]
  private let referenceMarks: [String: SourceMark]
  /// The place of the whole formula.
  public let mark: SourceMark

  /// Reads `text`.
  ///
  /// - Parameters:
  ///   - base: the place of the first character of `text`. Where it quotes a line, that line is quoted in problems, else
  ///     the formula is.
  /// - Throws: a `FormulaFact`.
  public init(_ text: String, at base: SourceMark = SourceMark(file: "--formula")) throws(InputProblems) {
    let place = FormulaPlace(base: base, text: text)
    var parser = try FormulaParser(place)
    response = try parser.response()
    let (hasIntercept, written) = try parser.rightHandSide()
    guard hasIntercept || !written.isEmpty else { throw InputProblems(FormulaFact.noTerms, at: place.mark) }
    self.hasIntercept = hasIntercept
    mark = place.mark
    marks = parser.marks
    references = parser.references
    referenceMarks = parser.referenceMarks
    factors = parser.factors
    description = parser.text
    let ranks = Dictionary(uniqueKeysWithValues: zip(parser.factors, 0...))
    terms =
      written
      .map { term in FormulaTerm(factors: term.sorted { (ranks[$0] ?? 0) < (ranks[$1] ?? 0) }) }
      .enumerated()
      .sorted { ($0.element.factors.count, $0.offset) < ($1.element.factors.count, $1.offset) }
      .map(\.element)
  }

  /// The columns of the right-hand side, numbers and categories, in the order in which the formula first names them.
  public var variables: [String] { distinct(factors.map(\.variable)) }

  /// Those of `variables` that enter as numbers.
  public var numericVariables: [String] {
    distinct(factors.compactMap { if case .numeric(let variable, _) = $0 { variable } else { nil } })
  }

  /// Those of `variables` that enter as categories.
  public var categoryVariables: [String] {
    distinct(factors.compactMap { if case .category(let variable) = $0 { variable } else { nil } })
  }

  /// Whether the logarithm of a column is explained.
  public var responseIsLogarithm: Bool { response != .numeric(variable: response.variable, .identity) }

  /// The formula with those of its terms alone that stand at `positions`, ascending.
  func keeping(termsAt positions: [Int]) -> Formula {
    var open = references
    let labels = positions.map { position in
      terms[position].factors.map { factor in
        guard case .category(let variable) = factor, let level = open.removeValue(forKey: variable) else {
          return factor.label
        }
        let quote = level.contains("\"") ? "'" : "\""
        return "C(\(formulaName(variable)), ref = \(quote)\(level)\(quote))"
      }.joined(separator: ":")
    }
    let sum = (hasIntercept ? (labels.isEmpty ? ["1"] : []) : ["0"]) + labels
    return (try? Formula("\(response.label) ~ \(sum.joined(separator: " + "))", at: mark)) ?? self
  }

  /// The place where the formula first names `column`, or that of the whole formula.
  public func mark(of column: String) -> SourceMark { marks[column] ?? mark }

  /// The place where the formula chooses the reference level of `column`, or that of `column` where it chooses none.
  public func mark(ofReference column: String) -> SourceMark { referenceMarks[column] ?? mark(of: column) }
}

extension Formula: Hashable {
  /// Whether both have the same response, the same terms in the same order and the same chosen references; how and where
  /// they were written does not matter.
  public static func == (left: Formula, right: Formula) -> Bool {
    left.response == right.response && left.hasIntercept == right.hasIntercept && left.terms == right.terms
      && left.references == right.references
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(response)
    hasher.combine(hasIntercept)
    hasher.combine(terms)
    hasher.combine(references)
  }
}

/// `values` without repetitions, each where it stands first.
func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
  var seen: Set<Value> = []
  return values.filter { seen.insert($0).inserted }
}
