import Alliances
import LinearProgramming

extension Formulation {
  /// What enters the formula for each decided variable.
  mutating func formulateIndexLevels() {
    for variable in alliance.decided {
      switch variable.source {
      case .lever(let lever): indexLevels.append(formulateInFormula(lever: lever))
      case .link(let link): indexLevels.append(formulateLink(link))
      }
    }
  }

  /// The levels of a lever themselves, those of `lag` periods before, or the stock that they add up to.
  private mutating func formulateInFormula(lever position: Int) -> [LinearExpression] {
    let schedule = alliance.levers[position]
    let lag = schedule.lever.lag
    let delayed = cells.map { firm, period in
      period < lag
        ? multiple(schedule.baseline[firm], ofMembershipOf: firm)
        : levels[position][alliance.entry(firm: firm, period: period - lag)]
    }
    guard let stock = schedule.lever.stock else { return delayed }
    return formulateStock(lever: position, schedule, depreciation: stock.depreciation, additions: delayed)
  }

  /// Kᵢₜ = (1 − δ)·Kᵢ,ₜ₋₁ + aᵢₜ, with aᵢₜ what is added and Kᵢ₀ what a firm brings along; Kᵢₜ is at most the greatest stock. Where
  /// nothing is decided yet it is a figure and no variable.
  private mutating func formulateStock(
    lever: Int, _ schedule: LeverSchedule, depreciation: Double, additions: [LinearExpression]
  ) -> [LinearExpression] {
    var stocks: [LinearExpression] = []
    for (firm, period) in cells {
      let entry = alliance.entry(firm: firm, period: period)
      let before =
        period > 0 ? stocks[entry - 1] : multiple(schedule.initialStock[firm], ofMembershipOf: firm)
      let sum = (1 - depreciation) * before + additions[entry]
      guard sum.terms.contains(where: { $0.variable != join(of: firm) }) else {
        stocks.append(sum)
        continue
      }
      let element = ProgramElement.stock(lever: lever, firm: firm, period: period)
      let own = variable(element, of: firm, in: Bounds(0, schedule.greatestStock[entry]))
      require(sum - own == 0, element)
      stocks.append(own.expression)
    }
    return stocks
  }
}
