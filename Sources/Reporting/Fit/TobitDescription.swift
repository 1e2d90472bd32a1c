import Regression

extension TobitFit: DescribedFit {
  /// Tobit with its limits.
  public var method: String {
    let limits = [
      lower.map { "from below at \(NumberText.asWritten($0))" },
      upper.map { "from above at \(NumberText.asWritten($0))" },
    ].compactMap(\.self)
    return "tobit censored \(listed(limits)), by maximum likelihood"
  }

  /// How many rows lie at the limits and between them.
  public var observationCounts: [(kind: String, count: Int)] {
    [
      ("total", censoring.total), ("left-censored", censoring.left), ("uncensored", censoring.uncensored),
      ("right-censored", censoring.right),
    ]
  }

  /// σ, likelihood, the tests against the intercept alone, and how the maximum was reached.
  public var qualityLines: [String] {
    var lines = ["sigma \(measure(standardDeviation)) (standard error \(measure(sigmaStandardError)))"]
    lines.append(
      "log-likelihood \(measure(logLikelihood, 6)) on \(parameters.count) parameters, AIC \(measure(aic, 6)), "
        + "BIC \(measure(bic, 6))")
    if let test = likelihoodRatioTest { lines.append("against the intercept alone: likelihood ratio \(words(test))") }
    if let test = waldTest { lines.append("all terms but the intercept zero: Wald \(words(test))") }
    if let mcFadden { lines.append("McFadden's R² \(measure(mcFadden, 4))") }
    lines.append("converged in \(counted(iterations, "Newton iteration"))")
    return lines
  }
}
