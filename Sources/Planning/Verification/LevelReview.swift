import Alliances

/// Recomputes what follows from levels by the model and the unit costs alone, and checks all that levels must keep.
///
/// No linear program has a part in it, so that a fault in how programs are written shows.
struct LevelReview {
  let formulation: Formulation
  let levels: [[[RecordedLevels.Level]]]
  let contributions: [[Double]]
  let drawn: [[Double]]
  let isIn: [Bool]

  private var alliance: Alliance { formulation.alliance }

  /// Nil where there are not as many levels as the alliance has firms, periods and levers, or not as many amounts of
  /// money as it has firms, grants and periods.
  init?(_ recorded: RecordedLevels, formulation: Formulation) {
    self.formulation = formulation
    levels = recorded.levels
    contributions = recorded.contributions
    drawn = recorded.drawn
    isIn = recorded.isIn
    let alliance = formulation.alliance
    guard isIn.count == alliance.firms.count, isIn[..<alliance.memberCount].allSatisfy(\.self),
      levels.count == isIn.count, contributions.count == isIn.count,
      alliance.firms.ids.indices.allSatisfy(isComplete),
      drawn.count == alliance.description.grants.count, drawn.allSatisfy({ $0.count == alliance.periods.count })
    else { return nil }
  }

  /// Whether there is all of a firm that is in the alliance, and nothing of one that is not.
  private func isComplete(_ firm: Int) -> Bool {
    guard isIn[firm] else { return levels[firm].isEmpty && contributions[firm].isEmpty }
    return levels[firm].count == alliance.periods.count
      && levels[firm].allSatisfy { $0.count == alliance.levers.count }
      && contributions[firm].count == alliance.periods.count
  }

  /// The money that these levels and amounts come to.
  var account: MoneyAccount { MoneyAccount(formulation: formulation, firms: firms, drawn: drawn) }

  /// What every firm gets at these levels.
  private var firms: [FirmPlan] {
    let planned = alliance.indexLevels(
      of: alliance.levers.indices.map { lever in
        formulation.cells.map { isIn[$0.firm] ? levels[$0.firm][$0.period][lever].planned : 0 }
      }, isIn: isIn)
    return alliance.firms.ids.indices.map { firm in
      guard isIn[firm] else { return alliance.planOfAbsentFirm(firm) }
      let periods = alliance.periods.indices.map { period(firm, $0, planned) }
      let gain = zip(periods, alliance.discountFactors).reduce(0) { sum, part in
        sum + part.1 * (part.0.output - part.0.baselineOutput)
      }
      return FirmPlan(
        position: firm, isInAlliance: true, id: alliance.firms.ids[firm], name: alliance.firms.names[firm], gain: gain,
        spending: periods.reduce(0) { $0 + $1.spending }, contribution: contributions[firm].reduce(0, +),
        periods: periods)
    }
  }

  private func period(_ firm: Int, _ period: Int, _ planned: [[Double]]) -> FirmPeriod {
    let own = alliance.levers.indices.map { level($0, firm, period) }
    let indexLevels = alliance.indexLevels(planned, at: alliance.entry(firm: firm, period: period))
    let index = alliance.index(firm: firm, period: period, levels: indexLevels.map(\.planned))
    let baseline = alliance.index(firm: firm, period: period, levels: indexLevels.map(\.baseline))
    return FirmPeriod(
      baselineOutput: alliance.output(index: baseline), output: alliance.output(index: index),
      spending: own.reduce(0) { $0 + $1.cost }, contribution: contributions[firm][period], levers: own,
      indexLevels: indexLevels)
  }

  private func level(_ lever: Int, _ firm: Int, _ period: Int) -> LeverLevel {
    let schedule = alliance.levers[lever]
    let level = levels[firm][period][lever]
    let isTalent = if case .talent = schedule.lever.kind { true } else { false }
    return LeverLevel(
      baseline: schedule.baseline[firm], planned: level.planned, cost: cost(lever, firm, period),
      hired: isTalent ? max(0, hired(lever, firm, period)) : 0, seconded: level.seconded,
      position: LeverLevel.Position(of: level.planned, from: schedule.lower[firm], to: schedule.upper[firm]))
  }

  private func cost(_ lever: Int, _ firm: Int, _ period: Int) -> Double {
    let schedule = alliance.levers[lever]
    let (level, baseline) = (levels[firm][period][lever], schedule.baseline[firm])
    switch schedule.lever.kind {
    case .investment(let refund):
      let change = level.planned - baseline
      return change >= 0 ? schedule.unitCost[firm] * change : refund * change
    case .talent(_, let secondment):
      let received = max(0, level.seconded)
      return schedule.unitCost[firm] * (employed(lever, firm, period) - baseline)
        + (secondment?.unitCost ?? 0) * received
    case .switch: return schedule.unitCost[firm] * max(0, level.planned - baseline)
    }
  }

