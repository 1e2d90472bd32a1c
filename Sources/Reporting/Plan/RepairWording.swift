import Alliances
import Planning

extension AllianceTerms {
  /// What to do for `repair`, such as `raise the budget of 2026 by 3.2, to 63.2`.
  func instruction(for repair: Repair) -> String {
    let verb = repair.change < 0 ? "lower" : "raise"
    guard !repair.limit.isShare(in: alliance) else {
      return "\(verb) \(phrase(for: repair.limit)) to \(NumberText.percent(repair.to, digits: 6))"
    }
    let change = NumberText.asWritten(abs(repair.change), digits: 6)
    return "\(verb) \(phrase(for: repair.limit)) by \(change), to \(NumberText.asWritten(repair.to))"
  }

  /// A number of the files by what it limits.
  func phrase(for limit: NumericLimit) -> String {
    let key = limit.key(in: alliance).printable
    switch limit {
    case .budget(let period): return "the budget\(of(period))"
    case .grant(let position, let period): return "the amount of the grant \(grant(position))\(of(period))"
    case .match(let position): return "the match of \(grant(position))"
    case .pooling: return "pooling"
    case .contribution(let firm): return "\(key) of \(name(firm: firm))"
    case .leastLevel(let position, let firm), .greatestLevel(let position, let firm):
      return "\(key) of \(firm.map { name(firm: $0) } ?? lever(position))"
    case .hiring(let position), .switchCount(let position): return "\(key) of \(lever(position))"
    case .rule(let position, _): return "\(key) of \(quoted(alliance.description.rules[position].name))"
    case .target: return "the target gain"
    }
  }

  private func of(_ period: Int?) -> String { period.map { " of \(alliance.periods[$0].printable)" } ?? "" }

  /// What a number that no demand of a conflict speaks of belongs to, as in `greatest level of rd`.
  func subject(of limit: NumericLimit) -> String {
    switch limit {
    case .greatestLevel(let position, _): "greatest level of \(lever(position))"
    case .leastLevel(let position, _): "least levels of \(lever(position))"
    case .hiring(let position): "hiring of \(lever(position))"
    case .budget, .grant, .match, .pooling, .contribution, .switchCount, .rule, .target: phrase(for: limit)
    }
  }

  /// A contradiction with its numbers.
  func reason(of contradiction: Contradiction) -> String {
    switch contradiction {
    case .leastLevelsBeyondMoney(let needed, let available, let period):
      let (cost, money) = told(needed, apartFrom: available)
      let time = alliance.description.carryOver ? by(period) : inPeriod(period)
      return "the least levels cost at least \(cost)\(time), and there can be no more than \(money) to pay for them"
    case .gainBeyondReach(_, let asked, let reach):
      let (gain, most) = told(asked, apartFrom: reach)
      return "a gain of \(gain) is asked for, and with every lever at its best level it would be \(most)"
    }
  }

  private func by(_ period: Int) -> String {
    alliance.periods.count > 1 ? " by the end of \(alliance.periods[period].printable)" : ""
  }

  /// Two numbers with as many digits as tell them apart.
  private func told(_ left: Double, apartFrom right: Double) -> (String, String) {
    for digits in 4..<12 {
      let words = (NumberText.asWritten(left, digits: digits), NumberText.asWritten(right, digits: digits))
      if words.0 != words.1 { return words }
    }
    return (NumberText.asWritten(left), NumberText.asWritten(right))
  }
}
