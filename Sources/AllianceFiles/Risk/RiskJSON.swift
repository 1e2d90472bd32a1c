import Alliances
import Studies

extension JSONValue {
  /// How sure a plan is, `alliance-risk/1`; `notes` are its warnings in words.
  public init(_ risk: Risk, notes: [String], run: RunRecord) {
    let writer = RiskWriter(risk: risk)
    self = [
      "schema": "alliance-risk/1", "alliance": .text(risk.alliance.description.name),
      "currency": JSONValue(risk.alliance.description.currency),
      "response": .text(risk.alliance.description.response.rawValue), "figure": .text(risk.figureName),
      "status": risk.isStopped ? "feasible" : "optimal", "settings": writer.settings,
      "plans": .list(risk.plans.map(writer.plan)), "regret": writer.regret,
      "perfect_information": JSONValue(risk.perfectInformation),
      "partners": .list(risk.partners.map(writer.partner)), "levels": .list(risk.levels.map(writer.level)),
      "draws_without_plan": .integer(risk.drawsWithoutPlan), "failed_draws": .integer(risk.failedDraws),
      "largest_gap": .number(risk.largestGap), "warnings": .list(notes.map { .text($0) }), "run": run.json(solver: nil),
    ]
  }
}

private struct RiskWriter {
  let risk: Risk

  var settings: JSONValue {
    let settings = risk.settings
    return [
      "draws": .integer(settings.draws), "seed": .integer(Int(clamping: settings.seed)),
      "independent_errors": .truth(risk.errorsAreIndependent), "cvar": .number(settings.tailShare),
      "robust": .number(settings.directionCount), "principal_directions": .integer(risk.directionCount),
      "proportional_to": .text(settings.basis.name),
      "tolerance": .number(settings.tolerance), "cautious_replans": .integer(settings.cautiousReplans),
    ]
  }

  func plan(_ plan: Risk.ComparedPlan) -> JSONValue {
    [
      "plan": .text(plan.kind.rawValue), "promise": .number(plan.promise),
      "corrected": JSONValue(plan.correction?.corrected),
      "correction_error": JSONValue(plan.correction?.standardError),
      "correction": JSONValue(plan.correction?.method.word), "mean": .number(plan.sample.mean),
      "standard_deviation": .number(plan.sample.standardDeviation), "quantiles": quantiles(of: plan.sample),
      "probability_negative": .number(plan.chanceOfLoss), "cvar": .number(plan.tailMean),
      "worst_case": JSONValue(plan.worstCase),
      "probability_beats_proportional": JSONValue(plan.chanceToBeatProportional),
      "probability_equals_proportional": JSONValue(plan.chanceToEqualProportional), "spending": .number(plan.spending),
      "chosen_among_plans": .truth(plan.isChosenAmongPlans),
    ]
  }

  private func quantiles(of sample: SampleSummary) -> JSONValue {
    .object([0.05, 0.25, 0.5, 0.75, 0.95].map { JSONValue.Member("\($0)", .number(sample.quantile($0))) })
  }

  var regret: JSONValue {
    guard let regret = risk.regret else { return .null }
    return ["mean": .number(regret.mean), "quantiles": quantiles(of: regret)]
  }

  func partner(_ chance: Risk.PartnerChance) -> JSONValue {
    [
      "id": .text(risk.alliance.firms.ids[chance.firm].description), "selected": .truth(chance.isSelected),
      "probability_selected": .number(chance.probability),
    ]
  }

  func level(_ spread: Risk.LevelSpread) -> JSONValue {
    [
      "id": .text(risk.alliance.firms.ids[spread.firm].description),
      "lever": .text(risk.alliance.levers[spread.lever].lever.variable),
      "period": .text(risk.alliance.periods[spread.period]), "baseline": .number(spread.baseline),
      "planned": JSONValue(spread.planned), "quartile_low": JSONValue(spread.quartiles?[0]),
      "median": JSONValue(spread.quartiles?[1]), "quartile_high": JSONValue(spread.quartiles?[2]),
      "probability_raised": .number(spread.chanceRaised),
    ]
  }
}

extension Risk {
  /// The figure that plans make large, as results name it.
  fileprivate var figureName: String {
    switch alliance.description.objective {
    case .gain, .cost: "gain"
    case .netValue: "net_value"
    case .worstGain: "worst_gain"
    }
  }
}

extension ProportionalBasis {
  fileprivate var name: String {
    switch self {
    case .baselineSpending: "baseline spending"
    case .equal: "equal"
    case .column(let name): name
    }
  }
}

extension PromiseCorrection.Method {
  fileprivate var word: String {
    switch self {
    case .perturbation: "parameter perturbation"
    case .anotherDraw: "another draw"
    }
  }
}
