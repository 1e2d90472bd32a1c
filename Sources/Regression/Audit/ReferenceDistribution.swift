import Statistics

/// The distribution of a statistic when the true coefficient is 0, from which two-sided p values are taken.
public enum ReferenceDistribution: Sendable, Hashable {
  /// The standard normal distribution, as for maximum likelihood.
  case normal
  /// Student's t, as for least squares; `degreesOfFreedom` is above 0.
  case studentT(degreesOfFreedom: Double)

  /// The probability of a statistic at least as far from 0 as `statistic`.
  func twoSidedTail(_ statistic: Double) -> Double {
    guard abs(statistic) < .infinity else { return 0 }
    switch self {
    case .normal: return 2 * Normal.upperTail(abs(statistic))
    case .studentT(let degrees): return StudentT(degreesOfFreedom: degrees).twoSidedTail(statistic)
    }
  }

  /// The distance from 0 that a statistic reaches with `probability`, from 0 to 1.
  ///
  /// Found by halving on the very tail that p values are checked with: the library's quantile of t is not a number for
  /// few degrees of freedom and small probabilities.
  func distance(probability: Double) -> Double {
    guard probability > 0 else { return .infinity }
    guard probability < 1 else { return 0 }
    var (below, above) = (0.0, 1.0)
    while twoSidedTail(above) > probability, above < .infinity { (below, above) = (above, 2 * above) }
    guard above < .infinity else { return .infinity }
    while true {
      let middle = below + (above - below) / 2
      guard middle > below, middle < above else { return middle }
      if twoSidedTail(middle) > probability { below = middle } else { above = middle }
    }
  }

  /// The p values of the statistics in `range`.
  func probabilities(of range: FigureRange) -> FigureRange {
    let distances = range.magnitudes
    return FigureRange(between: twoSidedTail(distances.high), and: twoSidedTail(distances.low))
  }

  /// The distances from 0 of the statistics whose p value lies in `range`, within 0 and 1.
  func distances(of range: FigureRange) -> FigureRange {
    FigureRange(between: distance(probability: range.high), and: distance(probability: range.low))
  }
}
