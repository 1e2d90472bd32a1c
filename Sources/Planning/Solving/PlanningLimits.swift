import LinearProgramming

/// When planning should stop early.
public struct PlanningLimits: Sendable {
  /// How long the search for the best plan may take; nil for no limit. Choosing among equal plans and the ranges of
  /// prices may then take a fifth longer, or a second.
  public var time: Duration?
  /// A way to stop from outside: the best plan found so far is given.
  public var interruption: Interruption?

  /// Limits; by default none.
  public init(time: Duration? = nil, interruption: Interruption? = nil) {
    self.time = time
    self.interruption = interruption
  }
}

/// The time that is left for the programs of a plan.
struct SearchClock: Sendable {
  private let end: ContinuousClock.Instant?
  private let allowance: Duration?
  private let interruption: Interruption?

  /// A clock that starts now.
  init(_ limits: PlanningLimits = PlanningLimits()) {
    end = limits.time.map { ContinuousClock.now + $0 }
    allowance = limits.time.map { max($0 / 5, .seconds(1)) }
    interruption = limits.interruption
  }

  private init(end: ContinuousClock.Instant?, interruption: Interruption?) {
    self.end = end
    allowance = nil
    self.interruption = interruption
  }

  /// The clock for what is done once a plan is found: a fifth of the time more, or a second after an interruption.
  var afterwards: SearchClock {
    if isInterrupted { return SearchClock(end: .now + .seconds(1), interruption: nil) }
    guard let end, let allowance else { return self }
    return SearchClock(end: max(end, .now) + allowance, interruption: interruption)
  }

  /// Why no more programs should be solved; nil while they may.
  var stop: Termination? {
    if isInterrupted { return .interrupted }
    guard let end else { return nil }
    return ContinuousClock.now >= end ? .timeLimit : nil
  }

  /// The limits of one program, by default without one of iterations.
  func limits(iterations: Int? = nil, relativeGap: Double = 0) -> SolverLimits {
    SolverLimits(
      time: end.map { max(ContinuousClock.now.duration(to: $0), .zero) }, iterations: iterations,
      relativeGap: relativeGap, interruption: interruption)
  }

  private var isInterrupted: Bool { interruption?.isRequested ?? false }
}
