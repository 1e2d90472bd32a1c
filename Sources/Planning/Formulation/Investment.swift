import Alliances
import LinearProgramming

extension Formulation {
  /// xᵢₜ = bᵢ·yᵢ + uᵢₜ − vᵢₜ with u, v ≥ 0, inside the bounds of the lever, at the cost pᵢ·uᵢₜ − ρ·vᵢₜ.
  ///
  /// Only one of u and v may be above 0; then the bounds of x are bounds of u and v and need no rows. Where the refund ρ
  /// is the unit cost p, moving both ways changes nothing, else it is money burnt and `DirectionSearch` sees to it. A
  /// direction that is closed has no variable.
  mutating func formulateInvestment(lever: Int, refund: Double) {
    let schedule = alliance.levers[lever]
    var levels: [LinearExpression] = []
    for (firm, period) in cells {
      let baseline = schedule.baseline[firm]
      let (lower, upper) = (schedule.lower[firm], schedule.upper[firm])
      var level = multiple(baseline, ofMembershipOf: firm)
      var cost = LinearExpression()
      var directions: [Variable] = []
      if upper > baseline {
        let raise = variable(
          .raise(lever: lever, firm: firm, period: period), of: firm,
          in: Bounds(max(0, lower - baseline), upper - baseline))
        directions.append(raise)
        level += raise
        cost += schedule.unitCost[firm] * raise
      }
      if lower < baseline {
        let lowering = variable(
          .lowering(lever: lever, firm: firm, period: period), of: firm,
          in: Bounds(max(0, baseline - upper), baseline - lower))
        directions.append(lowering)
        level -= lowering
        cost -= refund * lowering
      }
      if directions.count == 2, schedule.unitCost[firm] > refund {
        opposites.append(
          OppositeDirections(raise: directions[0], lowering: directions[1], size: sizes.levels[lever]))
      }
      levels.append(level)
      firmSpending[alliance.entry(firm: firm, period: period)] += cost
    }
    self.levels.append(levels)
    talent.append(nil)
  }
}
