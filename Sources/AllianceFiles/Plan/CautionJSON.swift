import Planning

extension PlanWriter {
  func outside(_ value: OutsideFittedRange) -> JSONValue {
    [
      "firm": .text(value.firm.description), "period": .text(value.period), "variable": .text(value.variable),
      "value": .number(value.value), "fitted_min": .number(value.fittedMinimum),
      "fitted_max": .number(value.fittedMaximum), "is_baseline": .truth(value.isBaseline),
    ]
  }

  func idle(_ money: IdleMoney) -> JSONValue {
    ["amount": .number(money.amount), "reasons": reasons(money.reasons)]
  }

  var unusedContributions: JSONValue { plan.unusedContributions.map(idle) ?? .null }

  func grant(_ use: GrantUse) -> JSONValue {
    [
      "name": .text(use.grant.name), "amount": .number(use.grant.amount.total),
      "drawn": .number(use.drawn.reduce(0, +)),
      "periods": .list(
        zip(plan.alliance.periods, use.drawn).map { ["period": .text($0), "drawn": .number($1)] }),
      "undrawn": .number(use.undrawn), "match_exhausted": .truth(use.isMatchExhausted),
      "reasons": reasons(use.reasons),
    ]
  }

  private func reasons(_ reasons: [IdleMoney.Reason]) -> JSONValue {
    let items = reasons.map { reason -> JSONValue in
      JSONValue(present: [
        ("lever", .text(reason.lever)), ("obstacle", .text(reason.obstacle.word)),
        ("rules", reason.obstacle.rules.map { .list($0.map { .text($0) }) }),
        ("firms", .list(reason.firms.map { .text($0.description) })),
      ])
    }
    return .list(items)
  }
}

extension IdleMoney.Obstacle {
  /// The key, column or circumstance that stops a lever.
  fileprivate var word: String {
    switch self {
    case .bound(.column(let column)): column
    case .bound(.lever(let key)): key
    case .bound(.baseline): "baseline"
    case .bound(.secondment): "secondment"
    case .bound(.fittedRange): "fitted range"
    case .bound(.onOrOff): "on"
    case .count: "max_count"
    case .hiring: "hire_max"
    case .noGain: "no gain"
    case .notWorthIt: "not worth it"
    case .rules: "rules"
    case .pooling: "pooling"
    case .otherLimits: "other limits"
    }
  }

  /// The rules that it consists of, where it does.
  fileprivate var rules: [String]? {
    if case .rules(let names) = self { names } else { nil }
  }
}
