/// Which categories of a term get a column for every level, and which leave the reference level out.
///
/// R's rule (Chambers and Hastie, "Statistical Models in S", 1992, page 38): in a term, a category leaves its reference
/// out when the rest of the term is contained in a term before it; a main effect always does. Without an intercept, the
/// first category of the first term that has one gets all its levels.
struct ContrastCoding {
  let formula: Formula

  /// Whether the factor at `position` of the term at `termPosition` gets a column for every level.
  func codesEveryLevel(factorAt position: Int, ofTermAt termPosition: Int) -> Bool {
    if let first = firstWithoutIntercept, first == (termPosition, position) { return true }
    var rest = Set(formula.terms[termPosition].factors)
    rest.remove(formula.terms[termPosition].factors[position])
    if rest.isEmpty { return false }
    return !formula.terms[..<termPosition].contains { rest.isSubset(of: $0.factors) }
  }

  private var firstWithoutIntercept: (Int, Int)? {
    guard !formula.hasIntercept else { return nil }
    for (termPosition, term) in formula.terms.enumerated() {
      for (position, factor) in term.factors.enumerated() {
        if case .category = factor { return (termPosition, position) }
      }
    }
    return nil
  }
}
