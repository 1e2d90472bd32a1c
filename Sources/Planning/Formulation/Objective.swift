import Alliances
import LinearProgramming

extension Formulation {
  /// Maximises G = Σ_t d_t Σᵢ gainᵢₜ, which is one variable so that a floor on the gain is one bound row.
  mutating func formulateObjective() {
    let total = discountedGain()
    program.objective = total.expression
  }

  /// The discounted gain of the alliance as a variable, made when it is first asked for.
  mutating func discountedGain() -> Variable {
    if let totalGain { return totalGain }
    let total = variable(.totalGain, in: .free)
    var sum = LinearExpression()
    let discount = alliance.discountFactors
    for (firm, period) in cells {
      sum += discount[period] * gains[alliance.entry(firm: firm, period: period)]
    }
    require(sum - total == 0, .totalGain)
    totalGain = total
    return total
  }

  /// What all firms spend over the horizon.
  var totalSpending: LinearExpression {
    spending.reduce(into: LinearExpression()) { $0 += $1 }
  }
}
