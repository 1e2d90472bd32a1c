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
    case (.leastLevelsBeyondMoney, .rule), (.leastLevelsBeyondMoney, .pooling), (.leastLevelsBeyondMoney, .target):
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
    let cost = levers.reduce(0) { $0 + $1.leastCost }
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

  /// What the alliance would gain, discounted, if each effect stood where it adds most to the index [output].
  private var greatestGain: Double {
    var sum = 0.0
    for firm in firms.ids.indices {
      let baselines = levers.map { $0.baseline[firm] }
      for (period, discount) in discountFactors.enumerated() {
        let entry = entry(firm: firm, period: period)
        let best = index.effects.reduce(index.constant[entry]) { best, effect in
          let levels = levers[effect.lever].reachableLevels(of: firm, in: period)
          return best
            + max(
              effect.value(at: levels.lowerBound, entry: entry), effect.value(at: levels.upperBound, entry: entry))
        }
        let start = index(firm: firm, period: period, levels: baselines)
        sum += discount * (output(index: best) - output(index: start))
      }
    }
    return sum
  }
}

extension LeverSchedule {
  /// No plan spends less on the lever in a period [currency]; below 0 where lowering brings money back.
  fileprivate var leastCost: Double {
    switch lever.kind {
    case .investment(let refund):
      return baseline.indices.reduce(0) { sum, firm in
        let change = lower[firm] - baseline[firm]
        return sum + (change >= 0 ? unitCost[firm] * change : refund * change)
      }
    case .talent(_, nil):
      return baseline.indices.reduce(0) { $0 + unitCost[$1] * max(0, lower[$1] - baseline[$1]) }
    case .talent(_, .some):
      // Heads may be lent to where they are asked for, so only the sum has to be there, hired where it costs least.
      let missing = lower.reduce(0, +) - baseline.reduce(0, +)
      return max(0, missing) * (unitCost.min() ?? 0)
    }
  }

  /// The levels that a firm can have in a period, whatever the others do.
  fileprivate func reachableLevels(of firm: Int, in period: Int) -> ClosedRange<Double> {
    var greatest = upper[firm]
    if case .talent(let hireMaximum?, nil) = lever.kind {
      greatest = min(greatest, baseline[firm] + hireMaximum * Double(period + 1))
    }
    return lower[firm]...max(lower[firm], greatest)
  }
}
