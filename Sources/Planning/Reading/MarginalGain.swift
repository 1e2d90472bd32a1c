import Alliances

/// What a unit more of a lever adds to the index of the alliance's firms around a plan.
struct MarginalGain {
  let alliance: Alliance
  let firms: [FirmPlan]
  /// The slope of the index by decided variable and entry.
  private let slopes: [[Double]]

  init(_ alliance: Alliance, _ firms: [FirmPlan]) {
    self.alliance = alliance
    self.firms = firms
    slopes = alliance.decided.indices.map { variable in
      alliance.firms.ids.indices.flatMap { firm in
        firms[firm].periods.enumerated().map { period, own in
          guard firms[firm].isInAlliance else { return 0 }
          return alliance.index.slope(
            of: variable, entry: alliance.entry(firm: firm, period: period), levels: own.indexLevels.map(\.planned))
        }
      }
    }
  }

  /// How much a unit more of a lever of a firm in one period adds, in that period and later ones, which count as they are
  /// discounted from this one.
  func slope(of lever: Int, _ firm: Int, _ period: Int) -> Double {
    let lag = alliance.levers[lever].lever.lag
    let discount = alliance.discountFactors
    var (slope, weight) = (slopeOfLinks(on: lever, firm, period), 1.0)
    for later in alliance.periods.indices.dropFirst(period + lag) {
      let own = slopes[lever][alliance.entry(firm: firm, period: later)]
      slope += weight * discount[later] / discount[period] * own
      guard let stock = alliance.levers[lever].lever.stock else { break }
      weight *= 1 - stock.depreciation
    }
    return slope
  }

  /// What the firm's level adds to the index of others through links.
  private func slopeOfLinks(on lever: Int, _ firm: Int, _ period: Int) -> Double {
    alliance.links.indices.reduce(0) { sum, link in
      let schedule = alliance.links[link]
      guard schedule.lever == lever else { return sum }
      let ofLink = slopes[alliance.levers.count + link]
      return (0..<alliance.memberCount).reduce(sum) { sum, other in
        guard other != firm else { return sum }
        return sum + schedule.weight(of: firm, for: other) * ofLink[alliance.entry(firm: other, period: period)]
      }
    }
  }

  /// Whether a stock that a level adds to stands at its greatest, in its period or a later one.
  func fillsStock(_ lever: Int, _ firm: Int, _ period: Int) -> Bool {
    let schedule = alliance.levers[lever]
    guard schedule.lever.stock != nil else { return false }
    return alliance.periods.indices.dropFirst(period + schedule.lever.lag).contains { later in
      let greatest = schedule.greatestStock[alliance.entry(firm: firm, period: later)]
      return firms[firm].periods[later].indexLevels[lever].planned >= greatest - 1e-9 * max(1, greatest)
    }
  }
}

extension LinkSchedule {
  /// What the level of `firm` counts for `other`, where levels are summed.
  func weight(of firm: Int, for other: Int) -> Double {
    switch addition {
    case .counts: 0
    case .sumsOfGroup(_, let groups): groups[firm] != nil && groups[firm] == groups[other] ? 1 : 0
    case .sums(_, let weights): weights[other * baseline.count + firm]
    }
  }
}

extension PlanReading {
  /// The levers that do nothing within the horizon.
  var lagsBeyondHorizon: [PlanWarning] {
    let periods = formulation.alliance.periods.count
    return formulation.alliance.description.levers.filter { $0.lag >= periods }.map {
      .lagBeyondHorizon(lever: $0.variable, lag: $0.lag, periods: periods)
    }
  }
}
