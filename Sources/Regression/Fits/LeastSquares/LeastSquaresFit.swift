import Foundation
import SourceText
import Statistics

/// A linear regression fitted by least squares, ordinary or with weights.
///
/// Every number is the one that R's `lm` and its `summary`, `logLik`, `AIC` and `BIC` give. A weight is the inverse of
/// the error's variance in its row, up to a common factor.
public struct LeastSquaresFit: RegressionFit {
  /// The rows and regressors.
  public let sample: Sample
  /// The estimates, in units of the response per unit of the column.
  public let coefficients: [Double]
  /// The covariance of the coefficients; at first s²(X′WX)⁻¹.
  public var covariance: Covariance
  /// A square root of (X′WX)⁻¹.
  public let breadRoot: Matrix
  /// Facts that do not stand in the way of the fit.
  public let warnings: [FitFact]
  /// What the response has beyond the fitted values, a value for every row used.
  public let residuals: [Double]
  /// The sum of the squared residuals, each times its weight.
  public let residualSumOfSquares: Double
  /// The sum of the squared fitted values, each times its weight, taken from their weighted mean when there is an
  /// intercept.
  public let modelSumOfSquares: Double
  /// What leads from e^η to the expected output when the response is a logarithm; nil for every other response.
  public let smearingFactor: Double?
  /// How that factor was found.
  public let smearing: Smearing
  /// The factorization of the design, each row times the root of its weight.
  private let factorization: QRFactorization

  /// Fits the formula of `data` with all its regressors.
  ///
  /// - Throws: a `FitFact` when the data do not determine every coefficient and its error, or a `DataFact` of the design.
  public init(_ data: Dataset) throws(InputProblems) { try self.init(Sample(data, strict: true)) }

  /// Fits the response of `sample`.
  ///
  /// - Parameter smearing: how to come from the mean of a logarithm to the mean of the response.
  /// - Throws: a `FitFact` when there is nothing to explain.
  public init(_ sample: Sample, smearing: Smearing = .duan) throws(InputProblems) {
    try sample.checkThatResponseVaries()
    let rooted = sample.data.weights.map { $0.map { $0.squareRoot() } }
    let factorization = rooted.map { QRFactorization(sample.design.matrix.scalingRows(by: $0)) } ?? sample.factorization
    let response = rooted.map { zip(sample.data.response, $0).map(*) } ?? sample.data.response
    let (coefficients, scaledResiduals) = factorization.leastSquares(response)
    let residuals = rooted.map { zip(scaledResiduals, $0).map(/) } ?? scaledResiduals
    let residualSquares = scaledResiduals.sumOfSquares
    let variance = residualSquares / Double(sample.residualDegreesOfFreedom)

    self.sample = sample
    self.factorization = factorization
    self.smearing = smearing
    self.coefficients = coefficients
    self.residuals = residuals
    residualSumOfSquares = residualSquares
    modelSumOfSquares = modelSquares(sample, residuals)
    breadRoot = factorization.inverseRoot()
    covariance = Covariance(.classical, breadRoot.timesOwnTranspose().scaled(by: variance))
    warnings = sample.warnings + (isPerfect(residualSquares, response) ? [.perfectFit] : [])
    smearingFactor =
      sample.formula.responseIsLogarithm ? smearing.factor(residuals, sample.data.weights, variance: variance) : nil
  }
}

extension LeastSquaresFit {
  /// Normal, with the smearing factor where the response is a logarithm.
  public var family: Family { .gaussian(smearing: smearingFactor) }

  /// The estimated standard deviation of the error, s, in units of the response; with weights, of a row of weight 1.
  public var residualStandardError: Double {
    (residualSumOfSquares / Double(sample.residualDegreesOfFreedom)).squareRoot()
  }

  /// The residual standard error; nil in a perfect fit.
  public var sigma: Double? { residualStandardError > 0 ? residualStandardError : nil }

  /// Student's t with the degrees of freedom of the residuals.
  public var testDistribution: TestDistribution { .studentT(degreesOfFreedom: Double(sample.residualDegreesOfFreedom)) }

  /// The explained share of the response's variance or, without an intercept, of its sum of squares.
  public var rSquared: Double { modelSumOfSquares / (modelSumOfSquares + residualSumOfSquares) }

  /// R² with variances in place of sums of squares: it falls when a regressor explains less than chance would.
  public var adjustedRSquared: Double {
    let total = Double(n - (sample.hasIntercept ? 1 : 0))
    return 1 - (1 - rSquared) * total / Double(sample.residualDegreesOfFreedom)
  }

