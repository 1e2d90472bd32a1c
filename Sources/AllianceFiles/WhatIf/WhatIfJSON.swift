import Planning
import Studies

extension JSONValue {
  /// A scenario set by hand, `alliance-whatif/1`; `notes` are its warnings in words.
  public init(_ study: WhatIf, notes: [String], run: RunRecord) {
    let writer = WhatIfWriter(study: study)
    self = [
      "schema": "alliance-whatif/1", "alliance": .text(study.alliance.description.name),
      "currency": JSONValue(study.alliance.description.currency),
      "response": .text(study.alliance.description.response.rawValue), "settings": writer.settings,
      "change": study.total.json.adding("baseline_output", .number(study.baselineOutput)),
      "factors": .list(zip(study.factors, study.parts).map(writer.factor)),
      "members": .list(study.firms.map(writer.firm)),
      "money": .list(study.money.map(\.scenarioJSON)),
      "costs": .object(
        zip(study.alliance.levers, study.leverCosts).map { JSONValue.Member($0.lever.variable, .number($1)) }),
      "budget_pays": .truth(study.shortfall == 0), "shortfall": .number(study.shortfall),
      "outside_fitted_range": .list(study.outsideFittedRange.map(\.json)),
      "warnings": .list(notes.map { .text($0) }), "run": run.json(solver: nil),
    ]
  }
}

private struct WhatIfWriter {
  let study: WhatIf

  var settings: JSONValue {
    [
      "level": .number(study.settings.level),
      "intervals": study.errorsAreIndependent == nil
        ? .null : .text(study.settings.draws == nil ? "delta method" : "draws"),
      "independent_errors": study.errorsAreIndependent.map { .truth($0) } ?? .null,
      "draws": JSONValue(study.settings.draws), "orders": JSONValue(study.drawnOrders),
      "seed": .integer(Int(clamping: study.settings.seed)),
    ]
  }

  func factor(_ factor: ScenarioFactor, _ part: WhatIf.Part) -> JSONValue {
    let kind: JSONValue = if case .joining = factor.action { "add" } else { "set" }
    return .object([JSONValue.Member("factor", .text(factor.text)), JSONValue.Member("kind", kind)])
      .merging(part.estimate.json).adding("sampling_error", JSONValue(part.samplingError))
  }

  func firm(_ firm: WhatIf.FirmChange) -> JSONValue {
    let parts = zip(study.factors, firm.parts).map { JSONValue.Member($0.text, .number($1)) }
    let periods = zip(study.alliance.periods, firm.periods).map { name, period -> JSONValue in
      [
        "period": .text(name), "baseline_output": .number(period.baselineOutput), "output": .number(period.output),
        "change": .number(period.output - period.baselineOutput), "spending": .number(period.spending),
        "variables": .object(
          period.variables.map {
            JSONValue.Member($0.variable, ["baseline": .number($0.baseline), "value": .number($0.value)])
          }),
      ]
    }
    return JSONValue.object([
      JSONValue.Member("id", .text(firm.id.description)),
      JSONValue.Member("added", .truth(study.alliance.isCandidate(firm.position))),
    ]).merging(firm.estimate.json).adding("spending", .number(firm.spending)).adding("parts", .object(parts))
      .adding("periods", .list(periods))
  }
}

extension WhatIf.Estimate {
  fileprivate var json: JSONValue {
    [
      "change": .number(value), "std_error": JSONValue(standardError), "conf_low": JSONValue(interval?.lowerBound),
      "conf_high": JSONValue(interval?.upperBound),
    ]
  }
}

extension WhatIf.Extrapolation {
  fileprivate var json: JSONValue {
    [
      "id": .text(firm.description), "period": .text(period), "variable": .text(variable), "value": .number(value),
      "min": .number(fitted.lowerBound), "max": .number(fitted.upperBound),
    ]
  }
}

extension PeriodMoney {
  fileprivate var scenarioJSON: JSONValue {
    [
      "period": .text(period), "budget": .number(budget), "spending": .number(spending),
      "joining_costs": .number(joiningCosts), "left": .number(unspent),
    ]
  }
}

extension JSONValue {
  /// The object with the members of `other`, an object too, behind its own.
  func merging(_ other: JSONValue) -> JSONValue {
    guard case .object(let own) = self, case .object(let more) = other else { return self }
    return .object(own + more)
  }
}
