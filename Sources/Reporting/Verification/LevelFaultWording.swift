import Planning

extension AllianceTerms {
  /// What levels set or recorded by somebody do not keep, in a sentence without its full stop.
  func sentence(_ fault: LevelFault) -> String {
    switch fault {
    case .bounds(let k, let firm, let period, let level, let allowed):
      "\(lever(k)) of \(name(firm: firm))\(inPeriod(period)) is \(number(level)), outside its bounds "
        + "\(number(allowed.lowerBound)) to \(number(allowed.upperBound))"
    case .stock(let k, let firm, let period, let stock, let maximum):
      "the stock of \(lever(k)) of \(name(firm: firm))\(inPeriod(period)) is \(number(stock)), above the "
        + "\(number(maximum)) that the model allows"
    case .notOnOrOff(let k, let firm, let period, let level):
      "\(lever(k)) of \(name(firm: firm))\(inPeriod(period)) is \(number(level)), neither 0 nor 1"
    case .switchCount(let k, let period, let count, let maximum):
      "\(counted(count, "firm")) \(count == 1 ? "switches" : "switch") \(lever(k)) on\(inPeriod(period)), allowed "
        + "\(maximum == 1 ? "is" : "are") \(maximum)"
    case .hiring(let k, let firm, let period, let hired, let maximum):
      "\(name(firm: firm)) hires \(number(hired)) of \(lever(k))\(inPeriod(period)), allowed is 0 "
        + (maximum.map { "to \(number($0))" } ?? "or more")
    case .lending(let k, let firm, let period, let lent, let maximum):
      "\(name(firm: firm)) lends \(number(lent)) of \(lever(k))\(inPeriod(period)), allowed is "
        + "\(number(maximum))"
    case .secondmentBalance(let k, let period, let surplus):
      "firms receive \(number(surplus)) more of \(lever(k)) than they lend\(inPeriod(period))"
    case .overspent(let period, let excess):
      "spending\(inPeriod(period)) exceeds the money that is there by \(number(excess))"
    case .contribution(let firm, let period, let amount, let maximum):
      "\(name(firm: firm)) contributes \(number(amount))\(inPeriod(period)), allowed is 0 to "
        + "\(number(maximum))"
    case .grant(let name): "of the grant \(quoted(name)) other amounts are drawn than its amount or its match gives"
    case .overpooled(let period, let excess):
      "what firms spend beyond their contributions\(inPeriod(period)) exceeds what pays for it by "
        + "\(number(excess))"
    case .rule(let name): "the rule \(quoted(name)) is broken"
    case .target(let gain, let target): "the gain \(number(gain)) misses its target \(number(target))"
    }
  }

  private func number(_ value: Double) -> String { NumberText.significant(value, digits: 6) }
}
