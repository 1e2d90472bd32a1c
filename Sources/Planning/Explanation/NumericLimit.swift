import Alliances

/// A number of an alliance's description that limits its plans; firms, periods, levers, rules and grants by position.
public enum NumericLimit: Sendable, Hashable {
  /// The budget of a period; nil for the budget of the horizon [currency].
  case budget(period: Int?)
  /// The amount of a grant in a period; nil for that of the horizon [currency].
  case grant(Int, period: Int?)
  /// What is drawn of a grant per unit of contributions.
  case match(grant: Int)
  /// The share of contributions that pays for other firms.
  case pooling
  /// The most that a firm may contribute in a period, in its cell [currency].
  case contribution(firm: Int)
  /// The least level of a lever: that of a firm in its cell, or the key `min` where no firm is named.
  case leastLevel(lever: Int, firm: Int?)
  /// The greatest level of a lever: that of a firm in its cell, or the key `max` or `max_increase` where no firm is named.
  case greatestLevel(lever: Int, firm: Int?)
  /// How many heads a firm may hire in a period.
  case hiring(lever: Int)
  /// How many firms may be switched on beyond their baseline.
  case switchCount(lever: Int)
  /// A figure of a rule.
  case rule(Int, RuleFigure)
  /// The gain that the cheapest plan has to reach [output].
  case target

  /// Which figure of a rule.
  public enum RuleFigure: Sendable, Hashable {
    /// What must be reached.
    case least
    /// What must not be exceeded.
    case greatest
    /// How far shares may be from being in proportion.
    case tolerance
  }

  /// The direction in which the number allows more.
  var loosening: Double {
    switch self {
    case .leastLevel, .target, .rule(_, .least): -1
    case .budget, .grant, .match, .pooling, .contribution, .greatestLevel, .hiring, .switchCount, .rule: 1
    }
  }

  /// Whether what a firm reaches alone may follow from the number.
  var concernsFirmsAlone: Bool {
    switch self {
    case .contribution, .leastLevel, .greatestLevel, .hiring, .switchCount: true
    case .budget, .grant, .match, .pooling, .rule, .target: false
    }
  }
}

extension NumericLimit {
  /// Whether the number counts firms.
  func isWhole(in alliance: Alliance) -> Bool {
    switch self {
    case .switchCount: return true
    case .rule(let position, _):
      if case .partners = alliance.description.rules[position].demand { return true }
      return false
    default: return false
    }
  }

  /// The key of the alliance file, or the column of the firm file, where the number stands.
  public func key(in alliance: Alliance) -> String {
    let description = alliance.description
    switch self {
    case .budget: return "budget"
    case .grant: return "amount"
    case .match: return "match"
    case .pooling: return "pooling"
    case .contribution: return description.contributions?.maximum ?? ""
    case .leastLevel(let lever, let firm):
      return firm == nil ? "min" : LeverColumns(of: description.levers[lever].variable).minimum
    case .greatestLevel(let lever, let firm):
      if firm != nil { return LeverColumns(of: description.levers[lever].variable).maximum }
      return description.levers[lever].maximum == nil ? "max_increase" : "max"
    case .hiring: return "hire_max"
    case .switchCount: return "max_count"
    case .rule(let position, let figure): return description.rules[position].demand.key(of: figure)
    case .target: return "gain"
    }
  }

  /// Whether the number is a share or a rate, which files write with a percentage sign.
  public func isShare(in alliance: Alliance) -> Bool {
    switch self {
    case .match, .pooling: return true
    case .budget, .grant, .contribution, .leastLevel, .hiring, .switchCount, .target: return false
    case .greatestLevel(let lever, let firm):
      let own = alliance.description.levers[lever]
      guard firm == nil, own.maximum == nil, case .share = own.maximumIncrease else { return false }
      return true
    case .rule(let position, _):
      switch alliance.description.rules[position].demand {
      case .groupShare, .eachMember, .proportion: return true
      case .gainFloor, .spendingCap, .risk, .winWin, .partners, .apart, .together, .requires, .selectionRisk:
        return false
      }
    }
  }

  /// Whether the number is an amount of money.
  func isMoney(in alliance: Alliance) -> Bool {
    switch self {
    case .budget, .grant, .contribution: return true
    case .match, .pooling, .leastLevel, .greatestLevel, .hiring, .switchCount, .target: return false
    case .rule(let position, _):
      if case .spendingCap = alliance.description.rules[position].demand { return true }
      return false
    }
  }

