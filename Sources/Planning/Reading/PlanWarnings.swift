import Alliances
import LinearProgramming
import Regression

extension PlanReading {
  /// What a reader should know before relying on the plan.
  func warnings(of firms: [FirmPlan]) -> [PlanWarning] {
    let alliance = formulation.alliance
    var warnings: [PlanWarning] = []
    if alliance.description.response == .latent, alliance.model.response.shape != .linear {
      warnings.append(.plannedOnIndex)
    }
    let negative = firms.filter { $0.periods.contains { $0.baselineOutput < 0 } }.map(\.id)
    if !negative.isEmpty { warnings.append(.negativeBaselineOutput(negative)) }
    warnings += alliance.decided.indices.compactMap { harm(of: $0, to: firms) }
    warnings += uncertainCoefficients
    warnings += firmsWithoutFigures(among: firms) + lagsBeyondHorizon + productsNearly(objective.gap)
    if !formulation.decisions.isEmpty { warnings.append(.pricesHoldDecisions) }
    if holdsRates { warnings.append(.pricesHoldRates) }
    switch stop {
    case .iterationLimit where !formulation.gainRates.isEmpty:
      warnings.append(.rateSearchStopped(gap: objective.gap))
    case .some(let reason): warnings.append(.searchStopped(reason, gap: objective.gap))
    case nil: break
    }
    if formulation.isBent { warnings.append(.pricesOfLinearisation) }
    if holdsDirections { warnings.append(.pricesHoldDirections) }
    let error = formulation.relative(
      tangentError, to: firms.reduce(0) { $0 + abs($1.gain) }, size: formulation.sizes.gain)
    if error > TangentMethod.tolerance { warnings.append(.tangentsStopped(gap: error)) }
    return warnings
  }

  /// The firms whose output falls in every period when a decided variable rises from its baseline.
  private func harm(of variable: Int, to firms: [FirmPlan]) -> PlanWarning? {
    let alliance = formulation.alliance
    let harmed = firms.indices.filter { firms[$0].isInAlliance }.filter { firm in
      alliance.periods.indices.allSatisfy { period in
        let entry = alliance.entry(firm: firm, period: period)
        return alliance.index.slope(of: variable, entry: entry, levels: alliance.decided.map { $0.baseline[entry] }) < 0
      }
    }
    guard !harmed.isEmpty else { return nil }
    return .harmfulLever(alliance.decided[variable].name, firms: harmed.map { alliance.firms.ids[$0] })
  }

  /// The product of levels that is farthest from what stands for it in the program.
  private func productsNearly(_ gap: Double) -> [PlanWarning] {
    guard let (product, error) = formulation.worstLevelProduct(at: solution) else { return [] }
    let alliance = formulation.alliance
    return [
      .productsNearly(
        term: alliance.index.effects[product.effect].terms[0], firm: alliance.firms.ids[product.firm],
        period: alliance.periods[product.period], error: error, gap: gap)
    ]
  }

  /// Coefficients on decided variables that lie less than two standard errors from 0.
  private var uncertainCoefficients: [PlanWarning] {
    let model = formulation.alliance.model
    guard let errors = model.standardErrors else { return [] }
    let decided = Set(formulation.alliance.decided.map(\.name))
    return zip(model.terms, errors).compactMap { term, error in
      let moves = term.factors.contains { factor in
        if case .numeric(let variable, _) = factor { decided.contains(variable) } else { false }
      }
      guard moves, abs(term.coefficient) < 2 * error else { return nil }
      return .uncertainCoefficient(term: term.name, estimate: term.coefficient, standardError: error)
    }
  }

  /// The firms that a rule gives nothing, or asks nothing of, since what it shares in proportion to is 0 for them.
  private func firmsWithoutFigures(among firms: [FirmPlan]) -> [PlanWarning] {
    let alliance = formulation.alliance
    return alliance.description.rules.compactMap { rule in
      guard case .proportion(let proportion) = rule.demand, let figures = proportion.figures(in: alliance.firms)
      else { return nil }
      let without = firms.filter { $0.isInAlliance && figures[$0.position] == 0 }.map(\.id)
      return without.isEmpty ? nil : .nothingInProportion(rule: rule.name, of: proportion.measure, firms: without)
    }
  }

  /// Every value, decided or given, that lies outside the data that the model was fitted on.
  func outsideFittedRange(of firms: [FirmPlan]) -> [OutsideFittedRange] {
    let alliance = formulation.alliance
    var outside: [OutsideFittedRange] = []
    for summary in alliance.model.variables {
      guard let fitted = summary.range else { continue }
      let decided = alliance.decided.firstIndex { $0.name == summary.name }
      let near = 1e-9 * max(1, abs(fitted.lowerBound), abs(fitted.upperBound))
      for (firm, period) in formulation.cells where firms[firm].isInAlliance {
        let level = decided.map { firms[firm].periods[period].indexLevels[$0] }
        let attribute = alliance.attributes[summary.name]?[alliance.entry(firm: firm, period: period)]
        guard let value = level?.planned ?? attribute else { continue }
        guard value < fitted.lowerBound - near || value > fitted.upperBound + near else { continue }
        let isBaseline = level.map { abs($0.planned - $0.baseline) <= near } ?? true
        outside.append(
          OutsideFittedRange(
            firm: firms[firm].id, period: alliance.periods[period], variable: summary.name, value: value,
            fittedMinimum: fitted.lowerBound, fittedMaximum: fitted.upperBound, isBaseline: isBaseline))
      }
    }
    return outside
  }
}
