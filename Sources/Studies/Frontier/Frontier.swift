import Alliances
import Planning
import Statistics

/// The best figure of an alliance's objective against one of its limits.
public struct Frontier: Sendable {
  /// The alliance as it stands.
  public let alliance: Alliance
  /// The limit.
  public let path: LimitPath
  /// The values of the limit that were looked at.
  public let range: ClosedRange<Double>
  /// Why the figure is known at single values only; nil where it is known everywhere.
  public let sampling: SamplingReason?
  /// The values at which there is a plan; nil where there is none at any. Where the figure is sampled, its ends are
  /// such values, and beyond them there was no plan at the next one.
  public let feasible: ClosedRange<Double>?
  /// In order: where the slope changes, and both ends; or the values that were planned.
  public private(set) var points: [Point]
  /// The figure at evenly spread values, where someone asked for them and it is known everywhere.
  public let curve: [(at: Double, value: Double)]
  /// Which value reaches the figure that was asked for.
  public let target: Target?
  /// With what the promises at the points are corrected.
  public private(set) var promises = PromiseBasis.notAsked

  /// The figure at one value of the limit.
  public struct Point: Sendable {
    /// The value of the limit.
    public let at: Double
    /// The best figure; nil where there is no plan.
    public let value: Double?
    /// The distance to the bound that no plan betters, relative to the figure; 0 where the figure is exact.
    public let gap: Double?
    /// Whether the search for the plan stopped short of its aim.
    public let isStopped: Bool
    /// The change of the figure per unit of the limit up to the next point: exact, or the mean of two samples.
    public internal(set) var slope: Double?
    /// The same at the point itself by the shadow prices of its plan; nil where these do not tell.
    public let price: Double?
    /// What limits from here on; nil where nothing tells.
    public let limit: Limit?
    /// What the figure promises, less what it promises too much; nil where that was not asked for or cannot be told.
    public internal(set) var correction: PromiseCorrection?
  }

  /// What limits the figure.
  public enum Limit: Sendable, Hashable {
    /// The limit that is varied.
    case varied
    /// Something else has reached its bound besides.
    case element(ProgramElement)
  }

  /// The tightest value of the limit that reaches a figure.
  public struct Target: Sendable {
    /// The figure that was asked for.
    public let figure: Double
    /// The value; nil where none that was looked at reaches the figure.
    public let at: Double?
    /// How far below the value a tighter one could lie that does too; 0 where it is exact.
    public let tolerance: Double
    /// The best figure at all values that were looked at; nil where there is no plan.
    public let best: Double?
  }

  /// Whether the figure is known at every value, not only at those that were planned.
  public var isExact: Bool { sampling == nil }

  /// Whether the search for some plan stopped short of its aim.
  public var isStopped: Bool { points.contains(where: \.isStopped) }

  /// How many values are planned unless somebody says otherwise.
  public static let usualPoints = 21

  /// The frontier that `request` asks for; `step` is called after every plan.
  ///
  /// - Throws: as the planner.
  public init(
    of alliance: Alliance, _ request: FrontierRequest, planner: Planner, step: @escaping @Sendable () -> Void = {}
  ) throws(PlanningError) {
    let varied = VariedAlliance(alliance, varying: request.path.limit)
    self.alliance = alliance
    path = request.path
    switch try planner.frontier(of: varied, from: request.from, to: request.to) {
    case .exact(let exact):
      (sampling, range, feasible) = (nil, exact.range, exact.feasible)
      points = exact.points
      curve = request.points.map { exact.curve($0) } ?? []
      target = request.target.map { exact.target($0, of: varied) }
    case .sampled(let reason, let range):
      var samples = FrontierSamples(varied, over: range, planner: planner, step: step)
      try samples.take(request.points ?? Self.usualPoints)
      let target = try request.target.map { figure throws(PlanningError) in
        try samples.target(figure, isOpen: request.to == nil)
      }
      (sampling, self.range, self.target) = (reason, range, target)
      (points, feasible, curve) = (samples.points, samples.feasible, [])
    }
  }
}

extension Frontier {
  /// Corrects the promises at the points with the draws of `promises`, planning there with `planner`.
  ///
  /// - Throws: as the planner.
  public mutating func correct(with promises: PromiseBasis, by planner: Planner) throws(PlanningError) {
    self.promises = promises
    guard let corrections = promises.corrections else { return }
    let (varied, places) = (VariedAlliance(alliance, varying: path.limit), points.map(\.at))
    let found = try concurrentMap(count: places.count) { position throws(PlanningError) -> PromiseCorrection? in
      guard let own = try? varied.alliance(at: places[position]), let plan = try planner.studyPlan(of: own) else {
        return nil
      }
      return try corrections.correction(of: plan, by: planner)
    }
    for (position, correction) in found.enumerated() { points[position].correction = correction }
  }
}

extension ExactFrontier {
  /// The pieces by their beginnings, and the end.
  fileprivate var points: [Frontier.Point] {
    let steepest = pieces.map { abs($0.slope) }.max() ?? 0
    let exact = pieces.enumerated().map { position, piece in
      let slope = abs(piece.slope) > 1e-9 * steepest ? piece.slope : 0
      return Frontier.Point(
        at: piece.from, value: piece.value, gap: 0, isStopped: false, slope: slope, price: nil,
        limit: piece.limit.map { .element($0) } ?? (position == 0 && slope != 0 ? .varied : nil))
    }
    guard let last = pieces.last else { return [] }
    let end = Frontier.Point(
      at: last.to, value: last.value(at: last.to), gap: 0, isStopped: false, slope: nil, price: nil, limit: nil)
    return exact + [end]
  }

  /// `count` values evenly spread over those at which there is a plan.
  fileprivate func curve(_ count: Int) -> [(at: Double, value: Double)] {
    guard let feasible else { return [] }
    let width = feasible.upperBound - feasible.lowerBound
    return (0..<count).compactMap { step in
      let place = feasible.lowerBound + width * Double(step) / Double(max(1, count - 1))
      return (pieces.last { $0.from <= place } ?? pieces.first).map { (place, $0.value(at: place)) }
    }
  }

  /// The tightest value that reaches `figure`.
  fileprivate func target(_ figure: Double, of varied: VariedAlliance) -> Frontier.Target {
    let isMinimised = varied.alliance.description.objective.isMinimised
    func reaches(_ value: Double) -> Bool { isMinimised ? value <= figure : value >= figure }
    let ends = pieces.map { ($0.value, $0.value(at: $0.to)) }
    let growsLooser = varied.limit.growsLooser
    let best = growsLooser ? ends.last?.1 : ends.first?.0
    var found: Double?
    for (piece, end) in growsLooser ? Array(zip(pieces, ends)) : zip(pieces, ends).reversed() {
      let (tight, loose) = growsLooser ? (end.0, end.1) : (end.1, end.0)
      if reaches(tight) {
        found = growsLooser ? piece.from : piece.to
      } else if reaches(loose) {
        found = min(max(piece.from + (figure - piece.value) / piece.slope, piece.from), piece.to)
      }
      if found != nil { break }
    }
    return Frontier.Target(figure: figure, at: found, tolerance: 0, best: best)
  }
}
