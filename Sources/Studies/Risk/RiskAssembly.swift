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

  /// Studies the risk of `alliance`, whose best plan is `plan`, with `planner`, on `draws` of the parameters of its model;
  /// `onStep` is called from any thread for each plan that is made, `Risk.steps(for:)` times.
  ///
  /// - Throws: `PlanningError` when a plan at the estimates fails, or after an interruption.
  public init(
    of alliance: Alliance, plan: Plan, _ settings: Settings = Settings(), on draws: CoefficientDraws, planner: Planner,
    onStep: @escaping @Sendable () -> Void = {}
  ) throws(PlanningError) {
    let study = RiskStudy(of: alliance, settings, planner: planner, draws: draws, onStep: onStep)
    var nominal = study.draft(.nominal, plan)
    let replanning = try study.replanned(alliance.description)
    nominal.correction = study.correction(of: nominal, replanning, maximising: true)
    var (drafts, omissions) = ([nominal], [Omission]())
    let proportional = try study.proportional()
    if let draft = proportional.draft {
      drafts.append(draft)
      if abs(draft.spending) <= 1e-9 * max(1, nominal.spending) { omissions.append(.proportionalSpendsNothing) }
    } else {
      omissions.append(.noProportionalPlan)
    }
    if proportional.basis != settings.basis { omissions.append(.equalForWantOfSpending) }
    switch try study.tail() {
    case .draft(let draft): drafts.append(draft)
    case .failed: omissions.append(.failed(.tail))
    case .refused(let obstacle):
      if obstacle != .objective, study.demandsAreFixed, let draft = study.bestOfTail(among: drafts, replanning) {
        drafts.append(draft)
        omissions.append(.tailAmongPlans(obstacle))
      } else {
        omissions.append(.noTailPlan(obstacle))
      }
    }
    switch try study.worstCase() {
    case .draft(let draft): drafts.append(draft)
    case .failed: omissions.append(.failed(.worstCase))
    case .refused(let obstacle): omissions.append(.noWorstCasePlan(obstacle))
    }
    self.init(study, drafts, replanning, omissions, nominal: plan)
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

  private init(
    _ study: RiskStudy, _ drafts: [RiskStudy.Draft], _ replanning: Replanning, _ omissions: [Omission], nominal: Plan
  ) {
    let alliance = study.alliance
    self.alliance = alliance
    settings = study.settings
    errorsAreIndependent = study.draws.isIndependent
    self.omissions = omissions
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
    if !alliance.description.objective.isMinimised, !known.isEmpty {
      regret = SampleSummary(known.map { (best[$0.draw] ?? 0) - figures[0][$0.draw] })
      let means = figures.map { own in known.reduce(0) { $0 + own[$1.draw] } / Double(known.count) }
      let mean = known.reduce(0) { $0 + (best[$1.draw] ?? 0) } / Double(known.count)
      perfectInformation = mean - (means.max() ?? mean)
    } else {
      (regret, perfectInformation) = (nil, nil)
    }
    levels = study.levelSpreads(of: drafts[0], over: known.map(\.plan.levels))
    partners = alliance.candidates.map { firm in
      PartnerChance(
        firm: firm, isSelected: drafts[0].levels.isIn[firm],
        probability: Double(known.count { $0.plan.levels.isIn[firm] }) / Double(max(1, known.count)))
    }
    (drawsWithoutPlan, failedDraws) = replanning.missing
    largestGap = known.reduce(nominal.objective.gap) { max($0, $1.plan.gap) }
    isStopped = nominal.isStopped || known.contains { $0.plan.isStopped }
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
    worstCase = study.isLinear ? study.worstCase(of: draft.figure) : nil
    let near = 1e-9 * study.size
    chanceOfLoss = sample.share { $0 < -near }
    chanceToBeatProportional = proportional.map { others in
      Double(zip(figures, others).count { $0 > $1 + near }) / Double(max(1, figures.count))
    }
    spending = draft.spending
    levels = draft.levels.planned
    isIn = draft.levels.isIn
    isChosenAmongPlans = draft.isChosenAmongPlans
  }
}

extension RiskStudy {
  /// The least figure of a plan when directions turn out badly: the promise less the greatest changes along so many of them.
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
