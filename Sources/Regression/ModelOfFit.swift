extension InnovationModel {
  /// The model that `fit` estimated.
  ///
  /// Where the response is a logarithm, the expected output is e^η times the mean of e^residual (Duan 1983), unless
  /// `smearing` gives another factor above 0.
  public init(_ fit: LeastSquaresFit, smearing: Double? = nil, data: DataSource? = nil) {
    precondition(smearing.map { $0 > 0 && $0.isFinite } ?? true, "a smearing factor above 0")
    let isLogarithm = fit.formula.response != .numeric(variable: fit.formula.response.variable, .identity)
    let terms = zip(fit.columns, fit.coefficients).map { column, coefficient in
      ModelTerm(name: column.label, coefficient: coefficient, factors: column.factors)
    }
    self.init(
      checked: fit.formula, family: .gaussian(smearing: isLogarithm ? smearing ?? fit.smearing : nil), terms: terms,
      sigma: fit.residualStandardError > 0 ? fit.residualStandardError : nil, standardErrors: fit.standardErrors,
      covariance: fit.covariance, variables: fit.variables, categories: fit.categories, fit: FitSummary(fit),
      data: data)
  }
}

extension FitSummary {
  /// What `fit` says about itself; numbers that are not finite, in a perfect fit, are left out.
  public init(_ fit: LeastSquaresFit) {
    self.init()
    n = fit.n
    rSquared = finite(fit.rSquared)
    adjustedRSquared = finite(fit.adjustedRSquared)
    if let test = fit.fTest {
      fStatistic = finite(test.statistic)
      fDegreesOfFreedom = [test.numerator, test.denominator]
      fPValue = finite(test.pValue)
    }
    logLikelihood = finite(fit.logLikelihood)
    aic = finite(fit.aic)
    bic = finite(fit.bic)
    covarianceType = "classical"
  }
}

private func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
