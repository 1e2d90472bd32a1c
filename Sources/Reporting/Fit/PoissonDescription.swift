import Regression

extension PoissonFit: DescribedFit {
  /// Poisson pseudo-maximum likelihood.
  public var method: String { "Poisson pseudo-maximum likelihood with log link" }

  /// How many rows are zero and above.
  public var observationCounts: [(kind: String, count: Int)] {
    [("total", n), ("zero", zeroCount), ("above zero", n - zeroCount)]
  }

  /// Deviance, dispersion and likelihood.
  public var qualityLines: [String] {
    var lines = [
      "deviance \(measure(deviance, 6)) on \(counted(sample.residualDegreesOfFreedom, "degree")) of freedom, "
        + "\(measure(nullDeviance, 6)) with the intercept alone",
      "dispersion \(measure(dispersion, 4)) (1 for a true Poisson variable)",
    ]
    if let test = waldTest { lines.append("all terms but the intercept zero: Wald \(words(test))") }
    lines.append("pseudo-log-likelihood \(measure(logLikelihood, 6))")
    lines.append("converged in \(counted(iterations, "Newton iteration"))")
    return lines
  }
}
