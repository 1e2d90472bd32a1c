import Foundation
import SourceText
import Statistics

/// A linear regression of a response that is recorded between limits only, fitted by maximum likelihood (Tobin 1958).
///
/// The latent response x′β + σε with standard normal ε is observed between the limits; a row at a limit, or beyond it,
/// tells only that the latent response is not between them. Every number is the one of R's `survreg` and `AER::tobit`.
public struct TobitFit: RegressionFit {
  /// The rows and regressors.
  public let sample: Sample
  /// Where the response is cut off below; nil where it is not.
  public let lower: Double?
  /// Where the response is cut off above; nil where it is not.
  public let upper: Double?
  /// How many rows stand at each limit.
  public let censoring: CensoredCounts
  /// The estimates, in units of the response per unit of the column.
  public let coefficients: [Double]
  /// The estimated standard deviation of the latent response around its index, in units of the response.
  public let standardDeviation: Double
  /// The covariance of the coefficients and log(σ); at first the inverse of the observed information.
  public var covariance: Covariance
  /// A square root of the inverse of the observed information in the coefficients and log(σ).
  public let breadRoot: Matrix
  /// The log-likelihood, densities of rows between the limits taken in the units of the response.
  public let logLikelihood: Double
  /// The log-likelihood of the model with the intercept alone and the same limits; nil when the formula has no
  /// intercept, or no other term.
  public let interceptOnlyLogLikelihood: Double?
  /// The steps of Newton's method until the likelihood did not rise any more.
  public let iterations: Int
  /// Facts that do not stand in the way of the fit.
  public let warnings: [FitFact]

  /// Where every row stands.
  let states: [CensoringState]
  /// For every row the distance of its response, or of the limit where it is censored, from its index, in σ.
  let deviates: [Double]
  /// The likelihood in its own units.
  let problem: TobitProblem
  /// θ and h in the units of `problem`.
  let maximum: [Double]

  /// Fits the response of `sample`, censored at `lower`, at `upper` or at both.
  ///
  /// - Throws: a `FitFact` when the limits make no sense, for `--lower` or `--upper`, or the likelihood has no maximum.
  public init(_ sample: Sample, lower: Double?, upper: Double?) throws(InputProblems) {
    try checkLimits(sample, lower: lower, upper: upper)
    let censoring = TobitCensoring(sample.data.response, lower: lower, upper: upper)
    try censoring.checkThatRowsAreUncensored(sample)
    try sample.checkThatResponseVaries()
    let problem = try TobitProblem(sample, censoring)
    let maximum = try problem.maximum(sample)
    let estimate = problem.estimate(maximum.parameters)

    self.sample = sample
    self.lower = lower
    self.upper = upper
    self.censoring = censoring.counts
    self.problem = problem
    self.maximum = maximum.parameters
    coefficients = estimate.coefficients
    standardDeviation = estimate.sigma
    breadRoot = problem.covarianceRoot(maximum)
    covariance = Covariance(.classical, breadRoot.timesOwnTranspose())
    logLikelihood = problem.inUnitsOfResponse(maximum.evaluation.value)
    interceptOnlyLogLikelihood = interceptOnly(sample, censoring)
    iterations = maximum.iterations
    states = censoring.states
    deviates = problem.likelihood.deviates(at: maximum.parameters)
    warnings = sample.warnings + censoring.warnings(sample)
  }

  /// The coefficients and log(σ) when row i counts `frequencies[i]` times; nil when the rows that count do not determine
  /// them.
  public func refitted(frequencies: [Double]) -> [Double]? {
    guard let likelihood = problem.determined(by: frequencies),
      let maximum = try? TobitMaximum(likelihood, start: maximum)
    else { return nil }
    let estimate = problem.estimate(maximum.parameters)
    return estimate.coefficients + [log(estimate.sigma)]
  }
}

extension TobitFit {
  /// A tobit with its limits.
  public var family: Family { .tobit(lower: lower, upper: upper) }

  /// The estimated standard deviation of the latent response.
  public var sigma: Double? { standardDeviation }

  /// The standard normal distribution.
  public var testDistribution: TestDistribution { .normal }

  /// The delta-method standard error of σ, σ times that of log(σ).
  public var sigmaStandardError: Double { standardDeviation * (standardErrors.last ?? .nan) }

  /// The likelihood-ratio test against the model with the intercept alone; nil where there is none.
  public var likelihoodRatioTest: ChiSquaredTest? {
    interceptOnlyLogLikelihood.map { restricted in
      ChiSquaredTest(logLikelihood: logLikelihood, restricted: restricted, degrees: sample.modelDegreesOfFreedom)
    }
  }

  /// McFadden's R², 1 − ℓ/ℓ₀ with the log-likelihood ℓ₀ of the intercept alone (McFadden 1974); nil where there is none.
  /// It has no meaning, and is nil, where ℓ₀ is not negative: the densities of an uncensored response depend on its units.
  public var mcFadden: Double? {
    interceptOnlyLogLikelihood.flatMap { $0 < 0 ? 1 - logLikelihood / $0 : nil }
  }

  /// Akaike's information criterion, σ counted as a parameter.
  public var aic: Double { -2 * logLikelihood + 2 * Double(coefficients.count + 1) }

  /// Schwarz's information criterion with the number of all rows, σ counted as a parameter.
  public var bic: Double { -2 * logLikelihood + log(Double(n)) * Double(coefficients.count + 1) }

  /// The derivatives of every row's log-likelihood with respect to the coefficients and log(σ), rows × (k + 1).
  ///
  /// With the derivative g of the row's contribution with respect to its z = (y − x′β)/σ these are −g·x/σ and, as
  /// ∂z/∂log(σ) = −z, −g·z, less 1 in uncensored rows for log(1/σ).
  public func scores() -> Matrix {
    let slopes = contributions.map(\.slope)
    let design = sample.design.matrix.scalingRows(by: slopes.map { -$0 / standardDeviation })
    let scales = deviates.indices.map { -slopes[$0] * deviates[$0] - (states[$0] == .uncensored ? 1 : 0) }
    return Matrix(rowCount: n, columnCount: coefficients.count + 1, elements: design.elements + scales)
  }

  /// What every row adds to the log-likelihood, log(1/σ) apart, with its derivatives with respect to z.
  var contributions: [TobitContribution] { zip(states, deviates).map { TobitContribution($0, $1) } }

  /// What the fit says about itself.
  public var summary: FitSummary {
    var summary = FitSummary()
    summary.n = n
    summary.logLikelihood = finite(logLikelihood)
    summary.interceptOnlyLogLikelihood = interceptOnlyLogLikelihood.flatMap(finite)
    summary.aic = finite(aic)
    summary.bic = finite(bic)
    summary.censoredLower = lower.map { _ in censoring.left }
    summary.censoredUpper = upper.map { _ in censoring.right }
    summary.iterations = iterations
    return summary
  }
}

/// The log-likelihood of a tobit with the intercept alone.
private func interceptOnly(_ sample: Sample, _ censoring: TobitCensoring) -> Double? {
  guard sample.hasIntercept, sample.modelDegreesOfFreedom > 0 else { return nil }
  let intercept = Matrix(rowCount: sample.n, columnCount: 1, repeating: 1)
  let problem = TobitProblem(QRFactorization(intercept), censoring)
  return problem.flatMap { problem in
    (try? TobitMaximum(problem.likelihood, start: problem.start)).map { maximum in
      problem.inUnitsOfResponse(maximum.evaluation.value)
    }
  }
}
