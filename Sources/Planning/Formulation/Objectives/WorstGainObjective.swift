import Alliances
import LinearProgramming

/// What the search for the smallest gains works on.
struct WorstGain: Sendable {
  /// The smallest discounted gain z of those members that are not held yet.
  let smallest: Variable
  /// The discounted gain Gᵢ of each member.
  let gains: [Variable]
  /// z ≤ Gᵢ, a row a member.
  let rows: [Row]
}

extension Formulation {
  /// Maximises z with z ≤ Gᵢ = Σ_t d_t gainᵢₜ for every member i; candidates are not among them.
  ///
  /// The answer settles the smallest gain only; `LexicographicSearch` goes on from there.
  mutating func formulateWorstGain() {
    let smallest = variable(.smallestGain, in: .free)
    let discount = alliance.discountFactors
    var memberGains: [Variable] = []
    var rows: [Row] = []
    for firm in 0..<alliance.memberCount {
      let own = variable(.memberGain(firm: firm), in: .free)
      var sum = LinearExpression()
      for period in alliance.periods.indices {
        sum += discount[period] * gains[alliance.entry(firm: firm, period: period)]
      }
      require(sum - own == 0, .memberGain(firm: firm))
      memberGains.append(own)
      rows.append(require(smallest - own <= 0, .smallestGainOf(firm: firm)))
    }
    worstGain = WorstGain(smallest: smallest, gains: memberGains, rows: rows)
    program.objective = smallest.expression
  }
}
