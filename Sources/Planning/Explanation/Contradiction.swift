import Alliances

/// A contradiction among demands that arithmetic shows, without any program.
public enum Contradiction: Sendable, Hashable {
  /// The least levels cost `needed`, and no more than `available` can ever be there to pay for them [currency]: by the end
  /// of a period, or in it where nothing carries over.
  case leastLevelsBeyondMoney(needed: Double, available: Double, period: Int)
  /// `demand` asks for the discounted gain `asked`, and all levers at their best levels could bring `reach` [output].
  case gainBeyondReach(demand: Conflict.Demand, asked: Double, reach: Double)

  /// Whether `demand` has a part in it.
  func involves(_ demand: Conflict.Demand) -> Bool {
    switch (self, demand) {
    case (.gainBeyondReach(let own, _, _), _): own == demand
    case (.leastLevelsBeyondMoney(_, _, let last), .budget(let period)),
      (.leastLevelsBeyondMoney(_, _, let last), .grant(_, let period)):
      period.map { $0 <= last } ?? true
    case (.leastLevelsBeyondMoney, .contributions), (.leastLevelsBeyondMoney, .match),
      (.leastLevelsBeyondMoney, .minimum):
      true
    case (.leastLevelsBeyondMoney, .rule), (.leastLevelsBeyondMoney, .pooling), (.leastLevelsBeyondMoney, .target),
      (.leastLevelsBeyondMoney, .switchCount):
      false
    }
  }
}

extension Alliance {
  /// A contradiction that arithmetic shows; nil where there is none of the kinds that are looked for.
  var contradiction: Contradiction? { leastLevelsBeyondMoney ?? gainBeyondReach }

  /// By how much of its size one sum has to exceed another for more than rounding.
  private static let rounding = 1e-9

  private var leastLevelsBeyondMoney: Contradiction? {
    let cost = levers.reduce(0) { $0 + $1.leastCost(members: memberCount) }
    guard cost > 0 else { return nil }
    for period in periods.indices {
      let first = description.carryOver ? 0 : period
      let needed = cost * Double(period - first + 1)
      let available = money(in: first...period)
      if needed - available > Self.rounding * max(needed, available) {
        return .leastLevelsBeyondMoney(needed: needed, available: available, period: period)
      }
    }
    return nil
  }

  /// The most money that can come in over `span`.
  private func money(in span: ClosedRange<Int>) -> Double {
    let budgets = description.budget.amounts(over: periods.count)
    let contributed = contributionMaximums.reduce(0, +) * Double(span.count)
    return description.grants.reduce(budgets[span].reduce(0, +) + contributed) { sum, grant in
      let amount =
        switch grant.amount {
        case .horizon(let amount): amount
        case .perPeriod(let amounts): amounts[span].reduce(0, +)
        }
      guard let match = grant.match else { return sum + amount }
      let own = grant.eligiblePositions(in: firms).reduce(0) { $0 + contributionMaximums[$1] }
      return sum + min(amount, match * own * Double(span.count))
    }
  }

  private var gainBeyondReach: Contradiction? {
    let floors = description.rules.enumerated().compactMap { position, rule -> (Conflict.Demand, Double)? in
      if case .gainFloor(let floor) = rule.demand { (.rule(position), floor.minimum) } else { nil }
    }
    let target = description.objective.targetGain.map { (Conflict.Demand.target, $0) }
    guard let greatest = (floors + [target].compactMap(\.self)).max(by: { $0.1 < $1.1 }) else { return nil }
    let reach = greatestGain
    guard greatest.1 - reach > Self.rounding * max(greatest.1, abs(reach)) else { return nil }
    return .gainBeyondReach(demand: greatest.0, asked: greatest.1, reach: reach)
  }

  /// What the alliance would gain, discounted, if each effect stood where it adds most to the index and every candidate
  /// joined that adds anything [output].
  private var greatestGain: Double {
    firms.ids.indices.reduce(0) { sum, firm in
      let gain = zip(periods.indices, discountFactors).reduce(0) { $0 + $1.1 * greatestGain(of: firm, in: $1.0) }
      return sum + (isCandidate(firm) ? max(0, gain) : gain)
    }
  }

  private func greatestGain(of firm: Int, in period: Int) -> Double {
    let entry = entry(firm: firm, period: period)
    let ranges = decided.map { reachableLevels(of: $0, firm, period) }
    let best = index.effects.reduce(index.constant[entry]) { best, effect in
      effect.factor[entry] == 0 ? best : best + effect.range(over: ranges, entry: entry).upperBound
    }
    let start = index(firm: firm, period: period, levels: decided.map { $0.baseline[entry] })
    return output(index: best) - output(index: start)
  }

  /// The index levels that a firm can have in a period, whatever the others do.
  private func reachableLevels(of variable: DecidedVariable, _ firm: Int, _ period: Int) -> ClosedRange<Double> {
    let entry = entry(firm: firm, period: period)
    let (least, greatest) = (variable.lower[entry], variable.upper[entry])
    guard case .lever(let position) = variable.source, levers[position].lever.lag == 0,
      levers[position].lever.stock == nil, case .talent(let hireMaximum?, nil) = levers[position].lever.kind
    else { return least...max(least, greatest) }
    return least...max(least, min(greatest, variable.baseline[entry] + hireMaximum * Double(period + 1)))
  }
}

extension LeverSchedule {
  /// No plan spends less on the lever in a period [currency]; below 0 where lowering brings money back. Of the firms the
  /// first `members` are members; a candidate need not join, so it asks for nothing but may bring money back or heads along.
  fileprivate func leastCost(members: Int) -> Double {
    baseline.indices.reduce(leastCostOfLending(members: members)) { sum, firm in
      let cost = leastCost(of: firm)
      return sum + (firm < members ? cost : min(0, cost))
    }
  }

  private func leastCost(of firm: Int) -> Double {
    let change = lower[firm] - baseline[firm]
    switch lever.kind {
    case .investment(let refund): return change >= 0 ? unitCost[firm] * change : refund * change
    case .talent(_, nil), .switch: return unitCost[firm] * max(0, change)
    case .talent(_, .some): return 0
    }
  }

  /// Heads may be lent to where they are asked for, so only the sum has to be there, hired where it costs least.
  private func leastCostOfLending(members: Int) -> Double {
    guard lever.secondment != nil, members == baseline.count else { return 0 }
    let missing = lower.reduce(0, +) - baseline.reduce(0, +)
    return max(0, missing) * (unitCost.min() ?? 0)
  }
}
