import Alliances
import LinearProgramming

extension Formulation {
  /// 0 ≤ cᵢₜ ≤ capᵢ·yᵢ for every firm that may contribute, and C_t = Σᵢ cᵢₜ [currency].
  mutating func formulateContributions() {
    guard alliance.description.contributions != nil else { return }
    contributionsThatServe = servingContributions
    var sums = [LinearExpression](repeating: LinearExpression(), count: alliance.periods.count)
    for (firm, period) in cells where alliance.contributionMaximums[firm] > 0 {
      let contribution = variable(
        .contribution(firm: firm, period: period), of: firm, in: Bounds(0, alliance.contributionMaximums[firm]))
      firmContributions[alliance.entry(firm: firm, period: period)] = contribution.expression
      sums[period] += contribution
    }
    for (period, sum) in sums.enumerated() {
      let total = variable(.contributions(period: period), in: .free)
      require(sum - total == 0, .contributions(period: period))
      contributions.append(total)
    }
  }

  /// Lets every firm that may contribute at all contribute without end.
  mutating func releaseContributions() {
    for case .contribution(let firm, let period) in variableElements {
      let contribution = firmContributions[alliance.entry(firm: firm, period: period)]
      for term in contribution.terms { program.setBounds(of: term.variable, to: .atLeast(0)) }
    }
    releaseContributionsOfCandidates()
  }

  /// Lets candidates contribute all that could ever serve, but only while they are in the alliance: what all levers and
  /// all joining cost, and what all grants would need to be matched.
  private mutating func releaseContributionsOfCandidates() {
    guard !joins.isEmpty else { return }
    let enough = contributionsThatServe
    for (row, element) in zip(program.rows, rowElements) {
      guard case .ifJoined(.contribution(let firm, let period), _) = element else { continue }
      program.setBounds(of: row, to: .free)
      let contribution = firmContributions[alliance.entry(firm: firm, period: period)]
      require(contribution, of: firm, in: Bounds(-.infinity, enough), .contribution(firm: firm, period: period))
    }
  }
}
