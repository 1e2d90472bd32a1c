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

  /// The most that `measure` can count of a firm over `span` [currency]: of allocations what the bounds of its levers admit,
  /// of contributions all that could ever serve, where it may make any.
  ///
  /// The money that there is, or what a firm may contribute, would often be a tighter bound; but a bound must hold whatever
  /// the budget or that amount becomes, when its price is found or when it is left out to explain a conflict.
  func greatest(_ measure: Measure, of firm: Int, over span: ProgramElement.Span) -> Double {
    switch measure {
    case .allocation: greatestSpending(of: firm, over: span)
    case .contribution:
      alliance.periods(of: span).contains { !firmContributions[alliance.entry(firm: firm, period: $0)].terms.isEmpty }
        ? contributionsThatServe : 0
    }
  }

  private func greatestSpending(of firm: Int, over span: ProgramElement.Span) -> Double {
    alliance.periods(of: span).reduce(0) { sum, period in
      let part = firmSpending[alliance.entry(firm: firm, period: period)]
      return part.terms.reduce(sum + part.constant) { total, term in
        let bounds = program.bounds(of: term.variable)
        return total + max(term.coefficient * bounds.lower, term.coefficient * bounds.upper)
      }
    }
  }

  /// What `contributionsThatServe` is: what all levers and all joining cost, and what all grants would need to be matched.
  var servingContributions: Double {
    let spent = alliance.firms.ids.indices.reduce(alliance.joiningCosts.reduce(0, +)) {
      $0 + max(0, greatestSpending(of: $1, over: .horizon))
    }
    return alliance.description.grants.reduce(spent) { sum, grant in
      grant.match.map { $0 > 0 ? sum + grant.amount.total / $0 : sum } ?? sum
    }
  }
}
