import Foundation
import SourceText
import Statistics

/// A regression whose expected response is e^η, fitted by Poisson pseudo-maximum likelihood.
///
/// The estimates are consistent when E[y|x] = e^η, whatever the distribution of y: zeros, fractions and any variance are
/// allowed (Gourieroux, Monfort and Trognon 1984; Santos Silva and Tenreyro 2006). Coefficients are those of R's `glm`
/// with the family `quasipoisson`; the classical covariance takes the variance of a Poisson variable for granted, which
/// the robust ones do not.
public struct PoissonFit: RegressionFit {
  /// The rows and regressors.
  public let sample: Sample
  /// The estimates; of the logarithm of a variable, elasticities.
  public let coefficients: [Double]
  /// The covariance of the coefficients; at first the inverse of the information.
  public var covariance: Covariance
  /// A square root of the inverse of the information, (X′diag(e^η)X)⁻¹.
  public let breadRoot: Matrix
  /// The steps of Newton's method until the likelihood did not rise any more.
  public let iterations: Int
  /// Facts that do not stand in the way of the fit.
  public let warnings: [FitFact]
  /// e^η, for every row used.
  public let fitted: [Double]

  private let likelihood: PoissonLikelihood
  /// An orthonormal basis of the regressors, in which separation is looked for.
  private let basis: Matrix

  /// Fits the response of `sample`, of which no value is below 0.
  ///
  /// - Throws: a `FitFact` when the response has negative values or is 0 everywhere, or when coefficients have no finite
  ///   estimate.
  public init(_ sample: Sample) throws(InputProblems) {
    try checkResponse(sample)
    let (basis, triangle) = sample.factorization.orthonormalBasis()
    let likelihood = PoissonLikelihood(design: sample.design.matrix, response: sample.data.response)
    if let separation = Separation(basis, allowing: likelihood.response.indices.map(likelihood.allowedChange)) {
      let (terms, mark) = sample.terms(separatedAlong: triangle.solve(separation.direction))
      let response = sample.formula.response.label
      throw InputProblems(
        FitFact.separatedZeros(terms: terms, rows: separation.rows.count, response: response), at: mark)
    }
    guard let maximum = PoissonMaximum(likelihood, start: likelihood.start(sample.factorization)) else {
      throw InputProblems(
        FitFact.notConverged(iterations: PoissonMaximum.iterationLimit), at: sample.formula.mark)
    }
    self.sample = sample
    self.likelihood = likelihood
    self.basis = basis
    coefficients = maximum.point.coefficients
    fitted = maximum.point.means
    iterations = maximum.iterations
    breadRoot = maximum.inverseRoot
    covariance = Covariance(.classical, breadRoot.timesOwnTranspose())
    let response = sample.data.response
    let isExact = isPerfect(zip(response, maximum.point.means).map(-).sumOfSquares, response)
    warnings = sample.warnings + (isExact ? [.perfectFit] : [])
  }

  /// The coefficients when row i counts `frequencies[i]` times; nil when the rows that count do not determine them.
  public func refitted(frequencies: [Double]) -> [Double]? {
    let rows = frequencies.indices.filter { frequencies[$0] > 0 }
    var weighted = likelihood
    weighted.frequencies = frequencies
    guard Separation(basis.selecting(rows: rows), allowing: rows.map(likelihood.allowedChange)) == nil else {
      return nil
    }
    return PoissonMaximum(weighted, start: weighted.point(coefficients))?.point.coefficients
  }
}

extension PoissonFit {
  /// Poisson.
  public var family: Family { .poisson }

  /// None: the variance is not part of the model.
  public var sigma: Double? { nil }

  /// The standard normal distribution.
  public var testDistribution: TestDistribution { .normal }

  /// The log-likelihood of a Poisson variable, with log Γ(y + 1) for fractions; a pseudo-likelihood for any other.
  public var logLikelihood: Double {
    zip(sample.data.response, fitted).reduce(0) { sum, row in
      let (response, mean) = row
      return sum + (response > 0 ? response * log(mean) : 0) - mean - lgamma(response + 1)
    }
  }

  /// 2Σ(y·log(y/μ) − (y − μ)).
  public var deviance: Double { deviance(from: fitted) }

  /// The deviance from the mean of the response, or from 1 without an intercept.
  public var nullDeviance: Double {
    let mean = sample.hasIntercept ? sample.data.response.reduce(0, +) / Double(n) : 1
    return deviance(from: [Double](repeating: mean, count: n))
  }

  /// Pearson's Σ(y − μ)²/μ by degrees of freedom: the variance in units of the mean, 1 for a Poisson variable.
  public var dispersion: Double {
    zip(sample.data.response, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
      / Double(sample.residualDegreesOfFreedom)
  }

  /// How many rows are 0.
  public var zeroCount: Int { sample.data.response.count { $0 == 0 } }

  /// The derivatives of every row's y·η − e^η, (y − μ)·x.
  public func scores() -> Matrix {
    sample.design.matrix.scalingRows(by: zip(sample.data.response, fitted).map(-))
  }

  /// What the fit says about itself; no information criteria, since the likelihood is not that of the data.
  public var summary: FitSummary {
    var summary = FitSummary()
    summary.n = n
    summary.logLikelihood = finite(logLikelihood)
    summary.deviance = finite(deviance)
    summary.nullDeviance = finite(nullDeviance)
    summary.iterations = iterations
    return summary
  }

  private func deviance(from means: [Double]) -> Double {
    2
      * zip(sample.data.response, means).reduce(0) { sum, row in
        let (response, mean) = row
        return sum + (response > 0 ? response * log(response / mean) : 0) - (response - mean)
      }
  }
}

/// An expected response of e^η explains no negative value, and is 0 for no finite η.
private func checkResponse(_ sample: Sample) throws(InputProblems) {
  let formula = sample.formula
  let mark = formula.mark(of: formula.response.variable)
  if formula.responseIsLogarithm {
    throw InputProblems(FitFact.logarithmInPoisson(variable: formula.response.variable), at: mark)
  }
  let response = sample.data.response
  if let row = response.firstIndex(where: { $0 < 0 }) {
    throw InputProblems(
      FitFact.negativeResponse(
        name: formula.response.label, row: sample.data.label(ofRow: row), value: response[row],
        count: response.count { $0 < 0 }), at: mark)
  }
  try sample.checkThatResponseVaries()
}

extension PoissonLikelihood {
  /// How η may change in `row` without its contribution falling: that of an output of 0 is −e^η, which rises as η falls.
  fileprivate func allowedChange(_ row: Int) -> Separation.AllowedChange { response[row] > 0 ? .none : .fall }
}
