import Alliances

extension PlanReading {
  /// How much a unit more of a lever in one period adds to the index, in that period and later ones: later periods count
  /// as they are discounted from this one.
  func slope(of lever: Int, _ firm: Int, _ period: Int, _ firms: [FirmPlan]) -> Double {
    let alliance = formulation.alliance
    let lag = alliance.levers[lever].lever.lag
    var (slope, weight) = (0.0, 1.0)
    for later in alliance.periods.indices.dropFirst(period + lag) {
      let level = firms[firm].periods[later].indexLevels[lever].planned
      let entry = alliance.entry(firm: firm, period: later)
      let discount = alliance.discountFactors[later] / alliance.discountFactors[period]
      slope += weight * discount * alliance.index.slope(of: lever, entry: entry, at: level)
      guard let stock = alliance.levers[lever].lever.stock else { break }
      weight *= 1 - stock.depreciation
    }
    return slope
  }

  /// Whether a stock that a level adds to stands at its greatest, in its period or a later one.
  func fillsStock(_ lever: Int, _ firm: Int, _ period: Int, _ firms: [FirmPlan]) -> Bool {
    let alliance = formulation.alliance
    let schedule = alliance.levers[lever]
    guard schedule.lever.stock != nil else { return false }
    return alliance.periods.indices.dropFirst(period + schedule.lever.lag).contains { later in
      let greatest = schedule.greatestStock[alliance.entry(firm: firm, period: later)]
      return firms[firm].periods[later].indexLevels[lever].planned >= greatest - 1e-9 * max(1, greatest)
    }
  }

  /// The levers that do nothing within the horizon.
  var lagsBeyondHorizon: [PlanWarning] {
    let periods = formulation.alliance.periods.count
    return formulation.alliance.description.levers.filter { $0.lag >= periods }.map {
      .lagBeyondHorizon(lever: $0.variable, lag: $0.lag, periods: periods)
    }
  }
}
