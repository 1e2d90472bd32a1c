import Alliances
import LinearProgramming

extension Formulation {
  /// yᵢ ∈ {0, 1} for every candidate i: whether it joins, once and for all periods.
  mutating func formulateMembership() {
    joins = alliance.candidates.map { variable(.join(firm: $0), in: Bounds(0, 1), isInteger: true) }
  }

  /// yᵢ: 1 for a member, the decision for a candidate.
  func membership(of firm: Int) -> LinearExpression { multiple(1, ofMembershipOf: firm) }

  /// `amount`·yᵢ, which a firm brings along or may use only while it is in the alliance: a constant for a member.
  func multiple(_ amount: Double, ofMembershipOf firm: Int) -> LinearExpression {
    guard let join = join(of: firm) else { return LinearExpression(amount) }
    return amount == 0 ? LinearExpression() : amount * join
  }

  /// The decision whether a firm joins; nil for a member.
  func join(of firm: Int) -> Variable? {
    alliance.isCandidate(firm) ? joins[firm - alliance.memberCount] : nil
  }

  /// The same program with it settled which candidates join (true) or stay out (false), by position.
  func settling(_ partners: [Int: Bool]) -> Formulation {
    var settled = self
    for (firm, joins) in partners {
      guard let join = join(of: firm) else { continue }
      settled.program.setBounds(of: join, to: .exactly(joins ? 1 : 0))
    }
    return settled
  }

  /// A variable of a firm within `bounds` while it is in the alliance, and 0 while it stays out: for a candidate
  /// `lower`·yᵢ ≤ x ≤ `upper`·yᵢ in rows, inside plain bounds that admit 0.
  mutating func variable(_ element: ProgramElement, of firm: Int, in bounds: Bounds) -> Variable {
    guard alliance.isCandidate(firm) else { return variable(element, in: bounds) }
    let own = variable(element, in: Bounds(min(0, bounds.lower), max(0, bounds.upper)))
    let rest = Bounds(bounds.lower == 0 ? -.infinity : bounds.lower, bounds.upper == 0 ? .infinity : bounds.upper)
    requireIfJoined(own.expression, in: rest, of: firm, element)
    return own
  }

  /// Keeps an expression of a firm, which is 0 while the firm stays out, within `bounds` while it is in the alliance.
  mutating func require(
    _ expression: LinearExpression, of firm: Int, in bounds: Bounds, _ element: ProgramElement
  ) {
    guard alliance.isCandidate(firm) else {
      require(expression.within(bounds), element)
      return
    }
    requireIfJoined(expression, in: bounds, of: firm, element)
  }

  private mutating func requireIfJoined(
    _ expression: LinearExpression, in bounds: Bounds, of firm: Int, _ element: ProgramElement
  ) {
    if bounds.lower.isFinite {
      let least = multiple(bounds.lower, ofMembershipOf: firm)
      require(expression - least >= 0, .ifJoined(element, side: .least))
    }
    if bounds.upper.isFinite {
      let greatest = multiple(bounds.upper, ofMembershipOf: firm)
      require(expression - greatest <= 0, .ifJoined(element, side: .greatest))
    }
  }

  /// The distance of a decided variable's index level from the baseline that the firm brings along, xᵢₜ − bᵢₜ·yᵢ; nil where
  /// nothing moves it.
  func change(of variable: Int, firm: Int, period: Int) -> LinearExpression? {
    let entry = alliance.entry(firm: firm, period: period)
    let level = indexLevels[variable][entry]
    let baseline = alliance.decided[variable].baseline[entry]
    guard let join = join(of: firm) else { return level.terms.isEmpty ? nil : level - baseline }
    var (change, ofJoin) = (LinearExpression(), -baseline)
    for term in level.terms {
      if term.variable == join { ofJoin += term.coefficient } else { change.add(term.coefficient, term.variable) }
    }
    if ofJoin != 0 { change.add(ofJoin, join) }
    return change.terms.isEmpty ? nil : change
  }

  /// Σ costᵢ·yᵢ over the candidates i: what it costs that they join, in the first period [currency].
  var joiningCosts: LinearExpression {
    alliance.candidates.reduce(into: LinearExpression()) { sum, firm in
      sum += multiple(alliance.joiningCosts[firm], ofMembershipOf: firm)
    }
  }

  /// Whether each firm is in the alliance at `solution`.
  func isIn(_ firm: Int, at solution: Solution) -> Bool { join(of: firm).map { solution[$0] > 0.5 } ?? true }

  /// What every decision comes to at `solution`.
  func decisions(at solution: Solution) -> [Double] {
    decisions.map { solution[$0].rounded() }
  }
}
