import Alliances
import LinearProgramming

/// The program maximises for every objective; what is to be small is maximised with the opposite sign.
extension Formulation {
  /// The objective of the alliance, one file a kind beside this one, with the rows that it needs.
  mutating func formulateObjective() {
    switch alliance.description.objective {
    case .gain: formulateGain()
    case .netValue: formulateNetValue()
    case .worstGain: formulateWorstGain()
    case .cost(let targetGain): formulateCost(targetGain: targetGain)
    }
  }

  /// The figure that the user asked for where the program's objective is `value`, and back.
  func figure(_ value: Double) -> Double { alliance.description.objective.isMinimised ? -value : value }

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

  /// What all firms spend over the horizon: the figure that is smallest among plans that are equally good.
  var totalSpending: LinearExpression {
    spending.reduce(into: LinearExpression()) { $0 += $1 }
  }

  /// Σ_t d_t S_t.
  var discountedSpending: LinearExpression {
    zip(spending, alliance.discountFactors).reduce(into: LinearExpression()) { $0 += $1.1 * $1.0 }
  }
}
