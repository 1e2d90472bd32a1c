import Alliances
import LinearProgramming

extension PlanReading {
  /// Why money stays unspent; nil when less than a millionth of it does.
  func idleMoney(of firms: [FirmPlan], _ money: [PeriodMoney], _ brakes: MoneyBrakes) -> IdleMoney? {
    let alliance = formulation.alliance
    // Whoever asks for the least cost wants money to be left.
    guard !alliance.description.objective.isMinimised else { return nil }
    let idle =
      alliance.description.carryOver ? (money.last?.unspent ?? 0) : money.reduce(0) { $0 + $1.unspent }
    guard idle > 1e-6 * max(1e-6, money.reduce(0) { $0 + $1.arriving }) else { return nil }
    return IdleMoney(amount: idle, reasons: idleReasons(in: periodsWithIdleMoney(money), firms, brakes))
  }

  /// What firms are not asked for, and why; nil when it is less than a millionth of what they may contribute.
  func unusedContributions(of firms: [FirmPlan], _ brakes: MoneyBrakes) -> IdleMoney? {
    let alliance = formulation.alliance
    // Whoever asks for the least cost, or has money left, wants no more of it.
    guard !alliance.description.objective.isMinimised else { return nil }
    let unused = alliance.periods.indices.map { period in
      zip(alliance.contributionMaximums, firms).reduce(0) { $0 + max(0, $1.0 - $1.1.periods[period].contribution) }
    }
    let most = alliance.contributionMaximums.reduce(0, +)
    let open = unused.indices.filter { unused[$0] > 1e-6 * most }
    guard !open.isEmpty else { return nil }
    return IdleMoney(amount: unused.reduce(0, +), reasons: idleReasons(in: open, firms, brakes))
  }

  /// Why no lever takes more money in `periods`, the commonest reason first.
  func idleReasons(in periods: [Int], _ firms: [FirmPlan], _ brakes: MoneyBrakes) -> [IdleMoney.Reason] {
    let marginal = MarginalGain(formulation.alliance, firms)
    return formulation.alliance.levers.indices.flatMap { reasons(for: $0, periods, marginal, brakes) }.sortedByFirms()
  }

  /// The periods in which more could have been spent: those in which money is lost, or those after the last one in
  /// which the purse was empty. Money that arrives late cannot be spent before.
  private func periodsWithIdleMoney(_ money: [PeriodMoney]) -> [Int] {
    guard formulation.alliance.description.carryOver else { return money.indices.filter { money[$0].unspent > 0 } }
    let empty = money.lastIndex { $0.unspent <= 1e-9 * formulation.sizes.money }
    return Array(((empty ?? -1) + 1)..<money.count)
  }

  /// What stops a lever, with the firms that it stops, in the order in which they are met.
  private func reasons(
    for lever: Int, _ periods: [Int], _ marginal: MarginalGain, _ brakes: MoneyBrakes
  ) -> [IdleMoney.Reason] {
    let firms = marginal.firms
    var obstacles: [IdleMoney.Obstacle] = []
    var stopped: [IdleMoney.Obstacle: [FirmID]] = [:]
    for (firm, period) in formulation.cells where periods.contains(period) && firms[firm].isInAlliance {
      let obstacle = obstacle(to: lever, firm, period, marginal) ?? brakes.obstacle
      if stopped[obstacle] == nil { obstacles.append(obstacle) }
      if stopped[obstacle]?.last != firms[firm].id { stopped[obstacle, default: []].append(firms[firm].id) }
    }
    return obstacles.map { obstacle in
      IdleMoney.Reason(
        lever: formulation.alliance.levers[lever].lever.variable, obstacle: obstacle, firms: stopped[obstacle] ?? [])
    }
  }

  /// What keeps a lever of a firm by itself from taking more money in a period; nil where it could.
  private func obstacle(
    to lever: Int, _ firm: Int, _ period: Int, _ marginal: MarginalGain
  ) -> IdleMoney.Obstacle? {
    let firms = marginal.firms
    let alliance = formulation.alliance
    let schedule = alliance.levers[lever]
    let level = firms[firm].periods[period].levers[lever]
    let slope = marginal.slope(of: lever, firm, period)
    if slope <= 0 { return .noGain }
    if level.position == .atUpper || level.position == .fixed { return .bound(schedule.upperSource[firm]) }
    if marginal.fillsStock(lever, firm, period) { return .bound(.fittedRange) }
    if case .talent(let hireMaximum?, _) = schedule.lever.kind,
      level.hired >= hireMaximum - 1e-9 * max(1, hireMaximum)
    {
      return .hiring
    }
    if case .switch(let maximumCount?, _) = schedule.lever.kind,
      switchedOn(lever, period, firms) >= maximumCount
    {
      return .count
    }
    let isWorthIt = alliance.description.outputValue * slope > (1 + 1e-6) * schedule.unitCost[firm]
    return alliance.description.objective == .netValue && !isWorthIt ? .notWorthIt : nil
  }

  /// How many firms have a switch on beyond their baseline.
  private func switchedOn(_ lever: Int, _ period: Int, _ firms: [FirmPlan]) -> Int {
    firms.count { $0.periods[period].levers[lever].isOnBeyondBaseline }
  }
}

/// What holds money back although levers could take it.
struct MoneyBrakes {
  /// The obstacle that a lever meets which has none of its own: the rules that have a price, else pooling where it has one.
  let obstacle: IdleMoney.Obstacle

  /// The brakes that `prices` show.
  init(_ prices: PriceFinder.Prices, sizes: AllianceSizes) {
    func isPriced(_ price: ShadowPrice) -> Bool { abs(price.price) > 1e-12 * sizes.objective }
    let rules = prices.rules.filter { isPriced($0.price) }.map(\.rule.name)
    let isPooling = prices.pooling.map { isPriced($0.price) } ?? false
    obstacle = !rules.isEmpty ? .rules(rules) : isPooling ? .pooling : .otherLimits
  }
}

extension [IdleMoney.Reason] {
  /// The reasons that stop most firms first, otherwise in their order.
  fileprivate func sortedByFirms() -> [IdleMoney.Reason] {
    enumerated()
      .sorted { (-$0.element.firms.count, $0.offset) < (-$1.element.firms.count, $1.offset) }
      .map(\.element)
  }
}
