import Alliances
import LinearProgramming

/// What levels come to by the model, whatever the program counts for them.
struct ModelledGains: Sendable {
  /// How far the index of each firm rises in each period above that of its baselines, by entry.
  let rises: [Double]
  /// What it gains in each period, by entry; 0 while it stays out.
  let gains: [Double]
}

extension Formulation {
  /// The gains of the levels of `solution` by the model.
  func modelledGains(at solution: Solution) -> ModelledGains {
    let isIn = alliance.firms.ids.indices.map { self.isIn($0, at: solution) }
    let planned = alliance.levers.indices.map { lever in
      let schedule = alliance.levers[lever]
      return cells.map { firm, period -> Double in
        guard isIn[firm] else { return 0 }
        let level = solution.value(of: levels[lever][alliance.entry(firm: firm, period: period)])
        return min(max(schedule.lever.isSwitch ? level.rounded() : level, schedule.lower[firm]), schedule.upper[firm])
      }
    }
    let decided = alliance.indexLevels(of: planned, isIn: isIn)
    var (rises, gains) = ([Double](), [Double]())
    for (firm, period) in cells {
      let entry = alliance.entry(firm: firm, period: period)
      let start = alliance.baselineIndex(firm: firm, period: period)
      let index = isIn[firm] ? alliance.index(firm: firm, period: period, levels: decided.map { $0[entry] }) : start
      rises.append(index - start)
      gains.append(alliance.output(index: index) - alliance.output(index: start))
    }
    return ModelledGains(rises: rises, gains: gains)
  }

  /// What every firm gains over `span` at `modelled`, as it is printed.
  func gains(over span: ProgramElement.Span, _ modelled: ModelledGains) -> [Double] {
    alliance.firms.ids.indices.map { firm in
      switch span {
      case .period(let period): return modelled.gains[alliance.entry(firm: firm, period: period)]
      case .horizon:
        return zip(alliance.periods.indices, alliance.discountFactors).reduce(0) {
          $0 + $1.1 * modelled.gains[alliance.entry(firm: firm, period: $1.0)]
        }
      }
    }
  }

  /// The values of `solution` with the gains of `modelled` in the place of those that the program counts.
  func values(of solution: Solution, with modelled: ModelledGains) -> [Double] {
    var values = solution.values
    for (variable, gain) in zip(gains, modelled.gains) { values[variable.index] = gain }
    if let totalGain {
      values[totalGain.index] = cells.reduce(0) { sum, cell in
        let entry = alliance.entry(firm: cell.firm, period: cell.period)
        return sum + alliance.discountFactors[cell.period] * modelled.gains[entry]
      }
    }
    return values
  }

  /// Where the tangent of each curved term touches at the levels of `solution`, by term.
  func arguments(at solution: Solution, _ modelled: ModelledGains) -> [Double] {
    curvedTerms.map { term in
      guard case .output = term.part else { return term.reachedArgument(at: solution) }
      let rise = modelled.rises[alliance.entry(firm: term.firm, period: term.period)]
      return min(max(rise, term.widest.lowerBound), term.widest.upperBound)
    }
  }
}

extension GainRate {
  /// The rate at which firms with `amounts` and `gained` are farthest from breaking the rule; nil where nobody gains.
  func servingRate(amounts: [Double], gained: [Double]) -> Double? {
    let (spent, gain) = (amounts.reduce(0) { $0 + max(0, $1) }, gained.reduce(0) { $0 + max(0, $1) })
    guard spent > 0, gain > 0 else { return nil }
    let ratios = zip(amounts, gained).filter { $1 > 1e-6 * gain && $0 > 1e-6 * spent }.map { $0 / $1 }
    guard let least = ratios.min(), let greatest = ratios.max() else { return spent / gain }
    return (least * greatest).squareRoot()
  }

  /// By how much `amounts` and `gained` break the rule at `rate`, the worst firm's [currency].
  func breach(at rate: Double, amounts: [Double], gained: [Double]) -> Double {
    zip(amounts, gained).reduce(0) { worst, firm in
      max(
        worst, (1 - tolerance) * rate * firm.1 - firm.0, firm.0 - (1 + tolerance) * rate * max(0, firm.1))
    }
  }
}
