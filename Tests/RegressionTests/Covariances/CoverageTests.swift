import Foundation
import Statistics
import Testing

@testable import Regression

/// Draws from known models that break what classical errors rest on, fitted again and again.
@Suite("Intervals cover what they claim")
struct CoverageTests {
  /// In which share of the `fits` the 95 % interval of the second parameter holds `truth`.
  private func coverage(_ fits: [any RegressionFit], _ request: CovarianceRequest, truth: Double) throws -> Double {
    let covered = try fits.count { fit in
      let interval = try fit.applying(request).confidenceIntervals(level: 0.95)[1]
      return interval.lower <= truth && truth <= interval.upper
    }
    return Double(covered) / Double(fits.count)
  }

  /// Three binomial standard errors of a share of 0.95, and what sandwiches lose in samples of this size.
  private func isRight(_ share: Double, of count: Int) -> Bool {
    abs(share - 0.95) < 3 * (0.95 * 0.05 / Double(count)).squareRoot() + 0.015
  }

  @Test("least squares with errors that grow with the regressor: HC3 and the bootstrap, not the classical ones")
  func heteroscedasticity() throws {
    let fits: [any RegressionFit] = try (0..<300).map { number in
      var draws = RandomDraws(seed: 20, stream: number)
      var text = "y,x\n"
      for _ in 0..<80 {
        let regressor = draws.normal()
        text += "\(1 + 2 * regressor + abs(regressor) * draws.normal()),\(regressor)\n"
      }
      return try fit("y ~ x", to: text)
    }
    let robust = try coverage(fits, .heteroscedasticityConsistent(.hc3), truth: 2)
    #expect(isRight(robust, of: 300), "HC3 \(robust)")
    #expect(try coverage(fits, .classical, truth: 2) < 0.85)
    let some = Array(fits.prefix(100))
    let bootstrapped = try coverage(some, .bootstrap(cluster: nil, replications: 99, seed: 1), truth: 2)
    #expect(isRight(bootstrapped, of: 100), "bootstrap \(bootstrapped)")
  }

  @Test("rows that depend on each other within clusters: errors by cluster, not those by row")
  func clusters() throws {
    let fits: [any RegressionFit] = try (0..<300).map { number in
      var draws = RandomDraws(seed: 21, stream: number)
      var text = "y,x,g\n"
      for cluster in 0..<40 {
        let (common, shared) = (draws.normal(), draws.normal())
        for _ in 0..<5 {
          let regressor = common + 0.3 * draws.normal()
          text += "\(1 + 2 * regressor + shared + 0.3 * draws.normal()),\(regressor),\(cluster)\n"
        }
      }
      return try LeastSquaresFit(Sample(Dataset(table(text), formula: Formula("y ~ x"), cluster: "g")))
    }
    let clustered = try coverage(fits, .clustered(column: "g"), truth: 2)
    #expect(isRight(clustered, of: 300), "clustered \(clustered)")
    #expect(try coverage(fits, .heteroscedasticityConsistent(.hc1), truth: 2) < 0.75)
    let some = Array(fits.prefix(60))
    let bootstrapped = try coverage(some, .bootstrap(cluster: "g", replications: 99, seed: 1), truth: 2)
    #expect(isRight(bootstrapped, of: 60), "bootstrap \(bootstrapped)")
  }

  @Test("a Poisson regression of outputs that are no Poisson variables: HC1, not the classical errors")
  func overdispersion() throws {
    let fits: [any RegressionFit] = try (0..<300).map { number in
      var draws = RandomDraws(seed: 22, stream: number)
      var text = "y,x\n"
      for _ in 0..<200 {
        let regressor = draws.uniform()
        // An expectation of e^(1 + x) times a lognormal factor of mean 1.
        let mean = exp(1 + regressor + 0.8 * draws.normal() - 0.32)
        text += "\(draws.poisson(mean: mean)),\(regressor)\n"
      }
      return try poisson("y ~ x", to: text)
    }
    let robust = try coverage(fits, .heteroscedasticityConsistent(.hc1), truth: 1)
    #expect(isRight(robust, of: 300), "HC1 \(robust)")
    #expect(try coverage(fits, .classical, truth: 1) < 0.8)
  }
}
