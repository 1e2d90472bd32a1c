import Statistics

/// The distribution of an estimate in standard errors when the true parameter is 0.
public enum TestDistribution: Sendable, Hashable {
  /// The standard normal distribution, as for maximum likelihood.
  case normal
  /// Student's t, as for least squares; `degreesOfFreedom` is above 0.
  case studentT(degreesOfFreedom: Double)

  /// The probability of a statistic at least as far from zero as `statistic`; NaN of NaN.
  public func twoSidedTail(_ statistic: Double) -> Double {
    if statistic.isNaN { return .nan }
    guard abs(statistic) < .infinity else { return 0 }
    switch self {
    case .normal: return 2 * Normal.upperTail(abs(statistic))
    case .studentT(let degrees): return StudentT(degreesOfFreedom: degrees).twoSidedTail(statistic)
    }
  }

  /// The statistic that is exceeded on neither side with probability `level`, between 0 and 1.
  public func width(level: Double) -> Double {
    switch self {
    case .normal: Normal.quantile((1 + level) / 2)
    case .studentT(let degrees): StudentT(degreesOfFreedom: degrees).quantile((1 + level) / 2)
    }
  }
}
