import Foundation
import Statistics

/// A regression fitted to data, whatever its family.
///
/// The parameters are the coefficients in the order of the design's columns, followed by log(σ) where the family
/// estimates it together with them (tobit).
public protocol RegressionFit: Sendable {
  /// What was fitted, and on which rows.
  var sample: Sample { get }
  /// The distribution around the index, with what was estimated of it.
  var family: Family { get }
  /// The estimates, in units of the index per unit of the column.
  var coefficients: [Double] { get }
  /// The estimated standard deviation of the error around the index; nil where the family has none.
  var sigma: Double? { get }
  /// The covariance of the parameters that standard errors and tests are based on.
  var covariance: Covariance { get set }
  /// The distribution that estimates in standard errors are compared with.
  var testDistribution: TestDistribution { get }
  /// The log-likelihood at the estimates.
  var logLikelihood: Double { get }
  /// Facts that do not stand in the way of the fit.
  var warnings: [FitFact] { get }

  /// What the sandwich estimators are made of: a matrix S, square in the parameters, such that B = S·S′ times a row's
  /// scores is to first order what leaving the row out changes. B is the inverse of the observed information, or
  /// (X′WX)⁻¹. The root has half the digits of B to lose where regressors are nearly collinear.
  var breadRoot: Matrix { get }
  /// The covariance that follows from the model itself, whatever `covariance` is.
  var classicalCovariance: Covariance { get }
  /// The derivative of every row's contribution to the objective with respect to the parameters, rows × parameters, to
  /// the scale of `bread`.
  func scores() -> Matrix
  /// The parameters of the same regression when row i counts `frequencies[i]` times; nil when they are not determined.
  func refitted(frequencies: [Double]) -> [Double]?
  /// The share of each row in its own fitted value, between 0 and 1, for least squares; nil for other families.
  var leverages: [Double]? { get }
  /// What the data say against the assumptions of the family.
  var specification: Specification { get }
  /// How well the model fits, for a model file.
  var summary: FitSummary { get }
}

extension RegressionFit {
  /// None.
  public var leverages: [Double]? { nil }

  /// B = S·S′ with the root S of `breadRoot`.
  public var bread: Matrix { breadRoot.timesOwnTranspose() }
  /// The inverse of the observed information.
  public var classicalCovariance: Covariance { Covariance(.classical, bread) }

  /// The response and the terms.
  public var formula: Formula { sample.formula }
  /// The labels of the coefficients, as R prints them.
  public var coefficientNames: [String] { sample.coefficientNames }
  /// What each coefficient belongs to, in their order.
  public var columns: [DesignColumn] { sample.columns }
  /// The number of rows used.
  public var n: Int { sample.n }
  /// What was left out of the data, and why.
  public var missing: MissingValues { sample.data.missing }
  /// The ranges of the numeric variables over the rows used.
  public var variables: [VariableSummary] { sample.data.summaries }
  /// The levels of the categories in the rows used, the reference first.
  public var categories: [CategoryLevels] {
    formula.categoryVariables.compactMap { name in
      sample.data.category(name).map { CategoryLevels(name: name, levels: $0.levels) }
    }
  }

  /// The coefficients, then log(σ) where it is a parameter.
  public var parameters: [Double] { coefficients + (family.estimatesLogSigma ? [log(sigma)] : []) }
  /// The labels of the parameters.
  public var parameterNames: [String] { coefficientNames + (family.estimatesLogSigma ? [Family.logSigmaName] : []) }
  /// The standard errors of the parameters, in their order.
  public var standardErrors: [Double] { covariance.standardErrors }

  /// The parameters with the tests that they are zero, in their order.
  public var estimates: [CoefficientEstimate] {
    zip(parameterNames, zip(parameters, standardErrors)).map { name, numbers in
      let statistic = numbers.0 / numbers.1
      return CoefficientEstimate(
        name: name, estimate: numbers.0, standardError: numbers.1, statistic: statistic,
        pValue: testDistribution.twoSidedTail(statistic))
    }
  }

  /// The intervals that cover the true parameters with probability `level`, between 0 and 1, in their order.
  public func confidenceIntervals(level: Double) -> [(lower: Double, upper: Double)] {
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    let width = testDistribution.width(level: level)
    return zip(parameters, standardErrors).map { ($0 - width * $1, $0 + width * $1) }
  }
}

/// A coefficient with its error and the test that it is zero.
public struct CoefficientEstimate: Sendable, Hashable {
  /// The label, as R prints it.
  public let name: String
  /// The estimate.
  public let estimate: Double
  /// Its standard error.
  public let standardError: Double
  /// The estimate in standard errors.
  public let statistic: Double
  /// The probability of a statistic at least as far from zero when the coefficient is zero.
  public let pValue: Double
}

private func log(_ sigma: Double?) -> Double { sigma.map { Foundation.log($0) } ?? .nan }
