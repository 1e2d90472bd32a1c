import Alliances
import LinearProgramming

/// Reads a plan off the solution of its program; outputs are evaluated by the model, not by the program.
struct PlanReading {
  let formulation: Formulation
  /// The solution whose levels are the plan.
  let solution: Solution
  /// The figure at the optimum of the program, which no plan betters.
  private(set) var bound: Double
  /// How far the tangents stand above the curves at the plan, discounted [output].
  let tangentError: Double
  /// Whether firms were kept from moving levers both ways, so that prices hold only while they keep their directions.
  let holdsDirections: Bool
  /// Whether rates were held at which firms get what is in proportion to their gains.
  let holdsRates: Bool
  /// Why the search stopped before the plan was proved to be the best; nil where it did not.
  private(set) var stop: Termination?
  /// The money of the plan, and what every firm gets.
  private(set) var account: MoneyAccount

  /// The plan of `candidate`.
  init(_ candidate: DirectionSearch.Candidate) {
    formulation = candidate.formulation
    solution = candidate.thrifty.solution
    bound = candidate.formulation.figure(max(candidate.bound, candidate.best.bound))
    tangentError = max(candidate.best.error, candidate.thrifty.error)
    holdsDirections = candidate.isBranched
    holdsRates = candidate.holdsRates
    stop = candidate.stop
    account = MoneyAccount(formulation: formulation, firms: [], drawn: [])
    account = MoneyAccount(formulation: formulation, firms: firmPlans, drawn: drawnGrants)
  }

  private var alliance: Alliance { formulation.alliance }

  /// The same as of a search that stopped when no plan could better the figure `bound`.
  func stopped(at bound: Double) -> PlanReading {
    var copy = self
    (copy.bound, copy.stop) = (bound, .timeLimit)
    return copy
  }

  /// The plan with the levels and the money of `account`: those of the solution, or others of which the same evidence
  /// tells.
  func plan(
    of account: MoneyAccount, prices: PriceFinder.Prices, forbidding: [String], certificate: Certificate,
    partnerWorths: [PartnerWorth?], solver: String
  ) -> Plan {
    let (firms, money) = (account.firms, account.periods)
    let brakes = MoneyBrakes(prices, sizes: formulation.sizes)
    return Plan(
      alliance: alliance, objective: objective(of: firms, money),
      totals: totals(of: firms, money), firms: firms.filter(\.isInAlliance),
      partners: alliance.partnerChoices(firms, worths: partnerWorths),
      money: money, rules: prices.rules, partnerRules: alliance.partnerRules(firms), prices: prices.funds,
      pooling: prices.pooling, target: prices.target,
      certificate: certificate, grants: grantUses(in: account, brakes),
      warnings: warnings(of: firms) + (forbidding.isEmpty ? [] : [.rulesForbidSpending(forbidding)])
        + (prices.areSearched ? [] : [.rangesNotSearched]),
      outsideFittedRange: outsideFittedRange(of: firms),
      idleMoney: idleMoney(of: firms, money, brakes), unusedContributions: unusedContributions(of: firms, brakes),
      program: size, solver: solver, start: PlanStart(formulation, at: solution))
  }

  /// The figure of the objective, by the model.
  var objective: Plan.ObjectiveValue {
    let account = account
    return objective(of: account.firms, account.periods)
  }

  private func objective(of firms: [FirmPlan], _ money: [PeriodMoney]) -> Plan.ObjectiveValue {
    let kind = alliance.description.objective
    let totals = totals(of: firms, money)
    let value =
      switch kind {
      case .gain: totals.gain
      case .netValue: totals.netValue
      case .worstGain: firms[..<alliance.memberCount].map(\.gain).min() ?? 0
      case .cost: discountedSpending(money)
      }
    return Plan.ObjectiveValue(
      kind: kind, value: value, bound: kind.isMinimised ? min(bound, value) : max(bound, value),
      gap: formulation.relative(
        kind.isMinimised ? value - bound : bound - value, to: value, size: formulation.sizes.objective))
  }

