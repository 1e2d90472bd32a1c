import Alliances
import LinearProgramming

extension Formulation {
  /// xᵢₜ ∈ {0, 1} inside the bounds of the lever for a firm in the alliance, and 0 for a candidate that stays out; pᵢ·xᵢₜ is
  /// the cost where the baseline bᵢ is 0, and nothing where the switch is on already. Over the firms with bᵢ = 0,
  /// Σᵢ xᵢₜ ≤ `maximumCount` in every period.
  mutating func formulateSwitch(lever: Int, maximumCount: Int?) {
    let schedule = alliance.levers[lever]
    var levels: [LinearExpression] = []
    var counts = [LinearExpression](repeating: LinearExpression(), count: alliance.periods.count)
    for (firm, period) in cells {
      let level = switched(lever: lever, firm: firm, period: period)
      levels.append(level)
      guard schedule.baseline[firm] == 0, schedule.upper[firm] > 0 else { continue }
      firmSpending[alliance.entry(firm: firm, period: period)] += schedule.unitCost[firm] * level
      counts[period] += level
    }
    self.levels.append(levels)
    talent.append(nil)
    guard let maximumCount else { return }
    for (period, count) in counts.enumerated() where !count.terms.isEmpty {
      require(count <= Double(maximumCount), .switchCount(lever: lever, period: period))
    }
  }

  /// xᵢₜ: a decision, or where the bounds leave none what they say while the firm is in the alliance.
  private mutating func switched(lever: Int, firm: Int, period: Int) -> LinearExpression {
    let schedule = alliance.levers[lever]
    let (lower, upper) = (schedule.lower[firm], schedule.upper[firm])
    // A level that has to leave its baseline stays a variable, so that the demand can be given up.
    guard lower < upper || lower > schedule.baseline[firm] else { return multiple(upper, ofMembershipOf: firm) }
    let element = ProgramElement.switchedOn(lever: lever, firm: firm, period: period)
    let isCandidate = alliance.isCandidate(firm)
    let own = variable(element, in: Bounds(isCandidate ? 0 : lower, upper), isInteger: true).expression
    if isCandidate {
      require(own, of: firm, in: Bounds(lower > 0 ? lower : -.infinity, upper), element)
    }
    return own
  }

  /// Lets any number of firms switch a lever on.
  mutating func releaseSwitchCount(of lever: Int) {
    for (row, element) in zip(program.rows, rowElements) {
      if case .switchCount(lever, _) = element { program.setBounds(of: row, to: .free) }
    }
  }
}
