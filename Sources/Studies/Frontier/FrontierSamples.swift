import Alliances
import Planning
import Statistics

/// The best figure at values of a limit that are planned one by one.
struct FrontierSamples {
  private let varied: VariedAlliance
  private let range: ClosedRange<Double>
  private let planner: Planner
  private let step: @Sendable () -> Void
  private var taken: [(at: Double, point: PlannedPoint?)] = []

  init(
    _ varied: VariedAlliance, over range: ClosedRange<Double>, planner: Planner, step: @escaping @Sendable () -> Void
  ) {
    self.varied = varied
    self.range = range
    self.planner = planner
    self.step = step
  }

  private var isWhole: Bool { varied.limit.isWhole(in: varied.alliance) }
  private var isMinimised: Bool { varied.alliance.description.objective.isMinimised }
  private var width: Double { range.upperBound - range.lowerBound }

  /// How often a bracket is halved.
  private static let halvings = 20

  /// The samples in order, each with the slope to the next one.
  var points: [Frontier.Point] {
    var points = taken.map { at, point in
      Frontier.Point(
        at: at, value: point?.figure, gap: point?.gap, isStopped: point?.isStopped ?? false, slope: nil,
        price: point?.price, limit: nil)
    }
    let rounding = varied.alliance.rounding.objective
    for position in points.indices.dropLast() {
      let (own, next) = (points[position], points[position + 1])
      guard let value = own.value, let other = next.value else { continue }
      points[position].slope = (other - value).orZero(within: rounding) / (next.at - own.at)
    }
    return points
  }

  /// From the first value with a plan to the last one.
  var feasible: ClosedRange<Double>? {
    let planned = taken.filter { $0.point != nil }.map(\.at)
    guard let first = planned.first, let last = planned.last else { return nil }
    return first...last
  }

  // MARK: Taking samples

  /// Plans at `count` values evenly spread, then where plans begin and end, then half as many again where the figure
  /// bends most. Of a limit that counts firms every whole value is planned, but for `count` of them where there are
  /// more.
  mutating func take(_ count: Int) throws(PlanningError) {
    try plan(at: grid(max(2, count)))
    guard !isWhole else { return }
    try findEdges()
    for _ in 0..<2 { try plan(at: bends(max(1, count / 4))) }
  }

  private func grid(_ count: Int) -> [Double] {
    let even = (0..<count).map { step in
      step == count - 1 ? range.upperBound : range.lowerBound + width * Double(step) / Double(count - 1)
    }
    guard isWhole else { return even }
    let all = Array(stride(from: range.lowerBound.rounded(.up), through: range.upperBound, by: 1))
    return all.count <= count ? all : even.map { $0.rounded() }
  }

  private mutating func plan(at places: [Double]) throws(PlanningError) {
    let known = Set(taken.map(\.at))
    let new = Set(places).subtracting(known).sorted()
    let (planner, varied, step, hair) = (planner, varied, step, 1e-3 * width)
    let middle = 0.5 * (range.lowerBound + range.upperBound)
    let points = try concurrentMap(count: new.count) { position throws(PlanningError) -> PlannedPoint? in
      let place = new[position]
      defer { step() }
      return try planner.plannedPoint(of: varied, at: place, neighbour: place + (place < middle ? hair : -hair))
    }
    taken += zip(new, points).map { ($0, $1) }
    taken.sort { $0.at < $1.at }
  }

  /// Halves the intervals in which plans begin or end.
  private mutating func findEdges() throws(PlanningError) {
    for position in taken.indices.dropLast().reversed() where isEdge(position) {
      var (inside, outside) = (taken[position], taken[position + 1])
      if inside.point == nil { swap(&inside, &outside) }
      for _ in 0..<Self.halvings {
        let place = 0.5 * (inside.at + outside.at)
        let point = try planner.plannedPoint(of: varied, at: place, neighbour: inside.at)
        if point == nil { outside.at = place } else { inside = (place, point) }
      }
      step()
      if !taken.contains(where: { $0.at == inside.at }) { taken.append(inside) }
    }
    taken.sort { $0.at < $1.at }
  }

