/// What a sample of figures says of their distribution.
public struct SampleSummary: Sendable, Hashable {
  /// The figures from the smallest on.
  public let sorted: [Double]
  /// Their mean.
  public let mean: Double
  /// Their standard deviation, with n − 1 in the denominator; 0 for one figure.
  public let standardDeviation: Double

  /// The summary of `figures`, at least one of them and all finite.
  public init(_ figures: [Double]) {
    sorted = figures.sorted()
    let count = Double(figures.count)
    let mean = figures.reduce(0, +) / max(1, count)
    let squares = figures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardDeviation = figures.count > 1 ? (squares / (count - 1)).squareRoot() : 0
  }

  /// The standard error of the mean.
  public var standardError: Double { standardDeviation / Double(max(1, sorted.count)).squareRoot() }

  /// The value below which the share `probability` lies, straight between neighbours (type 7 of Hyndman and Fan 1996).
  public func quantile(_ probability: Double) -> Double {
    guard let last = sorted.indices.last else { return .nan }
    let place = min(max(probability, 0), 1) * Double(last)
    let below = Int(place.rounded(.down))
    guard below < last else { return sorted[last] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// The share of figures for which `holds`.
  public func share(where holds: (Double) -> Bool) -> Double {
    Double(sorted.count(where: holds)) / Double(max(1, sorted.count))
  }

  /// The mean of the smallest figures that make up the share `tail` of all, 0 < `tail` ≤ 1; of the figure at its edge
  /// only the part counts that is still inside: the conditional value at risk of figures that are good when large.
  public func lowerTailMean(_ tail: Double) -> Double {
    var room = tail * Double(sorted.count)
    let whole = room
    var sum = 0.0
    for figure in sorted where room > 0 {
      sum += min(1, room) * figure
      room -= 1
    }
    return sum / whole
  }
}
