import Regression

extension LeastSquaresFit: DescribedFit {
  /// Least squares, ordinary or weighted.
  public var method: String {
    sample.data.weightColumn.map { "least squares weighted by \($0.printable)" } ?? "ordinary least squares"
  }

  /// None: all observations are alike.
  public var observationCounts: [(kind: String, count: Int)] { [] }

  /// Residual error, R², F, likelihood and the smearing factor.
  public var qualityLines: [String] {
    var lines = [
      "residual standard error \(measure(residualStandardError)) on "
        + "\(counted(sample.residualDegreesOfFreedom, "degree")) of freedom",
      "R² \(measure(rSquared, 4)), adjusted R² \(measure(adjustedRSquared, 4))",
    ]
    if let test = overallTest {
      lines.append(
        "\(covariance.kind == .classical ? "F" : "Wald F") \(measure(test.statistic)) on \(test.numerator) and "
          + "\(test.denominator) degrees of freedom, p \(probabilityText(test.pValue))")
    }
    lines.append("log-likelihood \(measure(logLikelihood, 6)), AIC \(measure(aic, 6)), BIC \(measure(bic, 6))")
    if let smearingFactor {
      lines.append(
        "expected \(formula.response.variable.printable) is e^index times \(measure(smearingFactor)) "
          + "(\(smearing.words))")
    }
    return lines
  }
}

extension Smearing {
  fileprivate var words: String {
    switch self {
    case .duan: "Duan's smearing factor, the mean of e^residual"
    case .normal: "e^(s²/2), for normal errors"
    case .none: "the median for symmetric errors; no smearing"
    }
  }
}
