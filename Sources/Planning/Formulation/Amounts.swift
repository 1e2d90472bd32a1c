import Alliances
import LinearProgramming

extension Formulation {
  /// What `measure` counts of a firm over `span` [currency], as a variable that is made when first asked for.
  mutating func amount(of measure: Measure, _ firm: Int, over span: ProgramElement.Span) -> Variable {
    let parts = measure == .allocation ? firmSpending : firmContributions
    let sum = alliance.periods(of: span).reduce(into: LinearExpression()) {
      $0 += parts[alliance.entry(firm: firm, period: $1)]
    }
    return amount(measure.element(firm: firm, span: span), equals: sum)
  }

  /// What `measure` counts of all firms over `span` [currency]; no cost of joining is among it. Shares of it have a meaning
  /// only where it is not negative, as spending could be when refunds exceed all costs; so a rule that asks for it keeps it
  /// at 0 or above.
  mutating func total(of measure: Measure, over span: ProgramElement.Span) -> Variable {
    let sums = measure == .allocation ? spending : contributions
    let joins = measure == .allocation && alliance.periods(of: span).contains(0)
    let joining = joins ? joiningCosts : LinearExpression()
    let total: Variable
    if case .period(let period) = span, joining.terms.isEmpty {
      total = sums[period]
    } else {
      let counted = alliance.periods(of: span).reduce(into: LinearExpression()) { $0 += sums[$1] }
      total = amount(measure.totalElement(span: span), equals: counted - joining)
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

extension Measure {
  /// What is counted of a firm over `span`.
  func element(firm: Int, span: ProgramElement.Span) -> ProgramElement {
    switch self {
    case .allocation: .allocation(firm: firm, span: span)
    case .contribution: .memberContribution(firm: firm, span: span)
    }
  }

  /// What is counted of all firms over `span`.
  fileprivate func totalElement(span: ProgramElement.Span) -> ProgramElement {
    switch self {
    case .allocation: .totalAllocation(span: span)
    case .contribution: .totalContribution(span: span)
    }
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
