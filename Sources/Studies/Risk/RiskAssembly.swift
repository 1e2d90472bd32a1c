import Alliances
import Planning
import Regression
import SourceText

extension Risk {
  /// What is drawn for a study of `alliance`, whose model is read from a file that `model` marks.
  ///
  /// - Throws: a `RiskFact` where there is nothing to draw from, or the basis of the proportional plan does not serve.
  public static func draws(
    for alliance: Alliance, _ settings: Settings, model: SourceMark
  ) throws(InputProblems) -> CoefficientDraws {
    guard let draws = CoefficientDraws(alliance.model, seed: settings.seed) else {
      throw InputProblems(RiskFact.nothingToDraw, at: model)
    }
    try check(settings.basis, in: alliance)
    return draws
  }

  /// Studies the risk of `alliance`, whose best plan is `plan`, with `planner`, on `draws` of the parameters of its
  /// model; `onStep` is called from any thread for each plan that is made, `Risk.steps(for:)` times.
  ///
  /// - Throws: `PlanningError` when a plan at the estimates fails, or after an interruption.
  public init(
    of alliance: Alliance, plan: Plan, _ settings: Settings = Settings(), on draws: CoefficientDraws, planner: Planner,
    onStep: @escaping @Sendable () -> Void = {}
  ) throws(PlanningError) {
    let study = RiskStudy(of: alliance, settings, planner: planner, draws: draws, onStep: onStep)
    var nominal = study.draft(.nominal, plan)
    let replanning = try study.replanned(alliance, from: plan.start)
    nominal.correction = study.correction(of: nominal, replanning, maximising: true)
    var comparison = Comparison(drafts: [nominal])
    comparison.add(try study.proportional(beside: nominal), instead: settings.basis)
    comparison.add(try study.tail(), .tail, study, replanning)
    comparison.add(try study.worstCase(), .worstCase, study, replanning)
    self.init(study, comparison, replanning, nominal: plan)
  }

  /// The plans that are compared so far, and what is left out.
  private struct Comparison {
    var drafts: [RiskStudy.Draft]
    var omissions: [Omission] = []

    /// Adds the proportional plan, which was to be in proportion to `basis`.
    mutating func add(
      _ found: (outcome: RiskStudy.Proportional, basis: ProportionalBasis), instead basis: ProportionalBasis
    ) {
      switch found.outcome {
      case .draft(let draft): drafts.append(draft)
      case .spendsNothing: omissions.append(.proportionalSpendsNothing)
      case .none: omissions.append(.noProportionalPlan)
      case .failed: omissions.append(.failed(.proportional))
      }
      if found.basis != basis { omissions.append(.equalForWantOfSpending) }
    }

    /// Adds a cautious plan; where the one for the tail cannot be found among all plans, the best of those that were
    /// made.
    mutating func add(
      _ found: RiskStudy.Caution, _ kind: Kind, _ study: RiskStudy, _ replanning: Replanning
    ) {
      switch found {
      case .draft(let draft): drafts.append(draft)
      case .failed: omissions.append(.failed(kind))
      case .refused(let obstacle) where kind == .worstCase: omissions.append(.noWorstCasePlan(obstacle))
      case .refused(let obstacle):
        guard obstacle != .objective, study.alliance.demandsAreFixed,
          let draft = study.bestOfTail(among: drafts, replanning)
        else {
          omissions.append(.noTailPlan(obstacle))
          return
        }
        drafts.append(draft)
        omissions.append(.tailAmongPlans(obstacle))
      }
    }
  }

  /// How many plans the study makes under draws, for a display of progress.
  public static func steps(for settings: Settings) -> Int {
    2 * settings.draws + 2 * min(settings.draws, settings.cautiousReplans)
  }

  private static func check(_ basis: ProportionalBasis, in alliance: Alliance) throws(InputProblems) {
    guard case .column(let name) = basis else { return }
    let mark = SourceMark(file: "--proportional-to", quote: .init(line: name, start: 1, length: name.count))
    guard let column = alliance.firms.column(name) else {
      throw InputProblems(RiskFact.unknownBasis(name, known: alliance.firms.columnNames), at: mark)
    }
    guard column.numbers.allSatisfy({ $0 >= 0 }), column.numbers.contains(where: { $0 > 0 }) else {
      throw InputProblems(RiskFact.basisNotUsable(name), at: mark)
    }
  }

