/// The labels of a formula's coefficients, read back into factors.
struct CoefficientLabels {
  static let intercept = "(Intercept)"

  let formula: Formula

  /// The factors that `label` stands for and the position of their term, -1 for the intercept; nil when the formula has
  /// no such coefficient.
  ///
  /// The factors may stand in any order. A category's level is any text behind `C(g)`, colons included,
  /// unless what follows the colon is another factor of a product in the formula.
  func resolve(_ label: String) -> (term: Int, factors: [ModelFactor])? {
    if label == Self.intercept { return formula.hasIntercept ? (-1, []) : nil }
    for (position, term) in formula.terms.enumerated().reversed() {
      if let factors = match(label[...], term.factors) {
        let order = term.factors.map(\.label)
        return (position, factors.sorted { rank($0, order) < rank($1, order) })
      }
    }
    return nil
  }

  /// Labels that the formula can produce, for messages; a category stands with its level left open.
  var known: [String] {
    (formula.hasIntercept ? [Self.intercept] : []) + formula.terms.map(label(of:))
  }

  func label(of term: FormulaTerm) -> String {
    term.factors.map { factor in
      if case .category = factor { "\(factor.label)…" } else { factor.label }
    }.joined(separator: ":")
  }

  private func rank(_ factor: ModelFactor, _ order: [String]) -> Int {
    let label =
      switch factor {
      case .numeric: factor.label
      case .indicator(let variable, _): FormulaFactor.category(variable: variable).label
      }
    return order.firstIndex(of: label) ?? order.count
  }

  /// The factors in the order in which `rest` names them, each of `open` once; nil when `rest` reads otherwise.
  private func match(_ rest: Substring, _ open: [FormulaFactor]) -> [ModelFactor]? {
    for (position, factor) in open.enumerated() where rest.hasPrefix(factor.label) {
      let others = Array(open[..<position]) + Array(open[(position + 1)...])
      let tail = rest.dropFirst(factor.label.count)
      switch factor {
      case .numeric(let variable, let transform):
        if let found = matchEnd(tail, others) { return [.numeric(variable: variable, transform)] + found }
      case .category(let variable):
        for end in levelEnds(tail, isLast: others.isEmpty) {
          guard let found = matchEnd(tail[end...], others) else { continue }
          return [.indicator(variable: variable, level: String(tail[..<end]))] + found
        }
      }
    }
    return nil
  }

  /// What follows a factor: the end, or a colon and the other factors.
  private func matchEnd(_ tail: Substring, _ others: [FormulaFactor]) -> [ModelFactor]? {
    if others.isEmpty { return tail.isEmpty ? [] : nil }
    guard tail.first == ":" else { return nil }
    return match(tail.dropFirst(), others)
  }

  /// Where the level at the start of `tail` may end: at a colon, or for the last factor at the end.
  private func levelEnds(_ tail: Substring, isLast: Bool) -> [Substring.Index] {
    guard !tail.isEmpty else { return [] }
    if isLast { return [tail.endIndex] }
    return tail.indices.filter { $0 > tail.startIndex && tail[$0] == ":" }
  }
}
