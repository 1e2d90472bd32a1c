import Foundation
import SourceText
import Statistics

/// A tobit in units of its own: the likelihood in an orthonormal basis of the regressors and of what least squares leaves
/// of the response, and the way back to the units of the data.
///
/// With the least-squares fit X·b of the response y drawn in to its limits, X = Q·T and the length s of the residuals,
/// (y − X·β)/σ = h·a − Q·θ where a = (y − X·b)/s, h = s/σ and θ = T·(β − b)/σ. The columns of Q and a are orthogonal and
/// of unit length, whatever the units of the data and however near to collinear the regressors are.
struct TobitProblem: Sendable {
  /// The likelihood in θ and h, for responses in units of s.
  let likelihood: TobitLikelihood
  private let triangle: Triangle
  /// b.
  private let center: [Double]
  /// s.
  private let scale: Double

  /// Nil when least squares leaves nothing but rounding errors.
  init?(_ factorization: QRFactorization, _ censoring: TobitCensoring) {
    let leastSquares = factorization.leastSquares(censoring.response)
    let scale = leastSquares.residuals.euclideanLength
    guard scale > 64 * Double.ulpOfOne * censoring.response.euclideanLength else { return nil }
    self.scale = scale
    center = leastSquares.coefficients
    let (basis, triangle) = factorization.orthonormalBasis()
    self.triangle = triangle
    let response = Matrix(
      rowCount: basis.rowCount, columnCount: 1, elements: leastSquares.residuals.map { -$0 / scale })
    likelihood = TobitLikelihood(regressors: basis.appending(columnsOf: response), states: censoring.states)
  }

  /// Prepares the fit of `sample`.
  ///
  /// - Throws: a `FitFact` when the likelihood has no maximum.
  init(_ sample: Sample, _ censoring: TobitCensoring) throws(InputProblems) {
    guard let problem = TobitProblem(sample.factorization, censoring) else {
      throw perfectFit(sample, censoring.counts.uncensored)
    }
    self = problem
    if let separation = likelihood.separation { throw problem.failure(sample, separation) }
  }

  /// The least-squares estimate: θ = 0 and σ² the mean of the squared residuals.
  var start: [Double] {
    [Double](repeating: 0, count: center.count) + [Double(likelihood.states.count).squareRoot()]
  }

  /// β and σ.
  func estimate(_ parameters: [Double]) -> (coefficients: [Double], sigma: Double) {
    let sigma = scale / parameters[center.count]
    let change = triangle.solve(parameters.dropLast().map { $0 * sigma })
    return (zip(center, change).map(+), sigma)
  }

  /// A square root J·S of the inverse of the observed information in β and log(σ) at the maximum, by the delta method.
  ///
  /// At a maximum the observed information in other parameters is that in (θ, h) between the derivatives of θ and h with
  /// respect to them. With H = S⁻ᵀS⁻¹ for the information in (θ, h), the covariance is (J·S)(J·S)ᵀ, J the derivatives of
  /// β = b + T⁻¹θs/h and log(σ) = log(s/h).
  func covarianceRoot(_ maximum: TobitMaximum) -> Matrix {
    let count = center.count
    let root = maximum.information.inverseRoot()
    let (theta, h) = (maximum.parameters, maximum.parameters[count])
    var transformed = Matrix(rowCount: count + 1, columnCount: count + 1)
    for column in 0...count {
      let inverse = root[count, column]
      let change = triangle.solve((0..<count).map { (root[$0, column] - theta[$0] / h * inverse) * (scale / h) })
      for row in 0..<count { transformed[row, column] = change[row] }
      transformed[count, column] = -inverse / h
    }
    return transformed
  }

  /// A log-likelihood for responses in units of s, for responses in the units of the data.
  func inUnitsOfResponse(_ logLikelihood: Double) -> Double {
    logLikelihood - likelihood.uncensoredCount * log(scale)
  }

  /// The likelihood with the given frequencies; nil when it has no maximum, or more than one because the rows that count
  /// leave a coefficient open.
  func determined(by frequencies: [Double]) -> TobitLikelihood? {
    var weighted = likelihood
    weighted.frequencies = frequencies
    let counting = likelihood.regressors.selecting(rows: frequencies.indices.filter { frequencies[$0] > 0 })
    guard counting.rowCount >= counting.columnCount, QRFactorization(counting).hasFullRank,
      weighted.separation == nil
    else { return nil }
    return weighted
  }

  /// Where the likelihood of `sample` is largest.
  func maximum(_ sample: Sample) throws(InputProblems) -> TobitMaximum {
    do {
      return try TobitMaximum(likelihood, start: start)
    } catch {
      throw InputProblems(FitFact.notConverged(iterations: error.iterations), at: sample.formula.mark)
    }
  }

  private func failure(_ sample: Sample, _ separation: Separation) -> InputProblems {
    let direction = separation.direction
    if direction[center.count] > 1e-7 * direction.euclideanLength {
      return perfectFit(sample, likelihood.states.count { $0 == .uncensored })
    }
    let (terms, mark) = sample.terms(separatedAlong: triangle.solve(Array(direction.dropLast())))
    return InputProblems(FitFact.separated(terms: terms, rows: separation.rows.count), at: mark)
  }
}

extension TobitLikelihood {
  /// The directions along which it rises for ever; nil when it has a maximum. They are in the coefficients of the basis,
  /// followed by 1/σ, which grows only where the uncensored rows fit perfectly.
  var separation: Separation? {
    let inverseSigma = [regressors.columnCount - 1]
    guard let frequencies else {
      return Separation(regressors, allowing: states.map(\.allowedChange), nonnegative: inverseSigma)
    }
    let rows = frequencies.indices.filter { frequencies[$0] > 0 }
    return Separation(
      regressors.selecting(rows: rows), allowing: rows.map { states[$0].allowedChange }, nonnegative: inverseSigma)
  }
}

private func perfectFit(_ sample: Sample, _ uncensored: Int) -> InputProblems {
  InputProblems(
    FitFact.uncensoredRowsFitPerfectly(uncensored: uncensored, coefficients: sample.coefficientCount),
    at: sample.formula.mark(of: sample.formula.response.variable))
}
