import Alliances
import LinearProgramming

extension Formulation {
  /// What a firm is allocated over `span`: the cost of its levers, as a variable that is made when first asked for.
  mutating func allocation(of firm: Int, over span: ProgramElement.Span) -> Variable {
    let periods = alliance.periods(of: span)
    let sum = periods.reduce(into: LinearExpression()) {
      $0 += firmSpending[alliance.entry(firm: firm, period: $1)]
    }
    return amount(.allocation(firm: firm, span: span), equals: sum)
  }

  /// What all firms are allocated over `span`: no cost of joining is among it. Shares of it have a meaning only where it is not negative, as it could be
  /// when refunds exceed all spending; so a rule that asks for it keeps it at 0 or above.
  mutating func totalAllocation(over span: ProgramElement.Span) -> Variable {
    let total: Variable
    let joining = alliance.periods(of: span).contains(0) ? joiningCosts : LinearExpression()
    if case .period(let period) = span, joining.terms.isEmpty {
      total = spending[period]
    } else {
      let spent = alliance.periods(of: span).reduce(into: LinearExpression()) { $0 += spending[$1] }
      total = amount(.totalAllocation(span: span), equals: spent - joining)
    }
    program.setBounds(of: total, to: .atLeast(0))
    return total
  }

  private mutating func amount(_ element: ProgramElement, equals sum: LinearExpression) -> Variable {
    if let known = amounts[element] { return known }
    let total = variable(element, in: .free)
    require(sum - total == 0, element)
    amounts[element] = total
    return total
  }

  /// The spans over which a rule counts.
  func spans(eachPeriod: Bool) -> [ProgramElement.Span] {
    eachPeriod ? alliance.periods.indices.map { .period($0) } : [.horizon]
  }
}

extension Alliance {
  /// The positions of the periods of `span`.
  func periods(of span: ProgramElement.Span) -> Range<Int> {
    switch span {
    case .horizon: periods.indices
    case .period(let period): period..<(period + 1)
    }
  }
}
