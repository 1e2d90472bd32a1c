import Alliances

extension PlanReading {
  /// What a firm puts in in a period; less than a billionth of the alliance's money is rounding.
  func contribution(of firm: Int, _ period: Int) -> Double {
    let alliance = formulation.alliance
    let amount = solution.value(of: formulation.firmContributions[alliance.entry(firm: firm, period: period)])
    return amount <= 1e-9 * formulation.sizes.money ? 0 : min(amount, alliance.contributionMaximums[firm])
  }

  /// What is drawn of every grant in every period; less than a billionth of the alliance's money is rounding.
  var drawnGrants: [[Double]] {
    formulation.grants.map { grant in
      grant.map { drawn in
        let amount = solution[drawn]
        return amount <= 1e-9 * formulation.sizes.money ? 0 : amount
      }
    }
  }
}