  private func isEdge(_ position: Int) -> Bool { (taken[position].point == nil) != (taken[position + 1].point == nil) }

  /// The middles of at most `count` intervals beside the samples that lie farthest off the line between their
  /// neighbours.
  private func bends(_ count: Int) -> [Double] {
    let known = taken.compactMap { sample in sample.point.map { (at: sample.at, value: $0.figure) } }
    guard known.count > 2 else { return [] }
    let size = known.map { abs($0.value) }.max() ?? 0
    var scores: [Int: Double] = [:]
    for middle in 1..<(known.count - 1) {
      let (before, own, after) = (known[middle - 1], known[middle], known[middle + 1])
      let part = (own.at - before.at) / (after.at - before.at)
      let distance = abs(own.value - before.value - part * (after.value - before.value))
      guard distance > 1e-6 * size else { continue }
      scores[middle - 1] = max(scores[middle - 1] ?? 0, distance)
      scores[middle] = max(scores[middle] ?? 0, distance)
    }
    let wide = scores.filter { known[$0.key + 1].at - known[$0.key].at > 1e-4 * width }
    return wide.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count).map {
      0.5 * (known[$0.key].at + known[$0.key + 1].at)
    }
  }

  // MARK: Reaching a figure

  /// The tightest value that reaches `figure`, between the last sample that does not and the first that does; beyond
  /// the range too where it `isOpen` and more of the limit may bring more.
  func target(_ figure: Double, isOpen: Bool) throws(PlanningError) -> Frontier.Target {
    let growsLooser = varied.limit.growsLooser
    var ordered = growsLooser ? taken : taken.reversed()
    if isOpen, growsLooser, !isWhole, !varied.limit.isShare(in: varied.alliance) {
      ordered += try beyond(ordered.last, until: figure)
    }
    let figures = ordered.compactMap { $0.point?.figure }
    let best = isMinimised ? figures.min() : figures.max()
    guard let first = ordered.firstIndex(where: { reaches($0.point, figure) }) else {
      return Frontier.Target(figure: figure, at: nil, tolerance: 0, best: best)
    }
    guard first > 0 else { return Frontier.Target(figure: figure, at: ordered[0].at, tolerance: 0, best: best) }
    var (inside, outside) = (ordered[first].at, ordered[first - 1].at)
    while !isWhole || abs(inside - outside) > 1 {
      let middle = 0.5 * (inside + outside)
      let place = isWhole ? middle.rounded() : middle
      guard abs(inside - outside) > 1e-6 * width else { break }
      let point = try planner.plannedPoint(of: varied, at: place, neighbour: inside)
      step()
      if reaches(point, figure) { inside = place } else { outside = place }
    }
    return Frontier.Target(figure: figure, at: inside, tolerance: isWhole ? 0 : abs(inside - outside), best: best)
  }

  /// Samples at twice the last value and so on, until one reaches `figure` or brings nothing more.
  private func beyond(
    _ last: (at: Double, point: PlannedPoint?)?, until figure: Double
  ) throws(PlanningError) -> [(at: Double, point: PlannedPoint?)] {
    guard var last, last.at > 0 else { return [] }
    var found: [(at: Double, point: PlannedPoint?)] = []
    while !reaches(last.point, figure), found.count < Self.halvings {
      let place = 2 * last.at
      let next = (at: place, point: try planner.plannedPoint(of: varied, at: place, neighbour: last.at))
      step()
      found.append(next)
      if let before = last.point?.figure, let after = next.point?.figure,
        abs(after - before) <= max(1e-9 * max(abs(before), abs(after)), varied.alliance.rounding.objective)
      {
        break
      }
      last = next
    }
    return found
  }

  private func reaches(_ point: PlannedPoint?, _ figure: Double) -> Bool {
    guard let value = point?.figure else { return false }
    return isMinimised ? value <= figure : value >= figure
  }
}
