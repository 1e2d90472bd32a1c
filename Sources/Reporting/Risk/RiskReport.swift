import Alliances
import Planning
import Studies

/// How sure a plan is, for a terminal: what it promises and delivers, beside plans made with caution, and how firm its
/// choices are.
public struct RiskReport: Sendable {
  private let risk: Risk

  /// The report of `risk`.
  public init(_ risk: Risk) { self.risk = risk }

  /// The report in lines of `width` cells; `notes` says whether warnings stand below.
  public func text(_ palette: Palette = .plain, width: Int = 80, notes: Bool = true) -> String {
    var blocks = [([title] + sentences).flatMap { $0.wrapped(to: width, indent: 2) }]
    blocks[0][0] = palette.strong(blocks[0][0])
    let lines = planTable.lines(width: width)
    blocks.append(
      lines.heading.map(palette.quiet) + lines.rows + explanations.flatMap { $0.wrapped(to: width, indent: 2) })
    let levels = levelTable.lines(width: width)
    blocks.append(levels.heading.map(palette.quiet) + levels.rows + restOfLevels.wrapped(to: width, indent: 2))
    if !risk.partners.isEmpty { blocks.append(partners.wrapped(to: width, indent: 2)) }
    if notes, !warnings.isEmpty { blocks.append(palette.lines(of: warnings, width: width)) }
    return blocks.map { $0.filter { !$0.isEmpty }.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var terms: AllianceTerms { AllianceTerms(alliance: risk.alliance) }

  private var title: String {
    let description = risk.alliance.description
    return [description.name.printable, terms.horizon, description.currency?.printable].compactMap { $0 }
      .joined(separator: " · ")
  }

  // MARK: Sentences

  private var sentences: [String] { [promise, spread] + [comparison, information].compactMap(\.self) }

  /// What the figures are.
  private var figure: String {
    switch risk.alliance.description.objective {
    case .gain, .cost: "a gain in \(response)"
    case .netValue: "a net value"
    case .worstGain: "a smallest gain of a member in \(response)"
    }
  }

  private var response: String {
    risk.alliance.description.response == .latent
      ? "latent \(risk.alliance.model.formula.response.label.printable)" : "expected \(terms.output)"
  }

  private var promise: String {
    let nominal = risk.nominal
    let start = "The plan promises \(figure) of \(amount(nominal.promise))"
    guard let correction = nominal.correction else { return start + "." }
    return
      "\(start). It was chosen for \(aim) at estimated coefficients, so \(amount(correction.corrected)) is what it "
      + "can be expected to deliver (error of drawing \(NumberText.significant(correction.standardError, digits: 2)))."
  }

  /// What the plan was chosen for.
  private var aim: String {
    risk.alliance.description.objective.isMinimised ? "costing least" : "promising most"
  }

  private var spread: String {
    let sample = risk.nominal.sample
    return
      "Over \(counted(risk.settings.draws, "draw")) of the coefficients it yields \(amount(sample.mean)) on average, "
      + "\(amount(sample.quantile(0.05))) to \(amount(sample.quantile(0.95))) in nine of ten, and less than nothing in "
      + "\(percent(risk.nominal.chanceOfLoss))."
  }

  private var comparison: String? {
    risk.nominal.chanceToBeatProportional.map {
      "It beats the plan \(basis)\(risk.settings.tolerance > 0 ? "," : "") under \(percent($0)) of the draws."
    }
  }

  private var basis: String {
    let isEqual = risk.omissions.contains(.equalForWantOfSpending)
    let basis =
      switch risk.settings.basis {
      case .baselineSpending where !isEqual: "with new money at old shares"
      case .baselineSpending, .equal: "with equal allocations"
      case .column(let name): "with allocations in proportion to \(name.printable)"
      }
    guard risk.settings.tolerance > 0 else { return basis }
    return "\(basis), give or take \(NumberText.percent(risk.settings.tolerance, digits: 4)) of each firm's part"
  }

  private var information: String? {
    guard let regret = risk.regret, let worth = risk.perfectInformation else { return nil }
    return
      "Under one draw in two it falls short of the best plan for that draw by at most \(amount(regret.quantile(0.5))), in "
      + "nineteen of twenty by at most \(amount(regret.quantile(0.95))). To know the coefficients before planning would be worth "
      + "\(amount(worth))."
  }

  private func amount(_ value: Double) -> String {
    let all = risk.plans.flatMap { [$0.promise, $0.sample.quantile(0.95)] }
    return NumberText.fixed(value, decimals: NumberText.decimals(for: all))
  }

  private func percent(_ share: Double) -> String { NumberText.percent(share) }

  // MARK: Plans

  private var planTable: TextTable {
    let hasWorstCase = risk.plans.contains { $0.worstCase != nil }
    let hasComparison = risk.plans.contains { $0.chanceToBeatProportional != nil }
    var columns: [TextTable.Column] = [
      .init("plan", .left), .init("promise"), .init("corrected"), .init("mean"), .init("sd"),
      .init("tail \(percent(risk.settings.tailShare))"),
    ]
    if hasWorstCase { columns.append(.init("worst case")) }
    columns.append(.init("< 0"))
    if hasComparison { columns.append(.init("beats")) }
    let rows = risk.plans.map { plan -> [String] in
      var cells = [plan.kind.title, amount(plan.promise), plan.correction.map { amount($0.corrected) } ?? "–"]
      cells += [plan.sample.mean, plan.sample.standardDeviation, plan.tailMean].map(amount)
      if hasWorstCase { cells.append(plan.worstCase.map(amount) ?? "–") }
      cells.append(percent(plan.chanceOfLoss))
      if hasComparison { cells.append(plan.chanceToBeatProportional.map(percent) ?? "–") }
      return cells
    }
    return TextTable(columns, rows: rows)
  }

  private var explanations: [String] {
    var lines = [
      "promise: at the estimated coefficients; corrected: less what is promised too much by being chosen; mean and sd: over "
        + "the draws; tail: the mean of their worst \(percent(risk.settings.tailShare)); < 0: the share of them below 0"
        + (risk.plans.contains { $0.chanceToBeatProportional != nil }
          ? "; beats: the share under which it yields more than the proportional plan" : ""),
      planNames,
    ]
    if risk.plans.contains(where: { $0.worstCase != nil }) {
      lines.append(
        "worst case: at most \(NumberText.significant(risk.settings.directionCount)) of the principal directions of the "
          + "covariance turn out badly, by 1.96 standard deviations")
    }
    return lines
  }

  /// What the plans beside the nominal one are.
  private var planNames: String {
    let names = risk.plans.compactMap { plan -> String? in
      switch plan.kind {
      case .nominal: nil
      case .proportional: "proportional: \(basis)"
      case .tail: "tail: with the best mean of the worst \(percent(risk.settings.tailShare))"
      case .worstCase: "robust: with the best worst case"
      }
    }
    return names.isEmpty ? "" : names.joined(separator: "; ")
  }

  // MARK: Choices

  /// The levels of the last period.
  private var shownLevels: [Risk.LevelSpread] {
    let last = risk.alliance.periods.count - 1
    return risk.levels.filter { $0.period == last && ($0.quartiles != nil || $0.planned != nil) }
  }

  /// More rows than these are left to JSON and CSV.
  private static let mostLevels = 24

  private var levelTable: TextTable {
    let period = risk.alliance.periods.count > 1 ? " in \(risk.alliance.periods.last?.printable ?? "")" : ""
    let rows = shownLevels.prefix(Self.mostLevels).map { level -> [String] in
      let figures = [level.baseline, level.planned].compactMap(\.self) + (level.quartiles ?? [])
      let decimals = NumberText.decimals(for: figures)
      func cell(_ value: Double?) -> String { value.map { NumberText.fixed($0, decimals: decimals) } ?? "–" }
      return [terms.name(firm: level.firm), terms.lever(level.lever), cell(level.baseline), cell(level.planned)]
        + (0..<3).map { cell(level.quartiles?[$0]) } + [percent(level.chanceRaised)]
    }
    return TextTable(
      [
        .init("best under the draws\(period)", .left), .init("lever", .left), .init("now"), .init("plan"),
        .init("25 %"), .init("50 %"), .init("75 %"), .init("raised"),
      ], rows: Array(rows))
  }

  private var restOfLevels: String {
    let rest = shownLevels.count - Self.mostLevels
    return rest > 0 ? "\(counted(rest, "level")) more are in the tables of --csv and --json." : ""
  }

  private var partners: String {
    let chances = risk.partners.map { chance in
      "\(terms.name(firm: chance.firm)) \(percent(chance.probability))\(chance.isSelected ? " (in the plan)" : "")"
    }
    return "chosen under the draws: \(chances.joined(separator: ", "))"
  }

  // MARK: Warnings

  /// What a reader should know before relying on the figures, a sentence each.
  public var warnings: [String] {
    risk.omissions.map(sentence) + independence + draws + gap + corrections
  }

  private func sentence(_ omission: Risk.Omission) -> String {
    switch omission {
    case .noProportionalPlan: "no plan \(basis) meets all demands"
    case .proportionalSpendsNothing:
      "there is no plan \(basis) to compare with: the other demands leave it nothing to spend; --tolerance gives it room"
    case .equalForWantOfSpending: "nobody spends anything without a plan, so the proportional plan gives equal parts"
    case .tailAmongPlans(let obstacle):
      "the plan for the worst draws is the best of the plans that were made, not of all: \(obstacle.reason)"
    case .noTailPlan(let obstacle): "there is no plan for the worst draws: \(obstacle.reason)"
    case .noWorstCasePlan(let obstacle): "there is no plan for the worst case: \(obstacle.reason)"
    case .failed(let kind): "the plan '\(kind.title)' could not be found"
    }
  }

  private var independence: [String] {
    risk.errorsAreIndependent
      ? ["the model tells standard errors alone; coefficients are drawn independently of one another"] : []
  }

  private var draws: [String] {
    var lines: [String] = []
    if risk.drawsWithoutPlan > 0 {
      lines.append(
        "under \(counted(risk.drawsWithoutPlan, "draw")) no plan meets all demands; they are left out of regrets")
    }
    if risk.failedDraws > 0 {
      lines.append("planning failed under \(counted(risk.failedDraws, "draw")); they are left out of regrets")
    }
    return lines
  }

  private var gap: [String] {
    guard risk.isStopped || risk.largestGap > 1e-6 else { return [] }
    return [
      "searches left gaps of up to \(NumberText.percent(risk.largestGap)): figures of best plans are known no better"
        + (risk.isStopped ? "; a search stopped short of its aim" : "")
    ]
  }

  private var corrections: [String] {
    risk.nominal.correction?.method == .anotherDraw
      ? ["promises are corrected by what plans made under one draw deliver under another"] : []
  }
}