  /// The value of the number in `alliance`; nil where there is none.
  public func value(in alliance: Alliance) -> Double? {
    let description = alliance.description
    switch self {
    case .budget(let period): return description.budget.amount(in: period)
    case .grant(let grant, let period): return description.grants[grant].amount.amount(in: period)
    case .match(let grant): return description.grants[grant].match
    case .pooling: return description.pooling
    case .contribution(let firm): return alliance.contributionMaximums[firm]
    case .leastLevel(let lever, let firm):
      return firm.map { alliance.levers[lever].lower[$0] } ?? description.levers[lever].minimum
    case .greatestLevel(let lever, let firm):
      if let firm { return alliance.levers[lever].upper[firm] }
      return description.levers[lever].maximum ?? description.levers[lever].maximumIncrease?.figure
    case .hiring(let lever):
      guard case .talent(let hireMaximum, _) = description.levers[lever].kind else { return nil }
      return hireMaximum
    case .switchCount(let lever):
      guard case .switch(let maximumCount, _) = description.levers[lever].kind else { return nil }
      return maximumCount.map(Double.init)
    case .rule(let position, let figure): return description.rules[position].demand[figure]
    case .target: return description.objective.targetGain
    }
  }

  /// The farthest value that the number can be loosened to; infinite where it has no end.
  func end(in alliance: Alliance) -> Double {
    switch self {
    case .budget, .grant, .match, .contribution, .greatestLevel, .hiring: return .infinity
    case .switchCount: return Double(alliance.firms.count)
    case .pooling: return 1
    case .target: return 0
    case .leastLevel(let lever, let firm):
      let schedule = alliance.levers[lever]
      if let firm { return schedule.baseline[firm] }
      let own = schedule.lowerSource.indices.filter { schedule.lowerSource[$0] == .lever(key: "min") }
      return own.map { schedule.baseline[$0] }.min() ?? 0
    case .rule(_, .least): return 0
    // A tolerance of the whole would allow a firm nothing at any rate, and is no tolerance.
    case .rule(_, .tolerance): return 0.9999
    case .rule(let position, .greatest):
      switch alliance.description.rules[position].demand {
      case .groupShare, .eachMember: return 1
      case .partners: return Double(alliance.candidates.count)
      case .risk, .spendingCap, .gainFloor, .proportion, .winWin, .apart, .together, .requires, .selectionRisk:
        return .infinity
      }
    }
  }

  /// About how large such a number is in an alliance of these sizes.
  func size(in sizes: AllianceSizes) -> Double {
    switch self {
    case .budget, .grant, .contribution: sizes.money
    case .match, .pooling, .switchCount, .rule(_, .tolerance): 1
    case .leastLevel(let lever, _), .greatestLevel(let lever, _), .hiring(let lever): sizes.levels[lever]
    case .target: sizes.gain
    case .rule(let position, _): sizes.size(ofRule: position)
    }
  }

  /// The description of `alliance` in which the number is `value`.
  public func set(to value: Double, in alliance: Alliance) -> AllianceDescription {
    var copy = alliance.description
    switch self {
    case .budget(let period): copy.budget.set(to: value, in: period)
    case .grant(let grant, let period): copy.grants[grant].amount.set(to: value, in: period)
    case .match(let grant): copy.grants[grant].match = value
    case .pooling: copy.pooling = value
    case .contribution(let firm):
      if let column = copy.contributions?.maximum { copy.firms = copy.firms.setting(column, of: firm, to: value) }
    case .leastLevel(let lever, let firm):
      let column = LeverColumns(of: copy.levers[lever].variable).minimum
      if let firm {
        copy.firms = copy.firms.setting(column, of: firm, to: value)
      } else {
        copy.levers[lever].minimum = value
      }
    case .greatestLevel(let lever, let firm):
      let column = LeverColumns(of: copy.levers[lever].variable).maximum
      if let firm {
        copy.firms = copy.firms.setting(column, of: firm, to: value)
      } else {
        copy.levers[lever].setGreatest(to: value)
      }
    case .hiring(let lever):
      if case .talent(_, let secondment) = copy.levers[lever].kind {
        copy.levers[lever].kind = .talent(hireMaximum: value, secondment: secondment)
      }
    case .switchCount(let lever):
      if case .switch(_, let canSwitchOff) = copy.levers[lever].kind {
        copy.levers[lever].kind = .switch(maximumCount: Int(value), canSwitchOff: canSwitchOff)
      }
    case .rule(let position, let figure): copy.rules[position].demand[figure] = value
    case .target: copy.objective = .cost(targetGain: value)
    }
    return copy
  }
}

extension Budget {
  /// The sum of a period; that of the horizon where none is named.
  fileprivate func amount(in period: Int?) -> Double {
    switch self {
    case .horizon(let amount): amount
    case .perPeriod(let amounts): period.map { amounts[$0] } ?? total
    }
  }

  fileprivate mutating func set(to value: Double, in period: Int?) {
    switch self {
    case .horizon: self = .horizon(value)
    case .perPeriod(var amounts):
      guard let period else { return }
      amounts[period] = value
      self = .perPeriod(amounts)
    }
  }
}

extension Lever {
  fileprivate mutating func setGreatest(to value: Double) {
    if maximum != nil {
      maximum = value
    } else if case .share = maximumIncrease {
      maximumIncrease = .share(value)
    } else {
      maximumIncrease = .amount(value)
    }
  }
}

extension Lever.Increase {
  /// The number, whatever it is a number of.
  fileprivate var figure: Double {
    switch self {
    case .amount(let value), .share(let value): value
    }
  }
}
