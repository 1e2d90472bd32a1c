import Foundation

extension InnovationModel {
  /// The estimated parameters: the coefficients in their order, and for a tobit log(σ) behind them.
  public var parameters: [Double] {
    guard family.estimatesLogSigma, let sigma else { return coefficients }
    return coefficients + [log(sigma)]
  }

  /// The same model with other `parameters`, as many as it has and in their order. Its errors, its fit and its data stay
  /// those of this model.
  public func with(parameters: [Double]) -> InnovationModel {
    precondition(parameters.count == self.parameters.count, "a value for every parameter")
    let terms = zip(terms, parameters).map { term, coefficient in
      ModelTerm(name: term.name, coefficient: coefficient, factors: term.factors)
    }
    return InnovationModel(
      checked: formula, family: family, terms: terms,
      sigma: parameters.count > terms.count ? exp(parameters[terms.count]) : sigma, standardErrors: standardErrors,
      covariance: covariance, variables: variables, categories: categories, fit: fit, data: data)
  }
}
