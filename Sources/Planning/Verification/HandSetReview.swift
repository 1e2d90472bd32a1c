import Alliances

/// What levels come to that somebody sets by hand: what they cost, and which limits they leave. No program is solved.
public struct HandSetReview: Sendable {
  /// What every firm of the file gets, in its order; nothing for a candidate that stays out.
  public let firms: [FirmPlan]
  /// The money of every period, with what is spent and left of the budget [currency].
  public let money: [PeriodMoney]
  /// What the levels do not keep: bounds, hiring, money, and rules that do not speak of gains.
  public let faults: [LevelFault]
}

extension Alliance {
  /// The review of `levels`; nil where there are not as many as the alliance has firms, periods and levers.
  ///
  /// Rules that follow from gains, and a target gain, are left out: whoever sets levels by hand may have changed what
  /// gains follow from.
  public func review(_ levels: RecordedLevels) -> HandSetReview? {
    var copy = description
    copy.objective = .gain
    copy.rules.removeAll { $0.demand.speaksOfGains }
    guard let plain = try? Alliance(copy),
      let review = LevelReview(levels, formulation: Formulation(plain))
    else { return nil }
    let account = review.account
    return HandSetReview(firms: account.firms, money: account.periods, faults: review.faults(of: account))
  }
}

extension Rule.Demand {
  /// Whether the demand is met or not by what firms gain, and so by the coefficients of the model.
  public var speaksOfGains: Bool {
    switch self {
    case .gainFloor, .winWin: true
    case .proportion(let rule): rule.basis == .gain
    case .groupShare, .eachMember, .spendingCap, .risk, .partners, .apart, .together, .requires, .selectionRisk: false
    }
  }
}
