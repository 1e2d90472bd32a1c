import Alliances
import Planning
import Regression

/// What a scenario comes to firm by firm and period by period.
struct ScenarioRecords {
  private let scenario: Scenario
  private let whole: Scenario.State
  private let evaluation: ScenarioEvaluation
  /// What the levels cost and which limits they leave.
  let review: HandSetReview?
  /// The output without the scenario, by entry.
  private let before: [Double]

  init(_ scenario: Scenario, _ whole: Scenario.State, _ evaluation: ScenarioEvaluation) {
    self.scenario = scenario
    self.whole = whole
    self.evaluation = evaluation
    let alliance = scenario.alliance
    let (levels, coefficients) = (scenario.baselineLevels, alliance.model.coefficients)
    before = (0..<(alliance.firms.count * alliance.periods.count)).map { entry in
      let row = scenario.terms.row(entry: entry, levels: levels, attributes: scenario.terms.attributes)
      return alliance.output(index: product(coefficients, row, from: 0))
    }
    review = alliance.review(scenario.recorded(whole))
  }

  private var alliance: Alliance { scenario.alliance }

  private var present: [Int] { whole.isIn.indices.filter { whole.isIn[$0] } }

  /// The output of all firms in the alliance without the scenario, discounted.
  var baselineOutput: Double { present.reduce(0) { $0 + alliance.discounted(before, of: $1) } }

  /// One entry a firm in the alliance.
  var firms: [WhatIf.FirmChange] {
    present.map { firm in
      WhatIf.FirmChange(
        position: firm, id: alliance.firms.ids[firm], name: alliance.firms.names[firm],
        estimate: evaluation.firms[firm], parts: evaluation.partsOfFirms[firm],
        spending: review?.firms[firm].spending ?? 0, periods: alliance.periods.indices.map { period(firm, $0) })
    }
  }

  /// What the changes of each lever cost over the horizon [currency].
  var leverCosts: [Double] {
    alliance.levers.indices.map { lever in
      (review?.firms ?? []).reduce(0) { sum, firm in firm.periods.reduce(sum) { $0 + $1.levers[lever].cost } }
    }
  }

  private func period(_ firm: Int, _ period: Int) -> WhatIf.PeriodChange {
    let entry = alliance.entry(firm: firm, period: period)
    return WhatIf.PeriodChange(
      baselineOutput: before[entry], output: before[entry] + evaluation.changes[entry],
      spending: review?.firms[firm].periods[period].spending ?? 0, variables: variables(at: entry))
  }

  /// The decided variables and the attributes of the model that have another value at an entry.
  private func variables(at entry: Int) -> [WhatIf.VariableChange] {
    let levels = alliance.decided.indices.map { variable in
      WhatIf.VariableChange(
        variable: alliance.decided[variable].name, baseline: alliance.decided[variable].baseline[entry],
        value: whole.levels[variable][entry])
    }
    let attributes = scenario.terms.attributeNames.indices.map { attribute in
      WhatIf.VariableChange(
        variable: scenario.terms.attributeNames[attribute], baseline: scenario.terms.attributes[attribute][entry],
        value: whole.attributes[attribute][entry])
    }
    return (levels + attributes).filter { $0.baseline != $0.value }
  }

  /// The values that the scenario moves to where the model was not fitted.
  var outsideFittedRange: [WhatIf.Extrapolation] {
    present.flatMap { firm in
      alliance.periods.indices.flatMap { period in
        variables(at: alliance.entry(firm: firm, period: period)).compactMap { change in
          guard let fitted = alliance.model.summary(of: change.variable)?.range,
            isOutside(change.value, fitted)
          else { return nil }
          return WhatIf.Extrapolation(
            firm: alliance.firms.ids[firm], period: alliance.periods[period], variable: change.variable,
            value: change.value, fitted: fitted)
        }
      }
    }
  }

  private func isOutside(_ value: Double, _ fitted: ClosedRange<Double>) -> Bool {
    let near = 1e-9 * max(1, abs(fitted.lowerBound), abs(fitted.upperBound))
    return value < fitted.lowerBound - near || value > fitted.upperBound + near
  }
}

extension Scenario {
  /// The levels of `state` as a plan records them: nobody lends, contributes or draws a grant.
  fileprivate func recorded(_ state: State) -> RecordedLevels {
    let periods = alliance.periods.indices
    return RecordedLevels(
      state.isIn.indices.map { firm in
        guard state.isIn[firm] else { return [] }
        return periods.map { period in
          state.planned.map {
            RecordedLevels.Level(planned: $0[alliance.entry(firm: firm, period: period)], seconded: 0)
          }
        }
      },
      contributions: state.isIn.map { $0 ? periods.map { _ in 0 } : [] },
      drawn: alliance.description.grants.map { _ in periods.map { _ in 0 } }, isIn: state.isIn)
  }
}

extension WhatIf {
  /// How much the budget lacks for what the scenario costs, at the end of the period where it lacks most [currency]; 0
  /// where it pays for all.
  public var shortfall: Double { money.reduce(0) { max($0, -$1.unspent) } }

  /// What the scenario costs over the horizon: levers, and what it costs that candidates join [currency].
  public var spending: Double { money.reduce(0) { $0 + $1.spending } }
}
