import Synchronization

/// Counts, from any thread.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  /// One more than the last time, from 1.
  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
