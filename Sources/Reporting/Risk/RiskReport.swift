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
    var blocks = [([title] + figures.sentences).flatMap { $0.wrapped(to: width, indent: 2) }]
    blocks[0][0] = palette.strong(blocks[0][0])
    let plans = planTable.fittedLines(width: width).flatMap { $0.heading.map(palette.quiet) + $0.rows }
    blocks.append(plans + explanations.flatMap { $0.wrapped(to: width, indent: 2) })
    let levels = RiskLevels(risk: risk)
    let lines = levels.table.lines(width: width)
    blocks.append(lines.heading.map(palette.quiet) + lines.rows + levels.rest.wrapped(to: width, indent: 2))
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

  private var figures: RiskFigures { RiskFigures(risk: risk) }

  private func amount(_ value: Double) -> String { figures.amount(value) }

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
      if hasComparison { cells.append(comparison(of: plan)) }
      return cells
    }
    return TextTable(columns, rows: rows)
  }

  private func comparison(of plan: Risk.ComparedPlan) -> String {
    if plan.chanceToEqualProportional == 1 { return "=" }
    return plan.chanceToBeatProportional.map(percent) ?? "–"
  }

  private var explanations: [String] {
    var lines = [
      "promise: at the estimated coefficients; corrected: less what is promised too much by being chosen; mean and sd: over "
        + "the draws; tail: the mean of their worst \(percent(risk.settings.tailShare)); < 0: the share of them below 0"
        + (risk.plans.contains { $0.chanceToBeatProportional != nil }
          ? "; beats: the share under which it yields more than the proportional plan"
            + (risk.plans.contains { $0.chanceToEqualProportional == 1 } ? ", = where it always yields the same" : "")
          : ""),
      planNames,
    ]
    if risk.plans.contains(where: { $0.worstCase != nil }) {
      lines.append(
        "worst case: \(directions) of the covariance turn out badly, by 1.96 standard deviations")
    }
    return lines
  }

  /// How many principal directions turn out badly at once.
  private var directions: String {
    let (allowed, there) = (risk.settings.directionCount, risk.directionCount)
    guard allowed < Double(there) else { return there == 1 ? "the one direction" : "all \(there) principal directions" }
    return "at most \(NumberText.significant(allowed)) of the \(there) principal directions"
  }

  /// What the plans beside the nominal one are.
  private var planNames: String {
    let names = risk.plans.compactMap { plan -> String? in
      switch plan.kind {
      case .nominal: nil
      case .proportional: "proportional: \(figures.basis)"
      case .tail: "tail: with the best mean of the worst \(percent(risk.settings.tailShare))"
      case .worstCase: "robust: with the best worst case"
      }
    }
    return names.isEmpty ? "" : names.joined(separator: "; ")
  }

  // MARK: Choices

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
    case .noProportionalPlan: "no plan \(figures.basis) meets all demands"
    case .proportionalSpendsNothing:
      "there is no plan \(figures.basis) to compare with: the other demands leave it nothing to spend; --tolerance gives it room"
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
