import Alliances
import LinearProgramming

/// Rows that hold for a candidate only while it is in the alliance.
extension Formulation {
  /// A row `expression` ≥ 0 that does not hold for a candidate that stays out: `expression` ≥ −`most`·(1 − yᵢ), where
  /// `expression` is never below −`most` for a firm that stays out.
  mutating func require(
    _ expression: LinearExpression, atLeastZeroFor firm: Int, elseAbove most: Double, _ element: ProgramElement
  ) -> Row {
    guard let join = join(of: firm) else { return require(expression >= 0, element) }
    let row = require(expression - most * join >= -most, element)
    releases[row.index] = join
    return row
  }

  /// Whether a row speaks of a candidate that stays out at `solution`, so that it holds whatever happens.
  func isReleased(_ row: Row, at solution: Solution) -> Bool {
    releases[row.index].map { solution[$0] < 0.5 } ?? false
  }

  /// The most that `measure` can count of a firm over `span` by the bounds of its levers and contributions alone [currency].
  ///
  /// The money that there is would often be a tighter bound; but a bound must hold whatever the budget becomes, when its
  /// price is found or when it is left out to explain a conflict.
  func greatest(_ measure: Measure, of firm: Int, over span: ProgramElement.Span) -> Double {
    let parts = measure == .allocation ? firmSpending : firmContributions
    return alliance.periods(of: span).reduce(0) { sum, period in
      let part = parts[alliance.entry(firm: firm, period: period)]
      return part.terms.reduce(sum + part.constant) { total, term in
        let bounds = program.bounds(of: term.variable)
        return total + max(term.coefficient * bounds.lower, term.coefficient * bounds.upper)
      }
    }
  }
}
