import Foundation
import Statistics
import Testing

@testable import Regression

@Suite("Covariances")
struct CovarianceTests {
  /// Standard errors on Longley's data, computed with 60 digits by the formulas of MacKinnon and White (1985); in double
  /// precision R's `sandwich` has 8 digits of them.
  private static let longley: [(HeteroscedasticityCorrection, [Double])] = [
    (
      .hc0,
      [
        832211.58058032674, 51.220347445663919, 0.024575997582644729, 0.38323911092599479, 0.14624500114098425,
        0.15820849621992394, 428.38437553509803,
      ]
    ),
    (
      .hc1,
      [
        1109615.440773769, 68.293796594218559, 0.032767996776859639, 0.51098548123465973, 0.19499333485464566,
        0.21094466162656525, 571.17916738013071,
      ]
    ),
    (
      .hc2,
      [
        1202369.5126009077, 67.492082149754076, 0.036534050255994737, 0.55333671464879002, 0.20522087372013977,
        0.22323671795804073, 617.59295508376544,
      ]
    ),
    (
      .hc3,
      [
        1799477.2306618162, 91.119386601139273, 0.055623988393588393, 0.82213350201658, 0.29878925759054153,
        0.32490582113601661, 922.80784171540403,
      ]
    ),
  ]

  @Test("nearly collinear regressors cost a sandwich few digits")
  func precision() throws {
    let fit = try LeastSquaresFit(
      Dataset(fixture("Longley.csv"), formula: Formula("y ~ x1 + x2 + x3 + x4 + x5 + x6")))
    for (correction, expected) in Self.longley {
      let robust = try fit.applying(.heteroscedasticityConsistent(correction))
      expectAgreement(robust.standardErrors, expected, digits: 9.5, correction.rawValue)
    }
  }

  /// Rows in groups of four, with an error that depends on x.
  private static let text: String = {
    var draws = RandomDraws(seed: 11)
    var text = "y,x,z,g,w\n"
    for row in 0..<60 {
      let (first, second) = (draws.normal(), draws.normal())
      let output = max(0, 3 + first - second + (1 + abs(first)) * draws.normal())
      text += "\(output),\(first),\(second),\(row / 4),\(1 + row % 3)\n"
    }
    return text
  }()

  private func leastSquares(_ formula: String = "y ~ x + z", weights: String? = nil) throws -> LeastSquaresFit {
    try LeastSquaresFit(
      Sample(Dataset(table(Self.text), formula: Formula(formula), weights: weights, cluster: "g")))
  }

  @Test("the classical covariance comes back after another, in every family")
  func classicalAgain() throws {
    let fits: [any RegressionFit] = [
      try leastSquares(), try leastSquares(weights: "w"), try poisson("y ~ x + z", to: Self.text),
      try tobit("y ~ x + z", to: Self.text, lower: 1),
    ]
    for fit in fits {
      let robust = try fit.applying(.heteroscedasticityConsistent(.hc1))
      #expect(robust.covariance.kind == .heteroscedasticityConsistent(.hc1))
      #expect(robust.standardErrors != fit.standardErrors)
      let classical = try robust.applying(.classical)
      #expect(classical.covariance.kind == .classical)
      for (value, expected) in zip(classical.standardErrors, fit.standardErrors) {
        #expect(digits(value, expected) > 14)
      }
    }
  }

