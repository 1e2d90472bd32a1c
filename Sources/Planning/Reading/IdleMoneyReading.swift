import Alliances
import LinearProgramming

extension PlanReading {
  /// Why money stays unspent; nil when less than a millionth of it does.
  func idleMoney(of firms: [FirmPlan], _ money: [PeriodMoney]) -> IdleMoney? {
    let alliance = formulation.alliance
    let idle =
      alliance.description.carryOver ? (money.last?.unspent ?? 0) : money.reduce(0) { $0 + $1.unspent }
    guard idle > 1e-6 * max(1e-6, money.reduce(0) { $0 + $1.budget }) else { return nil }
    var firmsOf: [Key: [Int]] = [:]
    for (firm, period) in formulation.cells {
      for lever in alliance.levers.indices {
        let key = Key(lever: lever, obstacle: obstacle(to: lever, firm, period, firms))
        if firmsOf[key]?.last != firm { firmsOf[key, default: []].append(firm) }
      }
    }
    let reasons = firmsOf.sorted { left, right in
      (-left.value.count, left.key.lever, left.value) < (-right.value.count, right.key.lever, right.value)
    }
    return IdleMoney(
      amount: idle,
      reasons: reasons.map { key, members in
        IdleMoney.Reason(
          lever: alliance.levers[key.lever].lever.variable, obstacle: key.obstacle,
          firms: members.map { alliance.firms.ids[$0] })
      })
  }

  private struct Key: Hashable {
    let lever: Int
    let obstacle: IdleMoney.Obstacle
  }

  /// What keeps a lever of a firm from taking more money in a period.
  private func obstacle(to lever: Int, _ firm: Int, _ period: Int, _ firms: [FirmPlan]) -> IdleMoney.Obstacle {
    let alliance = formulation.alliance
    let schedule = alliance.levers[lever]
    let level = firms[firm].periods[period].levers[lever]
    if slope(of: lever, firm, period, at: level.planned) <= 0 { return .noGain }
    if level.position == .atUpper || level.position == .fixed { return .bound(schedule.upperSource[firm]) }
    guard case .talent(let hireMaximum?, _) = schedule.lever.kind else { return .otherLimits }
    return level.hired >= hireMaximum - 1e-9 * max(1, hireMaximum) ? .hiring : .otherLimits
  }
}

/// Orders lists of positions like words, so that reasons of equal weight stand in the order of their firms.
private func < (left: (Int, Int, [Int]), right: (Int, Int, [Int])) -> Bool {
  if left.0 != right.0 { return left.0 < right.0 }
  if left.1 != right.1 { return left.1 < right.1 }
  return left.2.lexicographicallyPrecedes(right.2)
}
