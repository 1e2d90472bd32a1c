import Alliances
import LinearProgramming
import Planning

extension JSONValue {
  /// The plan as the content of a plan file, `alliance-plan/1`.
  ///
  /// Members, levers, periods and rules keep the order of the alliance. An end of a price's range that nothing limits is
  /// `null`. `members` are the firms in the alliance: members, and candidates that join.
  /// `status` is `optimal`, or `feasible` when the search stopped short of its aim.
  ///
  /// - Parameter warnings: the plan's warnings in words, one each.
  public init(_ plan: Plan, warnings: [String], run: RunRecord) {
    let writer = PlanWriter(plan: plan)
    self.init(present: [
      ("schema", .text(PlanWriter.schema)),
      ("alliance", .text(plan.alliance.description.name)),
      ("currency", plan.alliance.description.currency.map { .text($0) }),
      ("status", writer.status),
      ("objective", writer.objective),
      ("totals", writer.totals),
      ("partners", .list(plan.partners.map(writer.partner))),
      ("members", .list(plan.firms.map(writer.firm))),
      ("money", .list(plan.money.map(writer.money))),
      ("rules", .list(writer.rules)),
      (
        "prices",
        .list(
          plan.prices.map(writer.fund) + [plan.pooling].compactMap { $0.map(writer.pooling) }
            + [plan.target].compactMap { $0.map(writer.target) })
      ),
      ("grants", .list(plan.grants.map(writer.grant))),
      ("outside_fitted_range", .list(plan.outsideFittedRange.map(writer.outside))),
      ("idle_money", plan.idleMoney.map(writer.idle) ?? .null),
      ("unused_contributions", plan.alliance.description.contributions == nil ? nil : writer.unusedContributions),
      ("certificate", writer.certificate),
      ("warnings", .list(warnings.map { .text($0) })),
      ("program", writer.program),
      ("run", run.json(solver: plan.solver)),
    ])
  }
}

/// The parts of a plan file.
private struct PlanWriter {
  static let schema = "alliance-plan/1"

  let plan: Plan

  var status: JSONValue {
    return plan.isStopped ? "feasible" : "optimal"
  }

  var objective: JSONValue {
    [
      "kind": .text(plan.objective.kind.word), "value": .number(plan.objective.value),
      "bound": .number(plan.objective.bound),
      "gap": .number(plan.objective.gap),
    ]
  }

  var totals: JSONValue {
    let totals = plan.totals
    return JSONValue(present: [
      ("gain", .number(totals.gain)), ("net_value", .number(totals.netValue)), ("spending", .number(totals.spending)),
      ("contributions", .number(totals.contributions)), ("grants", .number(totals.grants)),
      ("joining_costs", .number(totals.joiningCosts)),
      ("baseline_output", .number(totals.baselineOutput)),
      ("output", .number(totals.output)), ("expected_gain", totals.expectedGain.map { .number($0) }),
    ])
  }

  var certificate: JSONValue {
    let certificate = plan.certificate
    return [
      "primal": .number(max(certificate.boundViolation, certificate.rowViolation)),
      "dual": JSONValue(certificate.dualInfeasibility), "complementarity": JSONValue(certificate.complementarity),
      "gap": .number(certificate.gap), "tolerance": .number(certificate.tolerance), "holds": .truth(certificate.holds),
    ]
  }

  var program: JSONValue {
    [
      "columns": .integer(plan.program.columns), "rows": .integer(plan.program.rows),
      "nonzeros": .integer(plan.program.nonzeros), "integers": .integer(plan.program.integers),
      "tangents": .integer(plan.program.tangents),
    ]
  }

  func money(_ money: PeriodMoney) -> JSONValue {
    [
      "period": .text(money.period), "budget": .number(money.budget), "contributions": .number(money.contributions),
      "grants": .number(money.grants),
      "spending": .number(money.spending), "joining_costs": .number(money.joiningCosts),
      "carried": .number(money.carried),
    ]
  }
}

// MARK: Firms

extension PlanWriter {
  func partner(_ partner: PartnerChoice) -> JSONValue {
    [
      "id": .text(partner.id.description), "name": .text(partner.name), "selected": .truth(partner.isSelected),
      "joining_cost": .number(partner.joiningCost), "worth": JSONValue(partner.worth),
    ]
  }

  func firm(_ firm: FirmPlan) -> JSONValue {
    let periods = zip(plan.alliance.periods, firm.periods)
    return JSONValue(present: [
      ("id", .text(firm.id.description)), ("name", .text(firm.name)), ("selected", true), ("gain", .number(firm.gain)),
      ("spending", .number(firm.spending)), ("contribution", .number(firm.contribution)),
      ("standalone_worth", standaloneWorth(of: firm)), ("periods", .list(periods.map(self.period))),
    ])
  }