  @Test("clusters of one row each are White's covariance with the corrections of both")
  func singleRows() throws {
    let text = Self.text.split(separator: "\n").enumerated().map { "\($1),\($0 == 0 ? "id" : "\($0)")\n" }.joined()
    for family in ["gaussian", "poisson", "tobit"] {
      let sample = try Sample(Dataset(table(text), formula: Formula("y ~ x + z"), cluster: "id"))
      let fit: any RegressionFit =
        switch family {
        case "gaussian": try LeastSquaresFit(sample)
        case "poisson": try PoissonFit(sample)
        default: try TobitFit(sample, lower: 1, upper: nil)
        }
      let clustered = try fit.applying(.clustered(column: "id")).standardErrors
      let white = try fit.applying(.heteroscedasticityConsistent(.hc0)).standardErrors
      // G/(G − 1) with G = n, for least squares times (n − 1)/(n − k).
      let factor = family == "gaussian" ? 60.0 / 57 : 60.0 / 59
      for (value, expected) in zip(clustered, white) { #expect(digits(value, expected * factor.squareRoot()) > 13) }
    }
  }

  @Test("HC2 and HC3 are refused where there are no leverages, and where a leverage is 1")
  func leverages() throws {
    for correction in [HeteroscedasticityCorrection.hc2, .hc3] {
      let found = problems {
        _ = try poisson("y ~ x", to: Self.text).applying(.heteroscedasticityConsistent(correction))
      }
      #expect(found == ["--vcov:0:0 leveragesNeeded(Regression.HeteroscedasticityCorrection.\(correction))"])
    }
    let alone = "id,y,d\n" + (0..<9).map { "f\($0),\($0 * 5 % 7),\($0 == 4 ? 1 : 0)\n" }.joined()
    let single = try fit("y ~ d", to: alone)
    let found = problems { _ = try single.applying(.heteroscedasticityConsistent(.hc3)) }
    #expect(found.count == 1)
    #expect(found[0].contains("leverageOfOne(row: \"f4\""))
  }

  @Test("no joint test where the covariance is singular: few clusters, or a row that alone tells a coefficient")
  func singular() throws {
    let formula = "wage ~ education + experience + I(experience^2) + C(ethnicity) + C(gender)"
    let data = try Dataset(fixture("R/CPS1985.csv"), formula: Formula(formula), cluster: "occupation")
    let wages = try LeastSquaresFit(Sample(data)).applying(.clustered(column: "occupation"))
    #expect(wages.covariance.kind == .clustered(column: "occupation", clusters: 6))
    #expect(wages.waldTest == nil)
    #expect(wages.overallTest == nil)
    #expect(wages.covarianceWarnings == [.fewClusters(clusters: 6, coefficients: 7)])

    let alone = "y,x,d\n" + (0..<15).map { "\($0 * 5 % 7),\($0),\($0 == 4 ? 1 : 0)\n" }.joined()
    let single = try fit("y ~ x + d", to: alone)
    #expect(single.waldTest != nil)
    // d's residual is zero, so the errors of x and d both come from the other rows: rank 2 with the intercept's.
    let robust = try single.applying(.heteroscedasticityConsistent(.hc0))
    #expect(robust.standardErrors.allSatisfy { $0 > 0 })
  }

  @Test("what one row or one cluster alone tells is warned of in every family, where errors rest on residuals")
  func toldAlone() throws {
    // 'treated' is 1 in cluster b only, 'alone' in the row f4 only.
    let text =
      "id,y,x,treated,alone,g\n"
      + (0..<60).map { row in
        let cluster = ["a", "b", "c", "d"][row % 4]
        return "f\(row),\(row * 5 % 7),\(row * row % 11),\(cluster == "b" ? 1 : 0),\(row == 4 ? 1 : 0),\(cluster)\n"
      }.joined()
    for formula in ["y ~ x + alone", "y ~ x + treated", "y ~ x"] {
      let sample = try Sample(Dataset(table(text), formula: Formula(formula), cluster: "g"))
      let fits: [any RegressionFit] = [
        try LeastSquaresFit(sample), try PoissonFit(sample), try TobitFit(sample, lower: 0, upper: nil),
      ]
      for fit in fits {
        #expect(fit.covarianceWarnings.isEmpty)
        let robust = try fit.applying(.heteroscedasticityConsistent(.hc1)).covarianceWarnings
        #expect(robust == (formula.hasSuffix("alone") ? [.toldByOneRow(first: "f4", count: 1)] : []))
        let clustered = try fit.applying(.clustered(column: "g")).covarianceWarnings
        let few = FitFact.fewClusters(clusters: 4, coefficients: fit.coefficients.count)
        let told = formula.hasSuffix("alone") ? "a" : "b"
        #expect(clustered == [few] + (formula == "y ~ x" ? [] : [.toldByOneCluster(first: told, count: 1)]))
        let drawn = try fit.applying(.bootstrap(cluster: "g", replications: 40, seed: 1)).covarianceWarnings
        #expect(drawn.contains(.fewClustersDrawn(clusters: 4)))
      }
    }
  }

  @Test("the bootstrap of a large sample agrees with the classical errors where the model is true")
  func bootstrapOfTrueModel() throws {
    var draws = RandomDraws(seed: 3)
    var text = "y,latent,count,a,b\n"
    for _ in 0..<600 {
      let (first, second) = (draws.normal(), draws.uniform())
      let index = 0.5 + 0.6 * first - second
      let latent = index + draws.normal()
      text += "\(latent),\(max(latent, 0)),\(draws.poisson(mean: exp(index))),\(first),\(second)\n"
    }
    let fits: [any RegressionFit] = [
      try fit("y ~ a + b", to: text), try poisson("count ~ a + b", to: text),
      try tobit("latent ~ a + b", to: text, lower: 0),
    ]
    for fit in fits {
      let bootstrapped = try fit.applying(.bootstrap(cluster: nil, replications: 200, seed: 5))
      #expect(bootstrapped.covarianceWarnings.isEmpty)
      for (value, expected) in zip(bootstrapped.standardErrors, fit.standardErrors) {
        // A standard error from 200 draws has itself an error of 1/√400; a twentieth for the sample at hand.
        #expect(abs(value / expected - 1) < 3 * 0.05 + 0.05, "\(fit.family): \(value), \(expected)")
      }
    }
  }

  @Test("replications that leave a coefficient open fail in every family alike")
  func openCoefficients() throws {
    var text = "y,x,g\n"
    for row in 0..<30 {
      text += "\(1 + row * 7 % 5),\(row * row % 13),\(row == 2 ? "b" : "a")\n"
    }
    let request = CovarianceRequest.bootstrap(cluster: nil, replications: 300, seed: 1)
    let (formula, leastSquares) = ("y ~ x + C(g)", try fit("y ~ x + C(g)", to: text))
    // The one row of g = b is missing in these samples.
    let missing = (0..<300).count { number in
      var draws = RandomDraws(seed: 1, stream: number)
      return Bootstrap.frequencies(rows: 30, clusters: nil, &draws)[2] == 0
    }
    #expect(missing > 50)
    let fits: [any RegressionFit] = [
      leastSquares, try poisson(formula, to: text), try tobit(formula, to: text, lower: 1),
    ]
    for fit in fits {
      let bootstrapped = try fit.applying(request)
      #expect(
        bootstrapped.covariance.kind
          == .bootstrap(cluster: nil, replications: 300, failed: missing, seed: 1))
      #expect(
        bootstrapped.covarianceWarnings == [.replicationsFailed(failed: missing, replications: 300)])
    }
  }
}
