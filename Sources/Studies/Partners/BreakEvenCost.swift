import Alliances
import Planning

/// The cost of joining up to which a candidate is worth having.
public struct BreakEvenCost: Sendable, Hashable {
  /// The greatest cost of joining at which the alliance does as well with the candidate as without [currency].
  public let cost: Double
  /// The root lies at most so far from `cost` [currency].
  public let tolerance: Double
  /// What ends there.
  public let limit: Limit

  /// What is the case beyond a break-even cost.
  public enum Limit: String, Sendable, Hashable {
    /// The alliance does worse with the candidate than without.
    case value
    /// There is no money left that could pay more, although the alliance would still be better off.
    case money
  }
}

/// Finds the cost k of joining at which a candidate is worth 0: the root of v(k) = best figure with it at cost k less the best
/// figure without it.
///
/// v never rises with k: whatever can be paid for at a higher cost can be paid for at a lower one. So the root is bracketed and
/// the bracket shrunk by secants that keep an end on each side (Illinois; Dowell & Jarratt 1971), and by halves where these
/// are slow or there is no plan at one end. Every step plans anew, so that integers, bends and rules are all respected. Where
/// the others stay as they are v is concave and piecewise linear in k, and the secant of its last piece meets the root exactly.
struct BreakEvenSearch {
  let plans: PartnerPlans
  let firm: Int
  /// The figure without the candidate, which no cost of joining changes.
  let without: PlannedFigure
  /// The figure with it at its present cost; nil where there is no such plan.
  let figureNow: PlannedFigure?

  /// What the search came to.
  struct Outcome {
    var cost: BreakEvenCost?
    var canJoinForNothing: Bool

    static let never = Outcome(cost: nil, canJoinForNothing: false)
  }

  /// How far the root may be missed, relative to the money of the alliance.
  private static let tolerance = 1e-9
  /// The most plans that are made.
  private static let stepLimit = 200

  /// A cost with what the candidate is worth at it; nil where there is no plan.
  private struct Point {
    var cost: Double
    var worth: Double?
    /// How far the worth may be off.
    var uncertainty = 0.0
  }

  /// The break-even cost, if there is one.
  func outcome() throws(PlanningError) -> Outcome {
    let now = point(at: plans.alliance.joiningCosts[firm], figureNow)
    if pays(now) { return Outcome(cost: try root(from: now), canJoinForNothing: true) }
    guard now.cost > 0 else { return Outcome(cost: nil, canJoinForNothing: now.worth != nil) }
    let free = try point(at: 0)
    guard pays(free) else { return Outcome(cost: nil, canJoinForNothing: free.worth != nil) }
    return Outcome(cost: try root(between: free, and: now), canJoinForNothing: true)
  }

  /// The root above `low`, at which the candidate pays.
  private func root(from low: Point) throws(PlanningError) -> BreakEvenCost? {
    var cost = low.cost + money
    for _ in 0..<Self.stepLimit {
      let high = try point(at: cost)
      guard pays(high) else { return try root(between: low, and: high) }
      cost *= 2
    }
    return nil
  }

  /// The root between `low`, at which the candidate pays, and `high`, at which it does not or there is no plan.
  private func root(between low: Point, and high: Point) throws(PlanningError) -> BreakEvenCost {
    var (low, high) = (low, high)
    var weights = (low: 1.0, high: 1.0)
    var halves = true
    for _ in 0..<Self.stepLimit where !isNarrow(low, high) {
      let width = high.cost - low.cost
      let middle = low.cost + width / 2
      let point = try point(at: halves ? middle : secant(low, high, weights) ?? middle)
      if isRoot(point, after: low) {
        return BreakEvenCost(cost: point.cost, tolerance: tolerance(of: point, low, high), limit: .value)
      }
      if pays(point) {
        (low, weights) = (point, (1, weights.high / 2))
      } else {
        (high, weights) = (point, (weights.low / 2, 1))
      }
      // A bracket that hardly shrinks is halved once.
      halves = high.worth == nil || (!halves && high.cost - low.cost > 0.5 * width)
    }
    // Worth that stays clear of nothing right up to the end is cut off for want of money.
    let open = max(2 * rounding, low.uncertainty, 1e-6 * abs(without.value))
    let isCut = high.worth == nil && (low.worth ?? 0) > open
    return BreakEvenCost(cost: low.cost, tolerance: high.cost - low.cost, limit: isCut ? .money : .value)
  }

  /// Whether nothing is left to find out between two costs: they are as good as equal, or their worths differ by no more than
  /// the plans leave open.
  private func isNarrow(_ low: Point, _ high: Point) -> Bool {
    if high.cost - low.cost <= Self.tolerance * money { return true }
    guard let above = low.worth, let below = high.worth else { return false }
    return above - below <= low.uncertainty + high.uncertainty && above - below > 2 * rounding
  }

  /// Whether the candidate is worth nothing at `point`, as near as its plan tells, while it is worth something at `low`.
  private func isRoot(_ point: Point, after low: Point) -> Bool {
    guard let worth = point.worth, let above = low.worth else { return false }
    return abs(worth) <= max(1e-2 * rounding, point.uncertainty) && above > 2 * max(rounding, point.uncertainty)
  }

  /// How far the root may be from `point` on the line between `low` and `high`.
  private func tolerance(of point: Point, _ low: Point, _ high: Point) -> Double {
    let width = high.cost - low.cost
    guard point.uncertainty > rounding, let above = low.worth, let below = high.worth else {
      return point.uncertainty > rounding ? width : Self.tolerance * money
    }
    return min(width, max(Self.tolerance * money, width * 2 * point.uncertainty / (above - below)))
  }

  /// Where the straight line through two points, their worths weighted, meets 0; nil where it tells nothing.
  private func secant(_ low: Point, _ high: Point, _ weights: (low: Double, high: Double)) -> Double? {
    guard let above = low.worth, let below = high.worth else { return nil }
    let (upper, lower) = (above * weights.low, below * weights.high)
    let cost = low.cost + (high.cost - low.cost) * upper / (upper - lower)
    return cost > low.cost && cost < high.cost ? cost : nil
  }

  private func pays(_ point: Point) -> Bool { point.worth.map { $0 >= -rounding } ?? false }

  private func point(at cost: Double, _ figure: PlannedFigure?) -> Point {
    // What is rounding elsewhere still tells where the root lies.
    Point(
      cost: cost, worth: figure.map { $0.merit - without.merit },
      uncertainty: figure.map { $0.uncertainty + without.uncertainty } ?? 0)
  }

  private func point(at cost: Double) throws(PlanningError) -> Point {
    do {
      return point(at: cost, try plans.costing(cost, of: firm).plan(where: firm, joins: true).map { PlannedFigure($0) })
    } catch let error as PlanningError {
      throw error
    } catch {
      return Point(cost: cost)
    }
  }

  /// Worths up to this are rounding.
  private var rounding: Double {
    max(1e-9 * max(abs(without.value), abs(figureNow?.value ?? 0)), 1e-3 * without.rounding)
  }

  /// More than there can ever be to pay for joining [currency].
  private var money: Double {
    let description = plans.alliance.description
    let refunds = plans.alliance.levers.reduce(0) { sum, schedule in
      guard case .investment(let refund) = schedule.lever.kind else { return sum }
      return sum + refund * schedule.baseline.reduce(0, +)
    }
    let contributions = plans.alliance.contributionMaximums.reduce(0, +)
    let total =
      description.budget.total + description.grants.reduce(0) { $0 + $1.amount.total }
      + (contributions + refunds) * Double(plans.alliance.periods.count)
    return total > 0 ? total : 1
  }
}