  /// The heads that a firm employs: those at work there, less those received, and those lent.
  private func employed(_ lever: Int, _ firm: Int, _ period: Int) -> Double {
    levels[firm][period][lever].planned - levels[firm][period][lever].seconded
  }

  private func hired(_ lever: Int, _ firm: Int, _ period: Int) -> Double {
    let before = period > 0 ? employed(lever, firm, period - 1) : alliance.levers[lever].baseline[firm]
    return employed(lever, firm, period) - before
  }
}

// MARK: Faults

extension LevelReview {
  /// All that the levels and amounts do not keep, where `account` is that of them.
  func faults(of account: MoneyAccount) -> [LevelFault] {
    let recheck = RuleRecheck(formulation: formulation)
    let firms = account.firms
    var faults =
      alliance.levers.indices.flatMap(faultsOfLever) + faultsOfStocks(of: firms) + faultsOfContributions
      + faultsOfMoney(in: account)
    faults += recheck.brokenRules(by: firms).map { .rule($0) }
    if let target = alliance.description.objective.targetGain, !recheck.reachesTarget(firms) {
      faults.append(.target(gain: firms.reduce(0) { $0 + $1.gain }, target: target))
    }
    return faults
  }

  private func faultsOfLever(_ lever: Int) -> [LevelFault] {
    let schedule = alliance.levers[lever]
    let near = 1e-7 * formulation.sizes.levels[lever]
    var faults: [LevelFault] = []
    var surplus = [Double](repeating: 0, count: alliance.periods.count)
    for (firm, period) in formulation.cells where isIn[firm] {
      let level = levels[firm][period][lever]
      if level.planned < schedule.lower[firm] - near || level.planned > schedule.upper[firm] + near {
        faults.append(
          .bounds(
            lever: lever, firm: firm, period: period, level: level.planned,
            allowed: schedule.lower[firm]...schedule.upper[firm]))
      }
      if schedule.lever.isSwitch, level.planned != level.planned.rounded() {
        faults.append(.notOnOrOff(lever: lever, firm: firm, period: period, level: level.planned))
      }
      guard case .talent(let maximum, let secondment) = schedule.lever.kind else { continue }
      surplus[period] += level.seconded
      let hired = hired(lever, firm, period)
      if hired < -near || hired > (maximum ?? .infinity) + near {
        faults.append(.hiring(lever: lever, firm: firm, period: period, hired: hired, maximum: maximum))
      }
      let lendable = (secondment?.maximumShareOut ?? 0) * schedule.baseline[firm]
      if -level.seconded > lendable + near {
        faults.append(.lending(lever: lever, firm: firm, period: period, lent: -level.seconded, maximum: lendable))
      }
    }
    for (period, sum) in surplus.enumerated() where abs(sum) > near {
      faults.append(.secondmentBalance(lever: lever, period: period, surplus: sum))
    }
    return faults + faultsOfCount(lever)
  }

  /// The stocks that rise beyond their greatest.
  private func faultsOfStocks(of firms: [FirmPlan]) -> [LevelFault] {
    alliance.levers.indices.filter { !alliance.levers[$0].greatestStock.isEmpty }.flatMap { lever in
      formulation.cells.compactMap { firm, period -> LevelFault? in
        let greatest = alliance.levers[lever].greatestStock[alliance.entry(firm: firm, period: period)]
        let stock = firms[firm].periods[period].indexLevels[lever].planned
        guard stock > greatest + 1e-7 * max(1, greatest) else { return nil }
        return .stock(lever: lever, firm: firm, period: period, stock: stock, maximum: greatest)
      }
    }
  }

  /// The periods in which more firms switch a lever on than may.
  private func faultsOfCount(_ lever: Int) -> [LevelFault] {
    let schedule = alliance.levers[lever]
    guard case .switch(let maximum?, _) = schedule.lever.kind else { return [] }
    return alliance.periods.indices.compactMap { period in
      let count = alliance.firms.ids.indices.count { firm in
        isIn[firm] && levels[firm][period][lever].planned > schedule.baseline[firm] + 0.5
      }
      return count > maximum ? .switchCount(lever: lever, period: period, count: count, maximum: maximum) : nil
    }
  }

  private var faultsOfContributions: [LevelFault] {
    let near = 1e-7 * formulation.sizes.money
    return formulation.cells.filter { isIn[$0.firm] }.compactMap { firm, period in
      let (amount, maximum) = (contributions[firm][period], alliance.contributionMaximums[firm])
      guard amount < -near || amount > maximum + near else { return nil }
      return .contribution(firm: firm, period: period, amount: amount, maximum: maximum)
    }
  }

  private func faultsOfMoney(in account: MoneyAccount) -> [LevelFault] {
    account.overspent(by: 1e-7 * formulation.sizes.money).map { .overspent(period: $0.period, by: $0.excess) }
      + account.overdrawnGrants.map { .grant($0) }
      + account.overpooled.map { .overpooled(period: $0.period, by: $0.excess) }
  }
}
