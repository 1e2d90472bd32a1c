import Alliances
import LinearProgramming

/// value·Σ_t d_t·gainᵢₜ − Σ_t d_t·cᵢₜ ≥ wᵢ for every firm i of the alliance: what its gain is worth less what it puts in [currency] is no
/// less than what it has without the alliance.
///
/// The limit that has a price is a margin of 0 above wᵢ, moved for every firm at once. What firms reach alone has to be
/// known by then: `Planner.knowingStandaloneWorths` finds it first.
extension WinWin: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    let alliance = formulation.alliance
    for (firm, worth) in worths(in: alliance).enumerated() {
      // A candidate that stays out has nothing to compare.
      let own = formulation.multiple(worth, ofMembershipOf: firm)
      let row = formulation.require(
        formulation.netBenefit(of: firm) - own >= 0, .rule(position, side: .least, span: .horizon, firm: firm))
      formulation.ruleLimits.append(
        RuleLimit(
          rule: position, side: .least, key: "win_win", value: 0, unit: .currency, row: row, slackRows: [row],
          scale: formulation.join(of: firm), lowest: -.infinity))
    }
  }

  /// wᵢ by firm.
  func worths(in alliance: Alliance) -> [Double] {
    let nothing = [Double](repeating: 0, count: alliance.firms.count)
    return comparison == .standalone ? alliance.standaloneWorths ?? nothing : nothing
  }
}

extension Formulation {
  /// What a firm's gain is worth less what it puts in, discounted [currency].
  func netBenefit(of firm: Int) -> LinearExpression {
    let value = alliance.description.outputValue
    return zip(alliance.periods.indices, alliance.discountFactors).reduce(into: LinearExpression()) { sum, part in
      let entry = alliance.entry(firm: firm, period: part.0)
      if value > 0 { sum += value * part.1 * gains[entry] }
      sum -= part.1 * firmContributions[entry]
    }
  }
}

extension FirmPlan {
  /// What the gain is worth less what the firm puts in, discounted [currency].
  public func netBenefit(in alliance: Alliance) -> Double {
    zip(periods, alliance.discountFactors).reduce(alliance.description.outputValue * gain) {
      $0 - $1.1 * $1.0.contribution
    }
  }
}
