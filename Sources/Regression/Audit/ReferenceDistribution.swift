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
  func distance(probability: Double) -> Double {
    switch self {
    case .normal: return abs(Normal.quantile(probability / 2))
    case .studentT(let degrees): return abs(StudentT(degreesOfFreedom: degrees).quantile(probability / 2))
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
