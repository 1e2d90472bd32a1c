import Regression
import SourceText

extension ModelComparison {
  /// One row a parameter of each model in comma-separated form, with the columns that R's package broom gives `tidy`, and
  /// the model's name before them; intervals are at `level`, between 0 and 1.
  public func tidyCSV(level: Double = 0.95) -> String {
    let header = ["model", "term", "estimate", "std.error", "statistic", "p.value", "conf.low", "conf.high"]
    let rows = entries.flatMap { entry in
      entry.model.estimates.map { estimate in
        let interval = estimate.interval(level: level)
        let figures = [
          estimate.estimate, estimate.standardError, estimate.statistic, estimate.pValue, interval?.lowerBound,
          interval?.upperBound,
        ]
        return [entry.name, estimate.name] + figures.map(TableText.cell)
      }
    }
    return TableText(header: header, rows: rows).text
  }

  /// One row a model in comma-separated form, with the columns that R's package broom gives `glance` of a linear model,
  /// and the model's name before them.
  public var glanceCSV: String {
    let header = [
      "model", "r.squared", "adj.r.squared", "sigma", "statistic", "p.value", "df", "logLik", "AIC", "BIC", "deviance",
      "df.residual", "nobs",
    ]
    return TableText(header: header, rows: entries.map { [$0.name] + $0.model.glance.map(TableText.cell) }).text
  }
}

extension InnovationModel {
  /// The figures of `glance` from `r.squared` on.
  fileprivate var glance: [Double?] {
    let (fit, test) = (fit, overallTest)
    return [
      fit?.rSquared, fit?.adjustedRSquared, sigma, test?.statistic, test?.pValue, degreesOfFreedom.map(Double.init),
      fit?.logLikelihood, fit?.aic, fit?.bic, deviance, residualDegreesOfFreedom.map(Double.init),
      fit?.n.map(Double.init),
    ]
  }

  /// Of a linear model the terms' degrees of freedom, as of `lm`; of a tobit all parameters, as of `survreg`.
  private var degreesOfFreedom: Int? {
    switch family {
    case .gaussian: fit?.fDegreesOfFreedom?.first
    case .tobit: terms.count + 1
    case .poisson: nil
    }
  }

  /// The residual sum of squares of a linear model, else what the fit calls so.
  private var deviance: Double? {
    if case .gaussian = family { residualSumOfSquares } else { fit?.deviance }
  }
}
