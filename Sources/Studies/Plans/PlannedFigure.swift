import Alliances
import LinearProgramming
import Planning

/// The figure that an alliance plans for, in one of the plans that a study compares.
public struct PlannedFigure: Sendable, Hashable {
  /// The figure, as the alliance counts it: an output, or an amount of currency.
  public let value: Double
  /// How far the best plan may be from it, in the same unit; rounding where the plan is proved best.
  public let uncertainty: Double
  /// Differences up to this are rounding, whatever the figure is: what such a figure could be tells.
  public let rounding: Double
  /// Whether less of the figure is better.
  public let isMinimised: Bool
  /// Whether the search stopped short of its aim, so that the uncertainty is what is known of better plans.
  public let isStopped: Bool

  /// The figure of `plan`.
  public init(_ plan: Plan) {
    rounding = plan.alliance.rounding.objective
    value = plan.objective.value.orZero(within: rounding)
    uncertainty = abs(plan.objective.bound - plan.objective.value).orZero(within: rounding)
    isMinimised = plan.objective.kind.isMinimised
    isStopped = plan.isStopped
  }

  /// The figure with the sign that makes more better.
  var merit: Double { isMinimised ? -value : value }

  /// How much better this figure is than `other`.
  func improvement(on other: PlannedFigure) -> Improvement {
    Improvement(
      value: merit - other.merit, uncertainty: uncertainty + other.uncertainty,
      rounding: max(rounding, other.rounding, 1e-9 * max(abs(merit), abs(other.merit))))
  }
}

/// How much better one plan is than another, in the unit of what the alliance plans for: more output, more money, or less
/// cost.
public struct Improvement: Sendable, Hashable {
  /// The difference of the two figures; above 0 where the first plan is the better one, 0 where it is rounding.
  public let value: Double
  /// How far the difference of the best plans may be from it.
  public let uncertainty: Double
  /// Differences up to this are rounding.
  public let rounding: Double

  /// The improvement by `value`, of which `rounding` is nothing.
  init(value: Double, uncertainty: Double, rounding: Double) {
    self.value = value.orZero(within: rounding)
    self.uncertainty = uncertainty
    self.rounding = rounding
  }

  /// Whether the first plan is better by more than rounding.
  public var isPositive: Bool { value > 0 }
}

extension Planner {
  /// The best plan of `alliance` for a study, with `partners` settled, looked for near `start`; nil where there is none.
  ///
  /// - Throws: as `bestPlan(of:settling:from:)`, and `PlanningError.stopped` where somebody interrupted the search: a study of
  ///   many plans has no use for half of one.
  func studyPlan(
    of alliance: Alliance, settling partners: [Int: Bool] = [:], from start: PlanStart? = nil
  ) throws(PlanningError) -> Plan? {
    let plan = try bestPlan(of: alliance, settling: partners, from: start)
    if plan?.isInterrupted == true { throw .stopped(.interrupted) }
    return plan
  }
}

extension Plan {
  /// Whether somebody stopped the search for the plan.
  fileprivate var isInterrupted: Bool {
    warnings.contains { if case .searchStopped(.interrupted, _) = $0 { true } else { false } }
  }

  /// The discounted gain of every firm of the alliance's file, 0 for candidates that stay out [output].
  var gainsByFirm: [Double] {
    var gains = [Double](repeating: 0, count: alliance.firms.count)
    for firm in firms { gains[firm.position] = firm.gain }
    return gains
  }

  /// The positions of the candidates that join.
  var selected: [Int] { firms.map(\.position).filter(alliance.isCandidate) }
}
