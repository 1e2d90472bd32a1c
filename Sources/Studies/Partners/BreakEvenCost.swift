import Alliances
import Planning

/// The cost of joining up to which a candidate is worth having.
public struct BreakEvenCost: Sendable, Hashable {
  /// The greatest cost of joining at which the alliance does as well with the candidate as without [currency].
  public let cost: Double
  /// The root lies at most so far above `cost` [currency].
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
  }

  /// The break-even cost, if there is one.
  func outcome() throws(PlanningError) -> Outcome {
    let now = plans.alliance.joiningCosts[firm]
    let worthNow = figureNow.map(worth)
    if let worthNow, worthNow >= -rounding {
      return Outcome(cost: try root(from: Point(cost: now, worth: worthNow)), canJoinForNothing: true)
    }
    guard now > 0 else { return Outcome(cost: nil, canJoinForNothing: worthNow != nil) }
    guard let atNothing = try worth(at: 0) else { return .never }
    guard atNothing >= -rounding else { return Outcome(cost: nil, canJoinForNothing: true) }
    let bracket = (low: Point(cost: 0, worth: atNothing), high: Point(cost: now, worth: worthNow))
    return Outcome(cost: try root(between: bracket.low, and: bracket.high), canJoinForNothing: true)
  }

  /// The root above `low`, at which the candidate is worth something.
  private func root(from low: Point) throws(PlanningError) -> BreakEvenCost? {
    var high = Point(cost: low.cost + money, worth: nil)
    for _ in 0..<Self.stepLimit {
      high.worth = try worth(at: high.cost)
      guard let worth = high.worth, worth >= -rounding else { return try root(between: low, and: high) }
      high.cost *= 2
    }
    return nil
  }

  /// The root between `low`, at which the candidate is worth something, and `high`, at which it is worth less than nothing
  /// or there is no plan.
  private func root(between low: Point, and high: Point) throws(PlanningError) -> BreakEvenCost {
    var (low, high) = (low, high)
    var weights = (low: 1.0, high: 1.0)
    var halves = true
    for _ in 0..<Self.stepLimit where high.cost - low.cost > Self.tolerance * money {
      let width = high.cost - low.cost
      let secant = secant(low, high, weights)
      let cost = halves ? low.cost + width / 2 : secant ?? (low.cost + width / 2)
      let point = Point(cost: cost, worth: try worth(at: cost))
      if let worth = point.worth, abs(worth) <= 1e-2 * rounding, (low.worth ?? 0) > 2 * rounding {
        return BreakEvenCost(cost: cost, tolerance: Self.tolerance * money, limit: .value)
      }
      if let worth = point.worth, worth >= -rounding {
        (low, weights) = (point, (1, weights.high / 2))
      } else {
        (high, weights) = (point, (weights.low / 2, 1))
      }
      // A bracket that hardly shrinks is halved once.
      halves = high.worth == nil || (!halves && high.cost - low.cost > 0.5 * width)
    }
    // Worth that stays clear of nothing right up to the end is cut off for want of money.
    let isCut = high.worth == nil && (low.worth ?? 0) > max(2 * rounding, 1e-6 * abs(without.value))
    return BreakEvenCost(cost: low.cost, tolerance: high.cost - low.cost, limit: isCut ? .money : .value)
  }

  /// Where the straight line through two points, their worths weighted, meets 0; nil where it tells nothing.
  private func secant(_ low: Point, _ high: Point, _ weights: (low: Double, high: Double)) -> Double? {
    guard let above = low.worth, let below = high.worth else { return nil }
    let (upper, lower) = (above * weights.low, below * weights.high)
    let cost = low.cost + (high.cost - low.cost) * upper / (upper - lower)
    return cost > low.cost && cost < high.cost ? cost : nil
  }

  private func worth(_ figure: PlannedFigure) -> Double { figure.improvement(on: without).value }

  private func worth(at cost: Double) throws(PlanningError) -> Double? {
    do {
      return try plans.costing(cost, of: firm).plan(where: firm, joins: true).map { worth(PlannedFigure($0)) }
    } catch let error as PlanningError {
      throw error
    } catch {
      return nil
    }
  }

  /// Worths up to this are rounding.
  private var rounding: Double { 1e-9 * max(abs(without.value), abs(figureNow?.value ?? 0)) }

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
