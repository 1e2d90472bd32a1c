import Alliances
import Planning

/// What a candidate is worth to an alliance.
public struct CandidateValue: Sendable {
  /// The position of the candidate in the alliance.
  public let firm: Int
  /// What it costs that it joins [currency].
  public let joiningCost: Double
  /// Whether it joins in the best plan.
  public let isSelected: Bool
  /// Whether it can join, and whether it can stay out.
  public let freedom: Freedom
  /// The best plan in which no other candidate joins and it does, less the best one in which none does. Nil where one of
  /// the two does not exist.
  public let alone: Improvement?
  /// The best plan in which it joins less the best in which it stays out, the others decided anew. Nil where one of the two
  /// does not exist.
  public let inBest: Improvement?
  /// The greatest cost of joining at which the alliance does as well with it as without; nil where it does worse whatever it
  /// costs, or one of the plans does not exist.
  public let breakEven: BreakEvenCost?
  /// What joining changes for every firm: its gain in the best plan with the candidate less that in the best one without
  /// [output], by firm. Nil where one of the plans does not exist.
  public let changes: [Double]?
  /// Whether a search stopped short.
  public let isStopped: Bool
  /// What the best plan with it and the best one without it come to under any coefficients.
  let figures: (with: PlanFigure?, without: PlanFigure?)

  /// What the rules and the money leave open.
  public enum Freedom: Sendable, Hashable {
    /// It may join or stay out.
    case free
    /// No plan has it in the alliance, whatever joining costs.
    case cannotJoin
    /// It could join if joining cost less.
    case tooDear
    /// No plan goes without it.
    case cannotStayOut
  }
}

extension PartnerPlans {
  /// What the candidate at position `firm` is worth; `best` is the best plan of all and `none` the figure without partners.
  func value(of firm: Int, best: Plan, none: PlannedFigure?) throws(PlanningError) -> CandidateValue {
    let isSelected = best.selected.contains(firm)
    let other = try plan(where: firm, joins: !isSelected)
    let (with, without) = isSelected ? (best, other) : (other, best)
    let alone = try plan(withOnly: [firm])
    let (figureWith, figureWithout) = (with.map { PlannedFigure($0) }, without.map { PlannedFigure($0) })
    let inBest = figureWith.flatMap { with in figureWithout.map { with.improvement(on: $0) } }
    let breakEven =
      try figureWithout.map { without throws(PlanningError) in
        try BreakEvenSearch(plans: self, firm: firm, without: without, figureNow: figureWith).outcome()
      } ?? .never
    return CandidateValue(
      firm: firm, joiningCost: alliance.joiningCosts[firm], isSelected: isSelected,
      freedom: freedom(with: with, without: without, breakEven),
      alone: alone.flatMap { alone in
        none.map { PlannedFigure(alone).improvement(on: $0) }
      }, inBest: inBest, breakEven: breakEven.cost,
      changes: with.flatMap { with in without.map { zip(with.gainsByFirm, $0.gainsByFirm).map(-) } },
      isStopped: [with, without, alone].contains { $0?.isStopped == true },
      figures: (with.map(planFigure), without.map(planFigure)))
  }

  /// What `plan` comes to under any coefficients.
  func planFigure(_ plan: Plan) -> PlanFigure { PlanFigure(plan, of: alliance, terms) }

  private func freedom(
    with: Plan?, without: Plan?, _ breakEven: BreakEvenSearch.Outcome
  ) -> CandidateValue.Freedom {
    if without == nil { return .cannotStayOut }
    if with != nil { return .free }
    return breakEven.canJoinForNothing ? .tooDear : .cannotJoin
  }
}

/// How much better two candidates are together than each by itself.
public struct PairSynergy: Sendable, Hashable {
  /// The positions of the two candidates.
  public let firms: [Int]
  /// v(ab): the best plan in which the two join and no other, less the best one in which none does; nil where they cannot join
  /// together.
  public let value: Improvement?
  /// v(ab) − v(a) − v(b): above 0 where each makes the other worth more; nil where one of the three does not exist.
  public let synergy: Improvement?
}

extension PartnerPlans {
  /// The synergy of the candidates at two positions, which are worth `alone` by themselves.
  func synergy(of firms: [Int], alone: [Improvement?], none: PlannedFigure) throws(PlanningError) -> PairSynergy {
    let value = try figure(withOnly: Set(firms))?.improvement(on: none)
    let parts = alone.compactMap(\.self)
    let synergy = parts.count == firms.count ? value.map { $0.less(parts) } : nil
    return PairSynergy(firms: firms, value: value, synergy: synergy)
  }
}

extension Improvement {
  /// This improvement less all of `others`.
  fileprivate func less(_ others: [Improvement]) -> Improvement {
    others.reduce(self) {
      Improvement(
        value: $0.value - $1.value, uncertainty: $0.uncertainty + $1.uncertainty, rounding: $0.rounding + $1.rounding)
    }
  }
}
