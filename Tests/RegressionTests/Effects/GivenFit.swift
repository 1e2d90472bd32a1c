import Statistics

@testable import Regression

/// A fit whose estimates are given: what follows from estimates can be tested without estimating.
struct GivenFit: RegressionFit {
  let sample: Sample
  let family: Family
  var coefficients: [Double]
  var sigma: Double?
  var covariance: Covariance

  var estimatesLogSigma: Bool { if case .tobit = family { true } else { false } }
  var testDistribution: TestDistribution { .normal }
  var logLikelihood: Double { .nan }
  var warnings: [FitFact] { [] }
  var bread: Matrix { covariance.matrix }
  var summary: FitSummary { FitSummary() }
  func scores() -> Matrix { Matrix(rowCount: sample.n, columnCount: parameters.count) }
  func refitted(frequencies: [Double]) -> [Double]? { nil }
}
