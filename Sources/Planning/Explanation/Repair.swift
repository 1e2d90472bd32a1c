import Alliances
import LinearProgramming

/// A change of one number of an alliance's description after which the alliance can be planned.
///
/// It is the least change of that number: a change smaller by a hundredth leaves no plan.
public struct Repair: Sendable, Hashable {
  /// The number.
  public let limit: NumericLimit
  /// The demand of the conflict that it belongs to; nil for a number that none of them speaks of, such as a greatest level.
  public let demand: Conflict.Demand?
  /// Its value.
  public let from: Double
  /// The nearest value of few digits at which the alliance was planned.
  public let to: Double

  /// How far the number is moved.
  public var change: Double { to - from }
}

/// Finds the least change of single numbers after which an alliance can be planned.
///
/// What a change makes possible is asked by planning the changed alliance, so every repair is one that was tried. More of
/// a loosened number never takes a plan away, so the least change is found by halving. Where the number is the right-hand
/// side of one row, the row is left out and its own value made as small as it can be, which tells the number at once.
struct RepairFinder {
  let search: DirectionSearch
  let alliance: Alliance
  /// The most firms whose cells are tried one by one.
  private static let firmLimit = 20

  /// The least change of `limit`, to be printed with few digits; nil where no change of it is enough.
  func repair(of limit: NumericLimit, for demand: Conflict.Demand?) throws(PlanningError) -> Repair? {
    guard let from = limit.value(in: alliance) else { return nil }
    if limit.isWhole(in: alliance) {
      return firstCount(of: limit, from: from).map { Repair(limit: limit, demand: demand, from: from, to: $0) }
    }
    guard let interval = try interval(of: limit, from: from) else { return nil }
    return value(of: limit, in: interval, from: from).map { Repair(limit: limit, demand: demand, from: from, to: $0) }
  }

  /// The nearest whole number at which there is a plan.
  private func firstCount(of limit: NumericLimit, from: Double) -> Double? {
    let steps = abs(limit.end(in: alliance) - from)
    return stride(from: 1, through: steps, by: 1).lazy.map { from + limit.loosening * $0 }
      .first { isPlannable(limit, at: $0) }
  }

  /// The smallest repair among `limits`, the cells of firms, of which only so many are tried.
  func smallestRepair(
    among limits: some Sequence<NumericLimit>, for demand: Conflict.Demand?
  ) throws(PlanningError) -> Repair? {
    var smallest: Repair?
    for limit in limits.prefix(Self.firmLimit) {
      guard let from = limit.value(in: alliance) else { continue }
      // Only what is smaller by more than rounding is of interest.
      if let smallest, !isPlannable(limit, at: from + limit.loosening * 0.98 * abs(smallest.change)) { continue }
      if let repair = try repair(of: limit, for: demand), abs(repair.change) < abs(smallest?.change ?? .infinity) {
        smallest = repair
      }
    }
    return smallest
  }

  /// Whether the alliance can be planned when `limit` is `value`; a search that fails shows no plan.
  private func isPlannable(_ limit: NumericLimit, at value: Double) -> Bool {
    let end = limit.end(in: alliance)
    let inside = limit.loosening > 0 ? min(value, end) : max(value, end)
    guard let changed = try? Alliance(limit.set(to: inside, in: alliance)) else { return false }
    let known = limit.concernsFirmsAlone ? changed : changed.knowing(standaloneWorths: alliance.standaloneWorths)
    guard
      let formulation = try? Planner(solver: search.method.solver).knowingStandaloneWorths(Formulation(known))
    else { return false }
    return (try? search.hasPlan(formulation)) ?? false
  }
}

// MARK: The interval

extension RepairFinder {
  /// A value without a plan and one with a plan, near one another compared with the change.
  private struct Interval {
    var without: Double
    var with: Double
  }

  private func interval(of limit: NumericLimit, from: Double) throws(PlanningError) -> Interval? {
    var start = from
    if let needed = try valueOfRow(of: limit, from: from), (needed - from) * limit.loosening > 0 {
      let change = needed - from
      let near = Interval(without: from + 0.9999 * change, with: from + 1.000001 * change)
      if isPlannable(limit, at: near.with), !isPlannable(limit, at: near.without) { return near }
      start = isPlannable(limit, at: near.without) ? from : near.without
    }
    return firstInterval(of: limit, from: start).map { halved($0, of: limit, from: from) }
  }

