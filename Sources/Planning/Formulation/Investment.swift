import Alliances
import LinearProgramming

extension Formulation {
  /// xᵢₜ = bᵢ + uᵢₜ − vᵢₜ with u, v ≥ 0, inside the bounds of the lever, at the cost pᵢ·uᵢₜ − ρ·vᵢₜ.
  ///
  /// Since the refund ρ is at most the unit cost p, raising and lowering at once never pays, so the bounds of x become
  /// bounds of u and v and need no rows. A direction that is closed has no variable.
  mutating func formulateInvestment(lever: Int, refund: Double) {
    let schedule = alliance.levers[lever]
    var levels: [LinearExpression] = []
    for (firm, period) in cells {
      let baseline = schedule.baseline[firm]
      let (lower, upper) = (schedule.lower[firm], schedule.upper[firm])
      var level = LinearExpression(baseline)
      var cost = LinearExpression()
      if upper > baseline {
        let raise = variable(
          .raise(lever: lever, firm: firm, period: period), in: Bounds(max(0, lower - baseline), upper - baseline))
        level += raise
        cost += schedule.unitCost[firm] * raise
      }
      if lower < baseline {
        let lowering = variable(
          .lowering(lever: lever, firm: firm, period: period), in: Bounds(max(0, baseline - upper), baseline - lower))
        level -= lowering
        cost -= refund * lowering
      }
      levels.append(level)
      firmSpending[alliance.entry(firm: firm, period: period)] += cost
    }
    self.levels.append(levels)
    talent.append(nil)
  }
}
