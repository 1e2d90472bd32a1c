import Alliances

extension PlanReading {
  /// How far every grant is drawn, and why no further.
  func grantUses(in account: MoneyAccount, _ brakes: MoneyBrakes) -> [GrantUse] {
    let alliance = formulation.alliance
    let firms = account.firms
    return zip(alliance.description.grants, account.drawn).map { grant, drawn in
      let left = grant.amount.total - drawn.reduce(0, +)
      let undrawn = left <= 1e-6 * grant.amount.total ? 0 : left
      let open = undrawn == 0 ? [] : periodsLeft(of: grant, drawn)
      let unmatched = open.filter { !isMatchExhausted(of: grant, drawn[$0], $0, firms) }
      return GrantUse(
        grant: grant, drawn: drawn, undrawn: undrawn, isMatchExhausted: !open.isEmpty && unmatched.isEmpty,
        // Whoever asks for the least cost wants grants to be left.
        reasons: unmatched.isEmpty || alliance.description.objective.isMinimised
          ? [] : idleReasons(in: periods(servedFrom: unmatched), firms, brakes))
    }
  }

  /// The periods in which more of a grant's amount could be drawn.
  private func periodsLeft(of grant: Grant, _ drawn: [Double]) -> [Int] {
    guard case .perPeriod(let amounts) = grant.amount else { return Array(drawn.indices) }
    return drawn.indices.filter { amounts[$0] - drawn[$0] > 1e-6 * amounts[$0] }
  }

  /// Whether firms would have to contribute more than they may for more of a grant.
  private func isMatchExhausted(of grant: Grant, _ drawn: Double, _ period: Int, _ firms: [FirmPlan]) -> Bool {
    guard let match = grant.match else { return false }
    let maximums = formulation.alliance.contributionMaximums
    let eligible = grant.eligiblePositions(in: formulation.alliance.firms).filter { firms[$0].isInAlliance }
    let most = eligible.reduce(0) { $0 + maximums[$1] }
    return drawn >= match * most - 1e-6 * max(drawn, 1e-3 * formulation.sizes.money)
  }

  /// The periods in which money drawn in any of `periods` can be spent.
  private func periods(servedFrom periods: [Int]) -> [Int] {
    guard formulation.alliance.description.carryOver, let first = periods.first else { return periods }
    return Array(first..<formulation.alliance.periods.count)
  }
}
