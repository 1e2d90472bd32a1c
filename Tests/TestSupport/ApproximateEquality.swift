extension Double {
  /// Whether the two differ by at most `relativeTolerance` times the largest of both magnitudes and `floor`.
  ///
  /// With the default floor, numbers below 1 are compared by their absolute difference; pass 0 for a purely relative
  /// comparison. Two equal infinities are equal; NaN equals nothing.
  public func isApproximatelyEqual(
    to other: Double, relativeTolerance: Double = 1e-9, floor: Double = 1
  ) -> Bool {
    if self == other { return true }
    guard isFinite, other.isFinite else { return false }
    return abs(self - other) <= relativeTolerance * max(abs(self), abs(other), floor)
  }
}

extension Array where Element == Double {
  /// Whether both have the same length and their elements are approximately equal pair by pair.
  public func isApproximatelyEqual(
    to other: [Double], relativeTolerance: Double = 1e-9, floor: Double = 1
  ) -> Bool {
    count == other.count
      && zip(self, other).allSatisfy {
        $0.isApproximatelyEqual(to: $1, relativeTolerance: relativeTolerance, floor: floor)
      }
  }
}
