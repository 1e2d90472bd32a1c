import Regression

extension JSONValue {
  /// The comparison as the answer of a command that was asked for JSON, `alliance-comparison/1`.
  ///
  /// - Parameter reason: why two models cannot be tested against each other, in words.
  public init(_ comparison: ModelComparison, reason: (Incomparability) -> String) {
    let names = comparison.entries.map(\.name)
    self = [
      "schema": "alliance-comparison/1",
      "models": .list(comparison.entries.map { JSONValue($0) }),
      "tests": .list(
        comparison.pairs.map { pair in
          switch pair.outcome {
          case .test(let ratio):
            [
              "restricted": .text(names[ratio.restricted]), "full": .text(names[ratio.full]),
              "statistic": .number(ratio.test.statistic), "df": .integer(ratio.test.degrees),
              "p_value": .number(ratio.test.pValue),
            ]
          case .notComparable(let why):
            [
              "models": [.text(names[pair.first]), .text(names[pair.second])], "not_comparable": .text(reason(why)),
            ]
          }
        }),
    ]
  }

  private init(_ entry: ModelComparison.Entry) {
    let (model, fit) = (entry.model, entry.model.fit)
    let estimates = model.estimates
    self = [
      "name": .text(entry.name), "formula": .text(model.formula.description),
      "family": .text(FamilyName(model.family).rawValue),
      "n": JSONValue(fit?.n), "log_likelihood": JSONValue(fit?.logLikelihood), "aic": JSONValue(fit?.aic),
      "bic": JSONValue(fit?.bic), "r_squared": JSONValue(fit?.rSquared),
      "adjusted_r_squared": JSONValue(fit?.adjustedRSquared), "sigma": JSONValue(model.sigma),
      "covariance_type": JSONValue(fit?.covarianceType),
      "coefficients": .object(estimates.map { Member($0.name, .number($0.estimate)) }),
      "standard_errors": .object(estimates.map { Member($0.name, JSONValue($0.standardError)) }),
    ]
  }
}