  private init(_ study: RiskStudy, _ comparison: Comparison, _ replanning: Replanning, nominal: Plan) {
    let drafts = comparison.drafts
    alliance = study.alliance
    settings = study.settings
    errorsAreIndependent = study.draws.isIndependent
    directionCount = study.draws.directions.count
    omissions = comparison.omissions
    let known = replanning.plans
    let figures = drafts.map { draft in study.models.map { draft.figure.value(by: $0) } }
    let proportional = drafts.firstIndex { $0.kind == .proportional }
    plans = drafts.indices.map { position in
      ComparedPlan(
        drafts[position], figures: figures[position], in: study,
        proportional: proportional.flatMap { $0 == position ? nil : figures[$0] })
    }
    var best = [Double?](repeating: nil, count: study.models.count)
    for (draw, plan) in known { best[draw] = plan.figure.value(by: study.models[draw]) }
    bestFigures = best
    (regret, perfectInformation) = Self.information(
      of: best, beside: figures, study, rounding: drafts[0].figure.rounding)
    levels = study.levelSpreads(of: drafts[0], over: known.map(\.plan.levels))
    partners = study.alliance.candidates.map { firm in
      PartnerChance(
        firm: firm, isSelected: drafts[0].levels.isIn[firm],
        probability: Double(known.count { $0.plan.levels.isIn[firm] }) / Double(max(1, known.count)))
    }
    (drawsWithoutPlan, failedDraws) = replanning.missing
    largestGap = known.reduce(nominal.objective.gap) { max($0, $1.plan.gap) }
    isStopped = nominal.isStopped || known.contains { $0.plan.isStopped }
  }

  /// The regret of the first of the plans with these `figures` by draw, and what it is worth to know the draw: over the
  /// draws that have a `best` figure.
  private static func information(
    of best: [Double?], beside figures: [[Double]], _ study: RiskStudy, rounding: Double
  ) -> (regret: SampleSummary?, worth: Double?) {
    let known = best.indices.filter { best[$0] != nil }
    guard !study.alliance.description.objective.isMinimised, !known.isEmpty else { return (nil, nil) }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let means = figures.map { own in mean(known.map { own[$0] }) }
    let greatest = mean(known.compactMap { best[$0] })
    let regrets = known.compactMap { draw in best[draw].map { ($0 - figures[0][draw]).orZero(within: rounding) } }
    return (SampleSummary(regrets), (greatest - (means.max() ?? greatest)).orZero(within: rounding))
  }
}

extension Risk.ComparedPlan {
  /// `draft` with its `figures` under the draws, compared with those of the `proportional` plan.
  fileprivate init(_ draft: RiskStudy.Draft, figures: [Double], in study: RiskStudy, proportional: [Double]?) {
    let settings = study.settings
    kind = draft.kind
    promise = draft.figure.value(by: study.alliance.model)
    correction = draft.correction
    self.figures = figures
    sample = SampleSummary(figures)
    tailMean = sample.lowerTailMean(settings.tailShare)
    worstCase = study.alliance.figureIsLinear ? study.worstCase(of: draft.figure) : nil
    let near = draft.figure.rounding
    chanceOfLoss = sample.share { $0 < -near }
    func share(_ holds: (Double, Double) -> Bool) -> Double? {
      proportional.map { Double(zip(figures, $0).count(where: holds)) / Double(max(1, figures.count)) }
    }
    chanceToBeatProportional = share { $0 > $1 + near }
    chanceToEqualProportional = share { abs($0 - $1) <= near }
    spending = draft.spending
    levels = draft.levels.planned
    isIn = draft.levels.isIn
    isChosenAmongPlans = draft.isChosenAmongPlans
  }
}

extension RiskStudy {
  /// The least figure of a plan when directions turn out badly: the promise less the greatest changes along so many of
  /// them.
  fileprivate func worstCase(of figure: PlanFigure) -> Double {
    let estimates = alliance.model.parameters
    let promise = figure.value(by: alliance.model)
    let changes = draws.directions.map { direction in
      abs(figure.value(by: alliance.model.with(parameters: zip(estimates, direction).map(+))) - promise)
    }.sorted(by: >)
    var room = settings.directionCount
    return changes.reduce(promise) { least, change in
      defer { room -= 1 }
      return least - min(1, max(0, room)) * change
    }
  }

  /// How the levels of all firms spread over the `plans` under draws, beside those of `nominal`.
  fileprivate func levelSpreads(of nominal: Draft, over plans: [PlannedLevels]) -> [Risk.LevelSpread] {
    alliance.firms.ids.indices.flatMap { firm in
      alliance.levers.indices.flatMap { lever in
        alliance.periods.indices.map { period in
          let entry = alliance.entry(firm: firm, period: period)
          let baseline = alliance.levers[lever].baseline[firm]
          let own = plans.filter { $0.isIn[firm] }.map { $0.planned[lever][entry] }
          let near = 1e-7 * max(1, abs(baseline))
          let sample = SampleSummary(own)
          return Risk.LevelSpread(
            firm: firm, lever: lever, period: period, baseline: baseline,
            planned: nominal.levels.isIn[firm] ? nominal.levels.planned[lever][entry] : nil,
            quartiles: own.isEmpty ? nil : [0.25, 0.5, 0.75].map(sample.quantile),
            chanceRaised: Double(own.count { $0 > baseline + near }) / Double(max(1, plans.count)))
        }
      }
    }
  }
}
