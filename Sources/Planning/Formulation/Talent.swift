import Alliances
import LinearProgramming

/// How the heads of a talent lever come about, by firm and period.
struct TalentExpressions: Sendable {
  /// The heads that each firm employs.
  var employed: [LinearExpression] = []
  /// The heads that each firm receives from others.
  var received: [LinearExpression] = []
  /// The heads that each firm lends to others.
  var lent: [LinearExpression] = []
}

extension Formulation {
  /// Heads stay once hired, and may work for another firm of the alliance for a period.
  ///
  /// hᵢₜ heads are employed, hᵢ₀ = bᵢ·yᵢ, 0 ≤ hᵢₜ − hᵢ,ₜ₋₁ ≤ `hireMaximum`; xᵢₜ = hᵢₜ + inᵢₜ − outᵢₜ work at the firm, inside
  /// the bounds of the lever, with Σᵢ inᵢₜ = Σᵢ outᵢₜ and outᵢₜ at most a share of the baseline. The cost is
  /// pᵢ(hᵢₜ − bᵢ·yᵢ) + q·inᵢₜ.
  mutating func formulateTalent(lever: Int, hireMaximum: Double, secondment: Lever.Secondment?) {
    let schedule = alliance.levers[lever]
    var expressions = TalentExpressions()
    for (firm, period) in cells {
      let entry = alliance.entry(firm: firm, period: period)
      let baseline = multiple(schedule.baseline[firm], ofMembershipOf: firm)
      let headcount = headcount(lever: lever, firm: firm, period: period, hireMaximum: hireMaximum)
      let employed = headcount?.expression ?? baseline
      if period > 0, headcount != nil {
        let change = employed - expressions.employed[entry - 1]
        require(change.within(Bounds(0, hireMaximum)), .hiring(lever: lever, firm: firm, period: period))
      }
      let lending = lend(lever: lever, firm: firm, period: period, secondment: secondment)
      expressions.employed.append(employed)
      expressions.received.append(lending.received)
      expressions.lent.append(lending.lent)
      if headcount != nil { firmSpending[entry] += schedule.unitCost[firm] * (employed - baseline) }
      firmSpending[entry] += (secondment?.unitCost ?? 0) * lending.received
    }
    talent.append(expressions)
    levels.append(
      expressions.employed.indices.map { entry in
        expressions.employed[entry] + expressions.received[entry] - expressions.lent[entry]
      })
    if secondment != nil { formulateSecondment(lever: lever, expressions) }
  }

  /// The heads that a firm employs; nil where it may hire none.
  private mutating func headcount(lever: Int, firm: Int, period: Int, hireMaximum: Double) -> Variable? {
    let schedule = alliance.levers[lever]
    let baseline = schedule.baseline[firm]
    // With secondment the bounds hold for the heads that work at the firm, and have rows of their own.
    let lends = schedule.lever.secondment != nil
    let lower = lends ? baseline : max(baseline, schedule.lower[firm])
    let lent = schedule.lever.secondment.map { $0.maximumShareOut * baseline } ?? 0
    let upper = min(schedule.upper[firm] + lent, baseline + hireMaximum * Double(period + 1))
    guard upper > baseline else { return nil }
    return variable(.headcount(lever: lever, firm: firm, period: period), of: firm, in: Bounds(lower, upper))
  }

  private mutating func lend(
    lever: Int, firm: Int, period: Int, secondment: Lever.Secondment?
  ) -> (received: LinearExpression, lent: LinearExpression) {
    guard let secondment else { return (LinearExpression(), LinearExpression()) }
    let schedule = alliance.levers[lever]
    let lendable = schedule.baseline.reduce(0, +) * secondment.maximumShareOut
    let received = variable(
      .secondedIn(lever: lever, firm: firm, period: period), of: firm, in: Bounds(0, lendable))
    let most = secondment.maximumShareOut * schedule.baseline[firm]
    let lent = variable(.secondedOut(lever: lever, firm: firm, period: period), of: firm, in: Bounds(0, most))
    if secondment.unitCost > 0 {
      opposites.append(OppositeDirections(raise: received, lowering: lent, size: sizes.levels[lever]))
    }
    return (received.expression, lent.expression)
  }

  /// The bounds of the heads at work, and as many received as lent in every period.
  private mutating func formulateSecondment(lever: Int, _ expressions: TalentExpressions) {
    let schedule = alliance.levers[lever]
    var balances = [LinearExpression](repeating: LinearExpression(), count: alliance.periods.count)
    for (firm, period) in cells {
      let entry = alliance.entry(firm: firm, period: period)
      balances[period] += expressions.received[entry] - expressions.lent[entry]
      require(
        levels[lever][entry], of: firm, in: Bounds(schedule.lower[firm], schedule.upper[firm]),
        .level(lever: lever, firm: firm, period: period))
    }
    for period in alliance.periods.indices {
      require(balances[period] == 0, .secondmentBalance(lever: lever, period: period))
    }
  }
}
