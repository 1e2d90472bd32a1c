import Foundation
import Statistics
import Testing

@testable import Regression

@Suite("Bootstrap")
struct BootstrapTests {
  private static let firms =
    "y,x,g\n"
    + (0..<40).map { row in
      "\(2 + Double(row % 7) + Double(row * row % 11)),\(row % 7),\(row % 8)\n"
    }.joined()

  private func fit(cluster: String? = nil) throws -> LeastSquaresFit {
    try LeastSquaresFit(Sample(Dataset(table(Self.firms), formula: Formula("y ~ x"), cluster: cluster)))
  }

  @Test("a replication is the fit to the rows that were drawn, as often as they were")
  func replication() throws {
    let fit = try fit()
    let lines = Self.firms.split(separator: "\n")
    let bootstrap = Bootstrap(fit, clusters: nil, replications: 5, seed: 42)
    #expect(bootstrap.estimates.count == 5)
    for (number, estimate) in bootstrap.estimates.enumerated() {
      var draws = RandomDraws(seed: 42, stream: number)
      let frequencies = Bootstrap.frequencies(rows: fit.n, clusters: nil, &draws)
      #expect(frequencies.reduce(0, +) == 40)
      let rows = frequencies.indices.flatMap { row in
        [Substring](repeating: lines[row + 1], count: Int(frequencies[row]))
      }
      let direct = try RegressionTests.fit("y ~ x", to: "y,x,g\n" + rows.joined(separator: "\n") + "\n")
      #expect(digits(estimate[0], direct.coefficients[0]) > 11)
      #expect(digits(estimate[1], direct.coefficients[1]) > 11)
    }
  }

  @Test("clusters are drawn as wholes")
  func clusters() throws {
    let fit = try fit(cluster: "g")
    let clusters = try #require(fit.sample.data.cluster)
    var draws = RandomDraws(seed: 7, stream: 3)
    let frequencies = Bootstrap.frequencies(rows: fit.n, clusters: clusters, &draws)
    for (row, code) in clusters.codes.enumerated() {
      let first = try #require(clusters.codes.firstIndex(of: code))
      #expect(frequencies[row] == frequencies[first])
    }
    #expect(frequencies.reduce(0, +) == 40)
  }

  @Test("the same seed gives the same errors to the last digit, another seed others")
  func seeds() throws {
    let fit = try fit()
    let request = CovarianceRequest.bootstrap(cluster: nil, replications: 200, seed: 1)
    let first = try fit.applying(request).standardErrors
    #expect(try fit.applying(request).standardErrors == first)
    #expect(
      try fit.applying(.bootstrap(cluster: nil, replications: 200, seed: 2)).standardErrors != first)
  }

  @Test("replications on all cores at once are to the last digit those of one after the other, in every family")
  func cores() throws {
    var draws = RandomDraws(seed: 6)
    var text = "y,a,b\n"
    for _ in 0..<2500 {
      let first = draws.normal()
      text += "\(draws.poisson(mean: exp(0.3 + 0.5 * first))),\(first),\(draws.uniform())\n"
    }
    let fits: [any RegressionFit] = [
      try RegressionTests.fit("y ~ a + b", to: text), try poisson("y ~ a + b", to: text),
      try tobit("y ~ a + b", to: text),
    ]
    for fit in fits {
      let together = Bootstrap(fit, clusters: nil, replications: 8, seed: 3).estimates
      let single = (0..<8).compactMap { number in
        var draws = RandomDraws(seed: 3, stream: number)
        return fit.refitted(frequencies: Bootstrap.frequencies(rows: fit.n, clusters: nil, &draws))
      }
      #expect(together.count == 8)
      #expect(together == single)
    }
  }

  @Test("the covariance is that of the replications")
  func covariance() throws {
    let bootstrap = Bootstrap(try fit(), clusters: nil, replications: 50, seed: 9)
    let covariance = try #require(bootstrap.covariance)
    let slopes = bootstrap.estimates.map { $0[1] }
    let mean = slopes.reduce(0, +) / 50
    let variance = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 49
    #expect(digits(covariance[1, 1], variance) > 12)
  }

  @Test("replications without an estimate are counted, and too many of them are an error")
  func failures() throws {
    // One row alone tells the effect of g = b: it is missing in a good third of the samples.
    let few = "y,g\n" + (0..<30).map { "\($0 % 5),\($0 == 0 ? "b" : "a")\n" }.joined()
    let fit = try RegressionTests.fit("y ~ C(g)", to: few)
    let bootstrapped = try fit.applying(.bootstrap(cluster: nil, replications: 300, seed: 1))
    guard case .bootstrap(_, 300, let failed, 1) = bootstrapped.covariance.kind else {
      Issue.record("a bootstrap")
      return
    }
    // The probability is (29/30)³⁰ = 0.362; five standard deviations around 108.5.
    #expect((67...150).contains(failed))
    let rare = "y,a,b\n0,1,0\n3,0,1\n1,0,0\n2,0,0\n1,0,0\n2,0,0\n3,0,0\n"
    let fragile = try RegressionTests.fit("y ~ a + b", to: rare)
    #expect(
      problems { _ = try fragile.applying(.bootstrap(cluster: nil, replications: 200, seed: 1)) }
        .first?.contains("bootstrapFailed") == true)
  }
}
