extension InnovationModel {
  /// The model that `fit` estimated.
  public init(_ fit: some RegressionFit, data: DataSource? = nil) {
    let terms = zip(fit.columns, fit.coefficients).map { column, coefficient in
      ModelTerm(name: column.label, coefficient: coefficient, factors: column.factors)
    }
    var summary = fit.summary
    summary.covarianceType = fit.covariance.kind.name
    summary.weights = fit.sample.data.weightColumn
    summary.dropped = fit.sample.dropped.isEmpty ? nil : fit.sample.dropped.map(\.label)
    let formula = fit.sample.formulaOfModel
    self.init(
      checked: formula, family: fit.family, terms: terms, sigma: fit.sigma, standardErrors: fit.standardErrors,
      covariance: fit.covariance.matrix,
      variables: fit.variables.filter { formula.numericVariables.contains($0.name) },
      categories: fit.categories.filter { formula.categoryVariables.contains($0.name) }, fit: summary, data: data)
  }
}

/// `number`, nil where it is not finite.
func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
