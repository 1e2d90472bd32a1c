import Statistics

@testable import Regression

/// A fit whose estimates are given: what follows from estimates can be tested without estimating.
struct GivenFit: RegressionFit {
  let sample: Sample
  let family: Family
  var coefficients: [Double]
  var sigma: Double?
  var covariance: Covariance

  var testDistribution: TestDistribution { .normal }
  var logLikelihood: Double { .nan }
  var warnings: [FitFact] { [] }
  var breadRoot: Matrix { Matrix(rowCount: parameters.count, columnCount: parameters.count) }
  var summary: FitSummary { FitSummary() }
  func scores() -> Matrix { Matrix(rowCount: sample.n, columnCount: parameters.count) }
  func refitted(frequencies: [Double]) -> [Double]? { nil }
}
