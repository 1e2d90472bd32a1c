import Alliances
import LinearProgramming

/// A row in which the amount of a grant suffices.
struct GrantLimit: Sendable {
  /// The position of the grant.
  let grant: Int
  /// The position of the period; nil where the amount is that of the horizon.
  let period: Int?
  /// The amount [currency].
  let amount: Double
  /// The row.
  let row: Row
}

extension Formulation {
  /// What is drawn of every grant in every period, G_ft ≥ 0: Σ_t G_ft ≤ amount_f, or G_ft ≤ amount_ft for an amount of
  /// each period; and G_ft ≤ match_f · Σᵢ cᵢₜ over the eligible firms i where it has a match [currency].
  ///
  /// Which of the eligible firms draws is left open, since the money is everyone's: firms could draw G_ft among them, each
  /// at most match_f·cᵢₜ, exactly if it is at most the sum of these.
  mutating func formulateGrants() {
    for (position, grant) in alliance.description.grants.enumerated() {
      let drawn = alliance.periods.indices.map { variable(.grant(position, period: $0), in: .atLeast(0)) }
      grants.append(drawn)
      switch grant.amount {
      case .horizon(let amount):
        let sum = drawn.reduce(into: LinearExpression()) { $0 += $1 }
        limit(sum, grant: position, period: nil, to: amount)
      case .perPeriod(let amounts):
        for (period, amount) in amounts.enumerated() {
          limit(drawn[period].expression, grant: position, period: period, to: amount)
        }
      }
      if let match = grant.match { formulateMatch(match, ofGrant: position, drawn) }
    }
  }

  private mutating func limit(_ drawn: LinearExpression, grant: Int, period: Int?, to amount: Double) {
    let row = require(drawn <= amount, .grantLimit(grant, span: period.map { .period($0) } ?? .horizon))
    grantLimits.append(GrantLimit(grant: grant, period: period, amount: amount, row: row))
  }

  private mutating func formulateMatch(_ match: Double, ofGrant position: Int, _ drawn: [Variable]) {
    let eligible = alliance.description.grants[position].eligiblePositions(in: alliance.firms)
    let isEveryone = eligible.count == alliance.firms.count
    for period in alliance.periods.indices {
      var contributed = LinearExpression()
      if isEveryone, !contributions.isEmpty {
        contributed += contributions[period]
      } else {
        for firm in eligible { contributed += firmContributions[alliance.entry(firm: firm, period: period)] }
      }
      require(drawn[period] - match * contributed <= 0, .match(grant: position, period: period))
    }
  }

  /// Lets a grant be drawn without end, in a period or over the horizon, as far as its match goes.
  mutating func releaseGrant(_ grant: Int, period: Int?) {
    for limit in grantLimits where limit.grant == grant && limit.period == period {
      program.setBounds(of: limit.row, to: .free)
    }
  }

  /// Lets a grant be drawn up to its amount, whoever contributes.
  mutating func releaseMatch(ofGrant grant: Int) {
    for (row, element) in zip(program.rows, rowElements) {
      if case .match(grant, _) = element { program.setBounds(of: row, to: .free) }
    }
  }
}