  /// The test that no term but the intercept has an effect, by the ratio of mean squares; nil when there is no other
  /// term.
  public var fTest: FTest? {
    guard sample.modelDegreesOfFreedom > 0 else { return nil }
    let (numerator, denominator) = (sample.modelDegreesOfFreedom, sample.residualDegreesOfFreedom)
    let statistic = (modelSumOfSquares / Double(numerator)) / (residualSumOfSquares / Double(denominator))
    return FTest(statistic: statistic, numerator: numerator, denominator: denominator)
  }

  /// The test that no term but the intercept has an effect: by the ratio of mean squares, or with a covariance that is not
  /// the classical one by Wald's statistic divided by its degrees of freedom; nil when there is no other term, or the
  /// covariance is singular.
  public var overallTest: FTest? {
    if covariance.kind == .classical { return fTest }
    return waldTest.map { test in
      FTest(
        statistic: test.statistic / Double(test.degrees), numerator: test.degrees,
        denominator: sample.residualDegreesOfFreedom)
    }
  }

  /// The log-likelihood of normal errors with variance RSS/n, in each row divided by its weight.
  public var logLikelihood: Double {
    let count = Double(n)
    let weights = sample.data.weights?.reduce(0) { $0 + log($1) } ?? 0
    return weights / 2 - count / 2 * (log(2 * Double.pi) + log(residualSumOfSquares / count) + 1)
  }

  /// Akaike's information criterion, σ counted as a parameter.
  public var aic: Double { -2 * logLikelihood + 2 * Double(coefficients.count + 1) }

  /// Schwarz's information criterion, σ counted as a parameter.
  public var bic: Double { -2 * logLikelihood + log(Double(n)) * Double(coefficients.count + 1) }

  /// s²(X′WX)⁻¹.
  public var classicalCovariance: Covariance {
    Covariance(.classical, bread.scaled(by: residualStandardError * residualStandardError))
  }

  /// The diagonal of the hat matrix.
  public var leverages: [Double]? { factorization.leverages() }

  /// The derivatives of half the negative weighted sum of squares: weight · residual · regressor.
  public func scores() -> Matrix {
    let factors = sample.data.weights.map { zip(residuals, $0).map(*) } ?? residuals
    return sample.design.matrix.scalingRows(by: factors)
  }

  /// The coefficients when row i counts `frequencies[i]` times; nil when the rows that count do not determine them.
  public func refitted(frequencies: [Double]) -> [Double]? {
    let weights = sample.data.weights.map { zip(frequencies, $0).map(*) } ?? frequencies
    let rows = weights.indices.filter { weights[$0] > 0 }
    guard rows.count >= coefficients.count else { return nil }
    let rooted = rows.map { weights[$0].squareRoot() }
    let factorization = QRFactorization(sample.design.matrix.selecting(rows: rows).scalingRows(by: rooted))
    guard factorization.hasFullRank else { return nil }
    return factorization.leastSquares(zip(rows, rooted).map { sample.data.response[$0] * $1 }).coefficients
  }

  /// What the fit says about itself; numbers that are not finite, in a perfect fit, are left out.
  public var summary: FitSummary {
    var summary = FitSummary()
    summary.n = n
    summary.rSquared = finite(rSquared)
    summary.adjustedRSquared = finite(adjustedRSquared)
    if let test = overallTest {
      summary.fStatistic = finite(test.statistic)
      summary.fDegreesOfFreedom = [test.numerator, test.denominator]
      summary.fPValue = finite(test.pValue)
    }
    summary.logLikelihood = finite(logLikelihood)
    summary.aic = finite(aic)
    summary.bic = finite(bic)
    return summary
  }
}

private func modelSquares(_ sample: Sample, _ residuals: [Double]) -> Double {
  let fitted = zip(sample.data.response, residuals).map { $0 - $1 }
  let weights = sample.data.weights ?? [Double](repeating: 1, count: fitted.count)
  let total = weights.reduce(0, +)
  let center = sample.hasIntercept ? scalarProduct(fitted, weights) / total : 0
  return zip(fitted, weights).reduce(0) { $0 + ($1.0 - center) * ($1.0 - center) * $1.1 }
}

/// Whether the residuals are what rounding alone would leave: a norm below 64 units in the last place of the response's.
func isPerfect(_ residualSquares: Double, _ response: [Double]) -> Bool {
  let unit = 64 * Double.ulpOfOne
  return residualSquares <= unit * unit * response.sumOfSquares
}