  // MARK: Firms

  /// What every firm gets, with nothing for candidates that stay out.
  var firmPlans: [FirmPlan] {
    let levels = alliance.levers.indices.map { lever in
      formulation.cells.map { level(of: lever, $0.firm, $0.period) }
    }
    let planned = alliance.indexLevels(
      of: levels.map { $0.map(\.planned) }, isIn: alliance.firms.ids.indices.map { formulation.isIn($0, at: solution) })
    return alliance.firms.ids.indices.map { firmPlan($0, levels, planned) }
  }

  private func firmPlan(_ firm: Int, _ levels: [[LeverLevel]], _ planned: [[Double]]) -> FirmPlan {
    guard formulation.isIn(firm, at: solution) else { return alliance.planOfAbsentFirm(firm) }
    let periods = alliance.periods.indices.map { period in
      let entry = alliance.entry(firm: firm, period: period)
      return firmPeriod(firm, period, levels.map { $0[entry] }, alliance.indexLevels(planned, at: entry))
    }
    let discount = alliance.discountFactors
    let gain = zip(periods, discount).reduce(0) { $0 + $1.1 * ($1.0.output - $1.0.baselineOutput) }
    return FirmPlan(
      position: firm, isInAlliance: true, id: alliance.firms.ids[firm], name: alliance.firms.names[firm], gain: gain,
      spending: periods.reduce(0) { $0 + $1.spending },
      contribution: periods.reduce(0) { $0 + $1.contribution }, periods: periods)
  }

  private func firmPeriod(
    _ firm: Int, _ period: Int, _ levels: [LeverLevel], _ indexLevels: [IndexLevel]
  ) -> FirmPeriod {
    let index = alliance.index(firm: firm, period: period, levels: indexLevels.map(\.planned))
    let baseline = alliance.index(firm: firm, period: period, levels: indexLevels.map(\.baseline))
    return FirmPeriod(
      baselineOutput: alliance.output(index: baseline), output: alliance.output(index: index),
      spending: levels.reduce(0) { $0 + $1.cost }, contribution: contribution(of: firm, period), levers: levels,
      indexLevels: indexLevels)
  }

  private func level(of lever: Int, _ firm: Int, _ period: Int) -> LeverLevel {
    let schedule = alliance.levers[lever]
    let entry = alliance.entry(firm: firm, period: period)
    let (lower, upper) = (schedule.lower[firm], schedule.upper[firm])
    let baseline = schedule.baseline[firm]
    let level = solution.value(of: formulation.levels[lever][entry]).or(baseline, within: rounding(of: lever))
    let planned = min(max(schedule.lever.isSwitch ? level.rounded() : level, lower), upper)
    let talent = talentMoves(lever, firm, period)
    return LeverLevel(
      baseline: baseline, planned: planned, cost: cost(lever, firm, planned, talent), hired: talent?.hired ?? 0,
      seconded: talent.map { $0.received - $0.lent } ?? 0,
      position: LeverLevel.Position(of: planned, from: lower, to: upper))
  }

  /// The heads of a firm in a period, by how they came.
  private struct TalentMoves {
    var employed: Double
    var hired: Double
    var received: Double
    var lent: Double
  }

  private func talentMoves(_ lever: Int, _ firm: Int, _ period: Int) -> TalentMoves? {
    guard case .talent = alliance.levers[lever].lever.kind else { return nil }
    let talent = formulation.talent[lever]
    let entry = alliance.entry(firm: firm, period: period)
    let (baseline, near) = (alliance.levers[lever].baseline[firm], rounding(of: lever))
    func heads(_ expressions: KeyPath<TalentExpressions, [LinearExpression]>, at entry: Int) -> Double {
      talent.map { solution.value(of: $0[keyPath: expressions][entry]) } ?? 0
    }
    func employed(at entry: Int) -> Double { heads(\.employed, at: entry).or(baseline, within: near) }
    let before = period > 0 ? employed(at: entry - 1) : baseline
    return TalentMoves(
      employed: employed(at: entry), hired: max(0, (employed(at: entry) - before).orZero(within: near)),
      received: heads(\.received, at: entry).orZero(within: near),
      lent: heads(\.lent, at: entry).orZero(within: near))
  }

