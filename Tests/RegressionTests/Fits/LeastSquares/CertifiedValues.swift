/// A problem of NIST's Statistical Reference Datasets with its certified values.
struct CertifiedFit: Sendable, CustomStringConvertible {
  let file: String
  let formula: String
  let coefficients: [Double]
  let standardErrors: [Double]
  let residualStandardDeviation: Double
  let rSquared: Double
  let fStatistic: Double

  var description: String { file }

  static let longley = CertifiedFit(
    file: "Longley.csv", formula: "y ~ x1 + x2 + x3 + x4 + x5 + x6",
    coefficients: [
      -3482258.63459582, 15.0618722713733, -0.358191792925910E-01, -2.02022980381683, -1.03322686717359,
      -0.511041056535807E-01, 1829.15146461355,
    ],
    standardErrors: [
      890420.383607373, 84.9149257747669, 0.334910077722432E-01, 0.488399681651699, 0.214274163161675,
      0.226073200069370, 455.478499142212,
    ],
    residualStandardDeviation: 304.854073561965, rSquared: 0.995479004577296, fStatistic: 330.285339234588)

  static let norris = CertifiedFit(
    file: "Norris.csv", formula: "y ~ x", coefficients: [-0.262323073774029, 1.00211681802045],
    standardErrors: [0.232818234301152, 0.429796848199937E-03], residualStandardDeviation: 0.884796396144373,
    rSquared: 0.999993745883712, fStatistic: 5436385.54079785)

  static let noIntercept = CertifiedFit(
    file: "NoInt1.csv", formula: "y ~ x - 1", coefficients: [2.07438016528926],
    standardErrors: [0.165289256198347E-01], residualStandardDeviation: 3.56753034006338,
    rSquared: 0.999365492298663, fStatistic: 15750.25)

  /// An exact polynomial of degree 5: all coefficients are 1, all errors 0 and F infinite.
  static let wampler = CertifiedFit(
    file: "Wampler1.csv", formula: "y ~ x + I(x^2) + I(x^3) + I(x^4) + I(x^5)",
    coefficients: [1, 1, 1, 1, 1, 1], standardErrors: [0, 0, 0, 0, 0, 0], residualStandardDeviation: 0, rSquared: 1,
    fStatistic: .infinity)
}
