extension Sequence<Double> {
  /// The sum of the squares of the elements.
  @inlinable
  public var sumOfSquares: Double { reduce(0) { $0 + $1 * $1 } }

  /// The root of the sum of the squares of the elements.
  @inlinable
  public var euclideanLength: Double { sumOfSquares.squareRoot() }
}

/// The sum of the products of the elements of `left` and `right`, which are equally long.
@inlinable
public func scalarProduct(_ left: some Sequence<Double>, _ right: some Sequence<Double>) -> Double {
  zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
}
