import Foundation
import Statistics

/// A parameter of a model as its file gives it, with its test where its standard error is known.
public struct ModelEstimate: Sendable, Hashable {
  /// The label: that of a coefficient, or `log(sigma)`.
  public let name: String
  /// The estimate.
  public let estimate: Double
  /// Its standard error, where it is known.
  public let standardError: Double?
  private let testDistribution: TestDistribution

  init(name: String, estimate: Double, standardError: Double?, testDistribution: TestDistribution) {
    self.name = name
    self.estimate = estimate
    self.standardError = standardError
    self.testDistribution = testDistribution
  }

  /// The estimate in standard errors; nil where its error is unknown or 0.
  public var statistic: Double? { standardError.flatMap { finite(estimate / $0) } }

  /// The probability of a statistic at least as far from zero when the parameter is zero.
  public var pValue: Double? { statistic.map(testDistribution.twoSidedTail) }

  /// The interval that covers the parameter with probability `level`, between 0 and 1; nil where its error is unknown.
  public func interval(level: Double) -> ClosedRange<Double>? {
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    guard let standardError else { return nil }
    let width = testDistribution.width(level: level) * standardError
    return (estimate - width)...(estimate + width)
  }
}

extension InnovationModel {
  /// What estimates in standard errors are compared with: Student's t with n − k degrees of freedom for a gaussian model
  /// that says its number of rows, else the standard normal distribution.
  public var testDistribution: TestDistribution {
    guard case .gaussian = family, let degrees = residualDegreesOfFreedom else { return .normal }
    return .studentT(degreesOfFreedom: Double(degrees))
  }

  /// Rows less estimated parameters, σ among them in a tobit; nil where the rows are unknown, or too few.
  public var residualDegreesOfFreedom: Int? {
    let degrees = (fit?.n ?? 0) - terms.count - (family.estimatesLogSigma ? 1 : 0)
    return degrees > 0 ? degrees : nil
  }

  /// The sum of the squared residuals of a gaussian model, each times its weight in a weighted fit, from σ and the degrees
  /// of freedom; nil where these are unknown and for other families.
  public var residualSumOfSquares: Double? {
    guard case .gaussian = family, let sigma, let degrees = residualDegreesOfFreedom else { return nil }
    return sigma * sigma * Double(degrees)
  }

  /// The coefficients in their order, then log(σ) in a tobit.
  public var estimates: [ModelEstimate] {
    var names = coefficientNames
    var values = coefficients
    if family.estimatesLogSigma, let sigma {
      names.append(Family.logSigmaName)
      values.append(log(sigma))
    }
    let errors = standardErrors ?? covariance?.standardErrors ?? []
    return names.indices.map { position in
      ModelEstimate(
        name: names[position], estimate: values[position],
        standardError: position < errors.count ? errors[position] : nil, testDistribution: testDistribution)
    }
  }
}
