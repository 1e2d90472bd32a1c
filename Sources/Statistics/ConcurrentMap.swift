import Dispatch

/// The results of `body` for 0 to `count` − 1, in this order, computed on all cores at once.
///
/// `body` is called once for every number, in any order and on any thread, so that its result must depend on nothing but
/// the number.
public func concurrentMap<Result: Sendable>(count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
  guard count > 1 else { return (0..<count).map(body) }
  return [Result](unsafeUninitializedCapacity: count) { buffer, initializedCount in
    // Every call initializes an element of its own.
    nonisolated(unsafe) let results = buffer
    DispatchQueue.concurrentPerform(iterations: count) { results.initializeElement(at: $0, to: body($0)) }
    initializedCount = count
  }
}

/// The results of `body` for 0 to `count` − 1, in this order, computed on all cores at once, or the error that the lowest
/// number throws.
///
/// `body` is called for every number, as in the `concurrentMap` that cannot fail; after an error the numbers behind it may
/// have been tried in vain.
public func concurrentMap<Result: Sendable, Failure: Error & Sendable>(
  count: Int, _ body: @Sendable (Int) throws(Failure) -> Result
) throws(Failure) -> [Result] {
  let attempts: [Swift.Result<Result, Failure>] = concurrentMap(count: count) { number in
    do throws(Failure) {
      return .success(try body(number))
    } catch {
      return .failure(error)
    }
  }
  var results: [Result] = []
  results.reserveCapacity(count)
  for attempt in attempts { results.append(try attempt.get()) }
  return results
}
