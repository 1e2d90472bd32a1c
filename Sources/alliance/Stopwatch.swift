/// Measures the steps of a run for the record in its result.
struct Stopwatch {
  private let clock = ContinuousClock()
  private var start: ContinuousClock.Instant
  /// How long the steps took [s], in the order in which they were done.
  private(set) var seconds: [(step: String, seconds: Double)] = []

  init() { start = clock.now }

  /// Ends the step that has been going on since the last one ended.
  mutating func finish(_ step: String) {
    let now = clock.now
    seconds.append((step, (now - start) / .seconds(1)))
    start = now
  }
}
