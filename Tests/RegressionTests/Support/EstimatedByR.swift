import Foundation
import Statistics
import Testing

@testable import Regression

/// What follows from the fit called `name` with the estimates and the covariance that R found, or with ours where least
/// squares are enough.
func estimatedByR(
  _ name: String, data: String, formula: String, family: String, lower: Double?, upper: Double?
) throws -> (effects: [MarginalEffect], model: InnovationModel) {
  let sample = try Sample(Dataset(fixture("R/\(data)"), formula: Formula(formula)))
  if family == "gaussian" {
    let fit = try LeastSquaresFit(sample)
    return (MarginalEffects(fit).effects, InnovationModel(fit))
  }
  let isTobit = family == "tobit"
  let file = try decoded(EstimatesByR.self, isTobit ? "R/tobit.json" : "R/poisson.json")
  let estimates = try #require(file.fits.first { $0.name == name })
  let fit = GivenFit(
    sample: sample, family: isTobit ? .tobit(lower: lower, upper: upper) : .poisson, coefficients: estimates.estimate,
    sigma: estimates.sigma, covariance: Covariance(.classical, Matrix(rows: estimates.covariance)))
  return (MarginalEffects(fit).effects, InnovationModel(fit))
}

private struct EstimatesByR: Decodable {
  struct Fit: Decodable {
    let name: String
    let estimate: [Double]
    let sigma: Double?
    let covariance: [[Double]]
  }
  let fits: [Fit]
}
