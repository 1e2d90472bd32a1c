import Alliances

/// The money of a plan, told from what firms spend and put in and from what is drawn of grants; no program is asked.
struct MoneyAccount {
  /// The alliance, with the sizes against which rounding is judged.
  let formulation: Formulation
  /// What every firm of the alliance's file gets and puts in, nothing where it stays out.
  let firms: [FirmPlan]
  /// What is drawn of every grant in every period [currency].
  let drawn: [[Double]]

  private var alliance: Alliance { formulation.alliance }

  /// The money of every period.
  var periods: [PeriodMoney] {
    let budgets = alliance.description.budget.amounts(over: alliance.periods.count)
    var carried = 0.0
    return alliance.periods.indices.map { period in
      let joining = joiningCosts(in: period)
      let spending = firms.reduce(joining) { $0 + $1.periods[period].spending }
      let contributions = firms.reduce(0) { $0 + $1.periods[period].contribution }
      let grants = drawn.reduce(0) { $0 + $1[period] }
      let arriving = budgets[period] + contributions + grants
      let left = arriving + carried - spending
      // What is left is a difference of large sums; below their rounding it is nothing.
      let rounding = 1e-9 * max(formulation.sizes.money, abs(arriving), abs(carried), abs(spending))
      let isLast = period + 1 == alliance.periods.count
      let rest = abs(left) <= rounding ? 0 : left
      let free = freeOfOwners(period, common: budgets[period] + grants + carried, rest)
      carried = isLast ? rest : alliance.description.carryOver ? free : 0
      return PeriodMoney(
        period: alliance.periods[period], budget: budgets[period], contributions: contributions, grants: grants,
        spending: spending, joiningCosts: joining,
        carried: carried, unspent: rest)
    }
  }

  /// What it costs that candidates join, which is paid in the first period.
  private func joiningCosts(in period: Int) -> Double { period == 0 ? alliance.joiningCosts(of: firms) : 0 }

  /// What of the `rest` of a period may be carried on, `common` being what comes in beside contributions: a contribution
  /// beyond what is pooled of it leaves its firm only as far as the firm spends it.
  private func freeOfOwners(_ period: Int, common: Double, _ rest: Double) -> Double {
    guard !formulation.poolingRows.isEmpty else { return rest }
    return min(rest, max(0, poolRest(period, common: common)))
  }

  /// What is left in a period of `common` money and of what is pooled of the contributions when it has paid for what each
  /// firm spends beyond its own contribution.
  private func poolRest(_ period: Int, common: Double) -> Double {
    firms.reduce(common - joiningCosts(in: period)) { rest, firm in
      let (spending, contribution) = (firm.periods[period].spending, firm.periods[period].contribution)
      return rest + alliance.description.pooling * contribution - max(0, spending - contribution)
    }
  }
}

// MARK: Limits

extension MoneyAccount {
  /// The budgets and grants that are overdrawn, and pooling where it pays for more than it may.
  var overdrawnFunds: [String] {
    let budgets = overspent(by: near).map { "budget \(alliance.periods[$0.period])" }
    return budgets + overdrawnGrants + (overpooled.isEmpty ? [] : ["pooling"])
  }

  private var near: Double { 1e-6 * formulation.sizes.money }

  /// The periods by whose end more is spent than there is, and by how much, where it is more than `near`.
  func overspent(by near: Double) -> [(period: Int, excess: Double)] {
    periods.enumerated().filter { $1.unspent < -near }.map { ($0, -$1.unspent) }
  }

  /// The grants of which more is drawn than their amount or their match gives, or less than nothing.
  var overdrawnGrants: [String] {
    zip(alliance.description.grants, drawn).filter { !isKept($0, $1) }.map(\.0.name)
  }

  /// The periods in which what is pooled and what is everyone's do not pay for what firms spend beyond their own
  /// contributions.
  var overpooled: [(period: Int, excess: Double)] {
    guard !formulation.poolingRows.isEmpty else { return [] }
    var carried = 0.0
    var over: [(period: Int, excess: Double)] = []
    for (period, money) in periods.enumerated() {
      let rest = poolRest(period, common: money.budget + money.grants + carried)
      carried = money.carried
      if rest < -near { over.append((period, -rest)) }
    }
    return over
  }

  private func isKept(_ grant: Grant, _ drawn: [Double]) -> Bool {
    let isWithin =
      switch grant.amount {
      case .horizon(let amount): drawn.reduce(0, +) <= amount + near
      case .perPeriod(let amounts): zip(drawn, amounts).allSatisfy { $0 <= $1 + near }
      }
    guard isWithin, drawn.allSatisfy({ $0 >= -near }) else { return false }
    guard let match = grant.match else { return true }
    let eligible = grant.eligiblePositions(in: alliance.firms)
    return drawn.enumerated().allSatisfy { period, drawn in
      drawn <= match * eligible.reduce(0) { $0 + firms[$1].periods[period].contribution } + near * max(1, match)
    }
  }
}

extension PeriodMoney {
  /// What comes in.
  var arriving: Double { budget + contributions + grants }
}