  /// What the firm reaches alone, where the plan had to know it.
  private func standaloneWorth(of firm: FirmPlan) -> JSONValue? {
    guard let worths = plan.alliance.standaloneWorths,
      let position = plan.alliance.firms.ids.firstIndex(of: firm.id)
    else { return nil }
    return .number(worths[position])
  }

  private func period(_ name: String, _ period: FirmPeriod) -> JSONValue {
    let levers = zip(plan.alliance.levers, period.levers)
    let levels = zip(levers, period.indexLevels).map { pair, inFormula in
      Member(pair.0.lever.variable, level(pair.1, of: pair.0.lever, inFormula: inFormula))
    }
    let links = zip(plan.alliance.links, period.indexLevels.dropFirst(levels.count)).map {
      Member($0.link.variable, inFormula($1))
    }
    return JSONValue(present: [
      ("period", .text(name)), ("baseline_output", .number(period.baselineOutput)),
      ("output", .number(period.output)), ("spending", .number(period.spending)),
      ("contribution", .number(period.contribution)), ("levers", .object(levels)),
      ("links", links.isEmpty ? nil : .object(links)),
    ])
  }

  private typealias Member = JSONValue.Member

  private func level(_ level: LeverLevel, of lever: Lever, inFormula: IndexLevel) -> JSONValue {
    let isOther = lever.lag > 0 || lever.stock != nil
    let isTalent = if case .talent = lever.kind { true } else { false }
    return JSONValue(present: [
      ("baseline", .number(level.baseline)), ("planned", .number(level.planned)), ("cost", .number(level.cost)),
      ("hired", isTalent ? .number(level.hired) : nil), ("seconded", isTalent ? .number(level.seconded) : nil),
      ("position", .text(level.position.word)),
      ("in_formula", isOther ? self.inFormula(inFormula) : nil),
    ])
  }
}

extension PlanWriter {
  /// What enters the formula, without and with the plan.
  private func inFormula(_ level: IndexLevel) -> JSONValue {
    ["baseline": .number(level.baseline), "planned": .number(level.planned)]
  }
}

extension Objective {
  /// The figure, as the alliance file names it.
  var word: String {
    switch self {
    case .gain: "gain"
    case .netValue: "net_value"
    case .worstGain: "worst_gain"
    case .cost: "cost"
    }
  }
}

extension LeverLevel.Position {
  fileprivate var word: String {
    switch self {
    case .atLower: "at_min"
    case .between: "between"
    case .atUpper: "at_max"
    case .fixed: "fixed"
    }
  }
}

// MARK: Prices

extension PlanWriter {
  /// The rules in the order of the alliance; those about who joins have no price.
  var rules: [JSONValue] {
    plan.alliance.description.rules.compactMap { rule in
      if let partnerRule = plan.partnerRules.first(where: { $0.rule == rule }) { return self.rule(partnerRule) }
      return plan.rules.first { $0.rule == rule }.map(self.rule)
    }
  }

  private func rule(_ rule: PartnerRule) -> JSONValue {
    ["name": .text(rule.rule.name), "slack": JSONValue(rule.slack), "price": .null]
  }

  private func rule(_ rule: RulePrice) -> JSONValue {
    .object(
      [
        Member("name", .text(rule.rule.name)), Member("slack", .number(rule.slack)),
        Member("limit", .text(rule.limit.key)), Member("limit_value", .number(rule.limit.value)),
        Member("unit", .text(rule.limit.unit.word)),
      ] + price(rule.price))
  }

  func pooling(_ pooling: PoolingPrice) -> JSONValue {
    .object([Member("resource", "pooling"), Member("amount", .number(pooling.share))] + price(pooling.price))
  }

  func fund(_ fund: FundPrice) -> JSONValue {
    let name =
      switch fund.fund {
      case .budget: "budget"
      case .grant(let name): "grant \(name)"
      }
    let resource = ([name] + [fund.period].compactMap(\.self)).joined(separator: " ")
    return .object([Member("resource", .text(resource)), Member("amount", .number(fund.amount))] + price(fund.price))
  }

  func target(_ target: TargetPrice) -> JSONValue {
    .object([Member("resource", "target gain"), Member("amount", .number(target.gain))] + price(target.price))
  }

  private func price(_ price: ShadowPrice) -> [JSONValue.Member] {
    [
      Member("price", .number(price.price)), Member("from", .number(price.from)), Member("to", .number(price.to)),
      Member("exact", .truth(price.basis == .exact)),
      Member("limit_below", price.limitBelow.map { element($0) } ?? .null),
      Member("limit_above", price.limitAbove.map { element($0) } ?? .null),
    ]
  }

  private func element(_ element: ProgramElement) -> JSONValue {
    JSONValue(element, in: plan.alliance)
  }
}

// MARK: Cautions

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

extension RulePrice.Unit {
  fileprivate var word: String {
    switch self {
    case .percentagePoint: "percentage point"
    case .output: "output"
    case .currency: "currency"
    case .risk: "risk"
    }
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