  /// Goes in steps that grow until there is a plan, or to the end that the number has.
  private func firstInterval(of limit: NumericLimit, from: Double) -> Interval? {
    let end = limit.end(in: alliance)
    guard end.isInfinite else {
      return isPlannable(limit, at: end) ? Interval(without: from, with: end) : nil
    }
    var interval = Interval(without: from, with: from)
    var step = 0.125 * limit.size(in: AllianceSizes(of: alliance))
    for _ in 0..<7 {
      interval.with = from + limit.loosening * step
      if isPlannable(limit, at: interval.with) { return interval }
      interval.without = interval.with
      step *= 8
    }
    return nil
  }

  private func halved(_ interval: Interval, of limit: NumericLimit, from: Double) -> Interval {
    var interval = interval
    for _ in 0..<50 {
      let width = abs(interval.with - interval.without)
      guard width > 0.002 * abs(interval.with - from) else { break }
      let middle = 0.5 * (interval.with + interval.without)
      if isPlannable(limit, at: middle) { interval.with = middle } else { interval.without = middle }
    }
    return interval
  }

  /// The value of `limit` that the rest of the alliance needs, where the limit is the right-hand side of one row; no
  /// greater change than needed where the program is a relaxation.
  private func valueOfRow(of limit: NumericLimit, from: Double) throws(PlanningError) -> Double? {
    var elastic = Formulation(alliance)
    guard let row = elastic.row(of: limit) else { return nil }
    let bounds = elastic.program.bounds(of: row)
    let isUpper = bounds.upper < .infinity
    elastic.program.setBounds(of: row, to: .free)
    elastic.worstGain = nil
    let scale = elastic.sizes.objective / limit.size(in: elastic.sizes)
    let activity = elastic.program.expression(of: row)
    elastic.program.objective = (isUpper ? -scale : scale) * activity
    let answer = try search.method.solve(&elastic)
    guard answer.solution.termination == .optimal else { return nil }
    return from + answer.solution.value(of: activity) - (isUpper ? bounds.upper : bounds.lower)
  }
}

// MARK: Few digits

extension RepairFinder {
  /// The first value of few digits in `interval` at which there is a plan: multiples of a power of ten that is at most
  /// half a hundredth of the change.
  private func value(of limit: NumericLimit, in interval: Interval, from: Double) -> Double? {
    let unit = DecimalUnit(atMost: 0.005 * abs(interval.with - from))
    // At a value that is a multiple itself the interval ends beside it.
    let first = unit.multiple(of: interval.without, towards: limit.loosening)
    return (0...8).map { unit.value(first + limit.loosening * Double($0)) }.first { value in
      let lies = (value - interval.without) * limit.loosening > 0
      return lies && isPlannable(limit, at: value) && isInRange(value, of: limit)
    }
  }

  private func isInRange(_ value: Double, of limit: NumericLimit) -> Bool {
    (limit.end(in: alliance) - value) * limit.loosening >= 0
  }
}

/// A power of ten in whose multiples numbers are written.
private struct DecimalUnit {
  private let places: Int

  /// The greatest power of ten that is no greater than `size`.
  init(atMost size: Double) {
    var places = 0
    while places < 15, Self.power(-places) > size { places += 1 }
    while places > -15, Self.power(-places + 1) <= size { places -= 1 }
    self.places = places
  }

  /// The multiple, as a count of units, next to `value` in the direction of `sign`.
  func multiple(of value: Double, towards sign: Double) -> Double {
    let count = places >= 0 ? value * Self.power(places) : value / Self.power(-places)
    return count.rounded(sign > 0 ? .up : .down)
  }

  /// So many units.
  func value(_ count: Double) -> Double {
    // Division by a whole power gives the double that is nearest to the decimal.
    places >= 0 ? count / Self.power(places) : count * Self.power(-places)
  }

  private static func power(_ exponent: Int) -> Double {
    let whole = (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 }
    return exponent >= 0 ? whole : 1 / whole
  }
}

extension Formulation {
  /// The one row of which `limit` is the right-hand side; nil where it stands elsewhere or in several.
  fileprivate func row(of limit: NumericLimit) -> Row? {
    switch limit {
    case .budget(let period):
      let rows = rows(ofBudget: period ?? 0)
      return rows.count == 1 ? rows[0] : nil
    case .grant(let grant, let period):
      return grantLimits.first { $0.grant == grant && $0.period == period }?.row
    case .target: return targetRow
    case .rule(let position, let figure):
      guard figure != .tolerance else { return nil }
      let side: ProgramElement.RuleSide = figure == .least ? .least : .greatest
      let own = ruleLimits.filter { $0.rule == position && $0.side == side && $0.scale == nil }
      return own.count == 1 ? own[0].row : nil
    case .match, .pooling, .contribution, .leastLevel, .greatestLevel, .hiring, .switchCount: return nil
    }
  }
}
