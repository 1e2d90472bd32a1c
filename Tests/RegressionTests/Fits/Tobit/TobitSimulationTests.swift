import Foundation
import SourceText
import Statistics
import Testing

@testable import Regression

/// Draws from a known tobit, fitted again and again: what an estimator claims is what happens.
@Suite("Simulated tobits")
struct TobitSimulationTests {
  private static let truth = [0.5, 1.0, -0.7, log(1.5)]
  private static let draws = 300

  /// Fits to `draws` samples of 150 rows, about a third censored below 0 and some above 3.
  private static let fits: [TobitFit] = (0..<draws).compactMap { draw in
    var generator = NormalDraws(seed: UInt64(draw) + 2026)
    let rows = (0..<150).map { row -> String in
      let (first, second) = (Double(row % 10) / 3 - 1.5, generator.next())
      let latent = truth[0] + truth[1] * first + truth[2] * second + exp(truth[3]) * generator.next()
      return "\(min(max(latent, 0), 3)),\(first),\(second)\n"
    }
    return try? tobit("y ~ a + b", to: "y,a,b\n" + rows.joined(), lower: 0, upper: 3)
  }

  @Test("no bias beyond Monte Carlo error and the order 1/n of maximum likelihood")
  func bias() {
    #expect(Self.fits.count == Self.draws)
    for (position, truth) in Self.truth.enumerated() {
      let estimates = Self.fits.map { $0.parameters[position] }
      let mean = estimates.reduce(0, +) / Double(estimates.count)
      let variance = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(estimates.count - 1)
      let monteCarloError = (variance / Double(estimates.count)).squareRoot()
      #expect(abs(mean - truth) < 3 * monteCarloError + 3.0 / 150, "\(position): \(mean), \(truth)")
    }
  }

  @Test("intervals of 95 % cover the truth in 95 % of the samples, up to Monte Carlo error", arguments: kinds)
  func coverage(kind: String, covariance: @Sendable (TobitFit) -> Covariance) {
    for (position, truth) in Self.truth.enumerated() {
      let covered = Self.fits.count { fit in
        var fit = fit
        fit.covariance = covariance(fit)
        let interval = fit.confidenceIntervals(level: 0.95)[position]
        return interval.lower <= truth && truth <= interval.upper
      }
      let share = Double(covered) / Double(Self.fits.count)
      // The binomial standard error of a share of 0.95; log σ̂ is biased down by about 1/n, which costs a point or two.
      let error = (0.95 * 0.05 / Double(Self.fits.count)).squareRoot()
      #expect(abs(share - 0.95) < 3 * error + 0.015, "\(kind) \(position): \(share)")
    }
  }

  /// The covariances that intervals are made from.
  private static let kinds: [(String, @Sendable (TobitFit) -> Covariance)] = [
    ("classical", { $0.covariance }),
    ("HC1", { ((try? $0.applying(.heteroscedasticityConsistent(.hc1))) ?? $0).covariance }),
  ]

  @Test("intervals from the bootstrap cover the truth in 95 % of the samples, up to Monte Carlo error")
  func bootstrapCoverage() throws {
    let count = 100
    var covered = [Int](repeating: 0, count: Self.truth.count)
    for (number, fit) in Self.fits.prefix(count).enumerated() {
      let request = CovarianceRequest.bootstrap(cluster: nil, replications: 99, seed: UInt64(number))
      let intervals = try fit.applying(request).confidenceIntervals(level: 0.95)
      for (position, truth) in Self.truth.enumerated()
      where intervals[position].lower <= truth && truth <= intervals[position].upper { covered[position] += 1 }
    }
    // An error from 99 replications is itself off by a fourteenth, and log σ̂ is biased down by about 1/n.
    let error = (0.95 * 0.05 / Double(count)).squareRoot()
    for (position, number) in covered.enumerated() {
      let share = Double(number) / Double(count)
      #expect(abs(share - 0.95) < 3 * error + 0.015, "\(position): \(share)")
    }
  }

  @Test("the specification tests reject true models about as often as they say")
  func size() {
    let tests = Self.fits.map(TobitSpecification.init)
    for values in [tests.compactMap(\.normality), tests.compactMap(\.homoscedasticity)] {
      let rejected = values.count { $0.pValue < 0.05 }
      #expect(values.count == Self.fits.count)
      // The outer-product form rejects too often in small samples (Davidson and MacKinnon 1992), never too rarely.
      #expect((0.02..<0.35).contains(Double(rejected) / Double(values.count)))
    }
  }

  @Test("errors whose spread follows a regressor are noticed")
  func heteroscedastic() throws {
    var generator = NormalDraws(seed: 7)
    let rows = (0..<600).map { row -> String in
      let first = Double(row % 10) / 3
      return "\(max(0, 1 + 0.3 * first + (0.3 + first) * generator.next())),\(first)\n"
    }
    let tests = TobitSpecification(try tobit("y ~ a", to: "y,a\n" + rows.joined()))
    #expect(try #require(tests.homoscedasticity).pValue < 1e-6)
    #expect(tests.homoscedasticity?.degrees == 1)
  }

  @Test("errors with a heavy tail on one side are noticed")
  func skewed() throws {
    var generator = NormalDraws(seed: 8)
    let rows = (0..<600).map { row -> String in
      let first = Double(row % 10) / 3
      return "\(max(0, first + exp(generator.next()) - 1)),\(first)\n"
    }
    let tests = TobitSpecification(try tobit("y ~ a", to: "y,a\n" + rows.joined()))
    #expect(try #require(tests.normality).pValue < 1e-6)
    #expect(tests.normality?.degrees == 2)
  }
}

/// Standard normal numbers that follow from a seed, by inversion.
private struct NormalDraws {
  private var uniform: Multiplicative
  init(seed: UInt64) { uniform = Multiplicative(seed: seed) }
  mutating func next() -> Double { Normal.quantile((uniform.next() + 1) / 2) }
}
