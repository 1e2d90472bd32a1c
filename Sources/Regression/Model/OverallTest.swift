/// A statistic with the probability of a larger one.
public struct OverallTest: Sendable, Hashable {
  /// The statistic.
  public let statistic: Double
  /// The probability of a larger one when no term has an effect.
  public let pValue: Double
}

extension InnovationModel {
  /// The test that no term but the intercept has an effect: the F test of a gaussian model, the likelihood-ratio test of
  /// a tobit; nil where the model does not say enough.
  public var overallTest: OverallTest? {
    if let statistic = fit?.fStatistic, let pValue = fit?.fPValue {
      return OverallTest(statistic: statistic, pValue: pValue)
    }
    let degrees = terms.count - 1
    guard case .tobit = family, formula.hasIntercept, degrees > 0, let likelihood = fit?.logLikelihood,
      let restricted = fit?.interceptOnlyLogLikelihood
    else { return nil }
    let test = ChiSquaredTest(logLikelihood: likelihood, restricted: restricted, degrees: degrees)
    return OverallTest(statistic: test.statistic, pValue: test.pValue)
  }
}