  /// How far a level may stand off another by what solving its program rounds, far below what the solver tolerates.
  private func rounding(of lever: Int) -> Double { 1e-12 * formulation.sizes.levels[lever] }

  private func cost(_ lever: Int, _ firm: Int, _ planned: Double, _ talent: TalentMoves?) -> Double {
    let schedule = alliance.levers[lever]
    let baseline = schedule.baseline[firm]
    switch schedule.lever.kind {
    case .investment(let refund):
      return planned >= baseline ? schedule.unitCost[firm] * (planned - baseline) : refund * (planned - baseline)
    case .talent(_, let secondment):
      guard let talent else { return 0 }
      return schedule.unitCost[firm] * (talent.employed - baseline) + (secondment?.unitCost ?? 0) * talent.received
    case .switch: return schedule.unitCost[firm] * max(0, planned - baseline)
    }
  }

  // MARK: Sums

  private func discountedSpending(_ money: [PeriodMoney]) -> Double {
    zip(money, alliance.discountFactors).reduce(0) { $0 + $1.1 * $1.0.spending }
  }

  private func totals(of firms: [FirmPlan], _ money: [PeriodMoney]) -> Plan.Totals {
    let gain = firms.reduce(0) { $0 + $1.gain }
    func sum(_ figure: (FirmPeriod) -> Double) -> Double {
      firms.reduce(0) { $1.periods.reduce($0) { $0 + figure($1) } }
    }
    return Plan.Totals(
      gain: gain, netValue: alliance.description.outputValue * gain - discountedSpending(money),
      spending: sum(\.spending), contributions: sum(\.contribution),
      grants: money.reduce(0) { $0 + $1.grants }, joiningCosts: alliance.joiningCosts(of: firms),
      baselineOutput: sum(\.baselineOutput),
      output: sum(\.output),
      expectedGain: expectedGain(of: firms))
  }

  /// The gain by the family's expected output, where the plan was made on the index and the two differ.
  private func expectedGain(of firms: [FirmPlan]) -> Double? {
    guard alliance.description.response == .latent, alliance.model.response.shape != .linear else { return nil }
    let discount = alliance.discountFactors
    return firms.reduce(0) { sum, firm in
      zip(firm.periods, discount).reduce(sum) {
        let gain =
          alliance.model.expectedOutput(index: $1.0.output) - alliance.model.expectedOutput(index: $1.0.baselineOutput)
        return $0 + $1.1 * gain
      }
    }
  }

  private var size: Plan.ProgramSize {
    Plan.ProgramSize(
      columns: formulation.program.variableCount, rows: formulation.program.rowCount,
      nonzeros: formulation.program.matrix.values.count, integers: formulation.decisions.count,
      tangents: formulation.tangents.count)
  }
}

extension Alliance {
  /// The index levels at one entry, of `planned`, which has them by decided variable and entry.
  func indexLevels(_ planned: [[Double]], at entry: Int) -> [IndexLevel] {
    zip(decided, planned).map { IndexLevel(baseline: $0.baseline[entry], planned: $1[entry]) }
  }
}

extension LeverLevel.Position {
  /// Where `level` stands between `lower` and `upper`, to nine digits.
  init(of level: Double, from lower: Double, to upper: Double) {
    let near = 1e-9 * max(1, abs(upper))
    self =
      if upper - lower <= near {
        .fixed
      } else if level >= upper - near {
        .atUpper
      } else if level <= lower + near {
        .atLower
      } else {
        .between
      }
  }
}
