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
struct PlanWriter {
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
    JSONValue(present: [
      ("id", .text(partner.id.description)), ("name", .text(partner.name)), ("selected", .truth(partner.isSelected)),
      ("joining_cost", .number(partner.joiningCost)), ("worth", JSONValue(partner.worth)),
      ("worth_within", partner.worthWithin.map { .number($0) }),
    ])
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

  typealias Member = JSONValue.Member

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
