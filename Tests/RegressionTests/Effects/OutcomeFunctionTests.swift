import Foundation
import Testing

@testable import Regression

@Suite("Outcomes as functions of the index and of log σ")
struct OutcomeFunctionTests {
  /// An outcome at an index for σ = 3: its value, ∂/∂η, ∂²/∂η², ∂/∂log σ and ∂²/∂η∂log σ, by mpmath 1.3.0 from Φ and φ
  /// and numerical differentiation at 400 digits or more.
  struct Reference: Sendable, CustomStringConvertible {
    let outcome: Outcome
    let lower: Double?
    let upper: Double?
    let index: Double
    let values: [Double]

    init(_ outcome: Outcome, _ lower: Double?, _ upper: Double?, _ index: Double, _ values: [Double]) {
      self.outcome = outcome
      self.lower = lower
      self.upper = upper
      self.index = index
      self.values = values
    }

    var description: String { "\(outcome) at \(index), limits \(lower ?? -.infinity) and \(upper ?? .infinity)" }
  }

  static let references = [
    Reference(
      .expectedUncensored, 2, nil, -118,
      [2.0749065416217912, 0.00062266837859138877, 1.0339146798828749e-5, 0.14962674705275782, 0.0012406976158594499]),
    Reference(
      .expectedUncensored, 2, nil, -19,
      [2.4126368396795098, 0.018261911696622231, 0.0015628465547157803, 0.79613698530857669, 0.032819777649031386]),
    Reference(
      .probabilityUncensored, 2, nil, -19,
      [
        1.279812543885835e-12, 3.0449068027881978e-12, 7.1047825398391282e-12, 6.3943042858552153e-11,
        1.4615552653383349e-10,
      ]),
    Reference(
      .expected, 2, nil, -19,
      [
        2.0000000000005281, 1.279812543885835e-12, 3.0449068027881978e-12, 2.740416122509378e-11,
        6.3943042858552153e-11,
      ]),
    Reference(
      .expectedUncensored, 2, nil, 1,
      [4.064491057015889, 0.29704284649839202, 0.060107067802727712, 2.3615339035142811, 0.060107067802727712]),
    Reference(
      .expectedUncensored, 2, nil, 6,
      [6.5414131806067875, 0.72680211615978799, 0.094133802800445139, 1.6342047159676356, -0.37653521120178056]),
    Reference(
      .expectedUncensored, 2, nil, 14,
      [14.000401503393406, 0.99946464423046182, 0.00066924397059652603, 0.0068257726278638873, -0.0080309276471583124]),
    Reference(
      .probabilityUncensored, 2, nil, 14,
      [
        0.99996832875816688, 4.4610075254961784e-5, -5.9480100339949045e-5, -0.00053532090305954141,
        0.00066915112882442676,
      ]),
    Reference(
      .expected, 2, nil, 14,
      [14.000021435775297, 0.99996832875816688, 4.4610075254961784e-5, 0.00040149067729465606, -0.00053532090305954141]),
    Reference(
      .expectedUncensored, nil, 10, -19,
      [-19, 1, -6.287331144193112e-20, -5.7810196217640994e-19, -1.8233260318160025e-18]),
    Reference(
      .probabilityUncensored, nil, 10, -19,
      [1, -6.8011995550165875e-22, -2.1914976343942338e-21, -1.9723478709548104e-20, -6.287331144193112e-20]),
    Reference(
      .expected, nil, 10, -19,
      [-19, 1, -6.8011995550165875e-22, -6.1210795995149288e-21, -1.9723478709548104e-20]),
    Reference(
      .expectedUncensored, nil, 10, 1,
      [0.98668648287362301, 0.98666678845825919, -0.011893378958856824, -0.13331242100204425, -0.10704041062971141]),
    Reference(
      .expectedUncensored, nil, 10, 6,
      [5.4585868193932125, 0.72680211615978799, -0.094133802800445139, -1.6342047159676356, -0.37653521120178056]),
    Reference(
      .expectedUncensored, nil, 10, 14,
      [8.6055953915893189, 0.16422415048892562, -0.03105757577186716, -2.0513012103663836, 0.12423030308746864]),
    Reference(
      .probabilityUncensored, nil, 10, 14,
      [0.09121121972586787, -0.054670024891997873, 0.024297788840887944, 0.21868009956799149, -0.042521130471553901]),
    Reference(
      .expected, nil, 10, 14,
      [9.8728146548754906, 0.09121121972586787, -0.054670024891997873, -0.49203022402798086, 0.21868009956799149]),
    Reference(
      .expectedUncensored, nil, 10, 40,
      [9.7057202981124641, 0.0094453778256562612, -0.00059546679737216896, -0.57764103665722372, 0.017864003921165069]),
    Reference(
      .expectedUncensored, 2, 10, -118,
      [2.0749065416217912, 0.00062266837859138877, 1.0339146798828749e-5, 0.14962674705275782, 0.0012406976158594499]),
    Reference(
      .expectedUncensored, 2, 10, -19,
      [2.4126368383915329, 0.018261910568633151, 0.0015628455681634961, 0.79613692807612319, 0.032819729815366966]),
    Reference(
      .probabilityUncensored, 2, 10, -19,
      [
        1.2798125436769532e-12, 3.0449068021080778e-12, 7.1047825376476305e-12, 6.3943042838828675e-11,
        1.4615552647096018e-10,
      ]),
    Reference(
      .expected, 2, 10, -19,
      [
        2.0000000000005281, 1.2798125436769532e-12, 3.0449068021080778e-12, 2.74041612189727e-11,
        6.3943042838828675e-11,
      ]),
    Reference(
      .expectedUncensored, 2, 10, 1,
      [4.0396092104385795, 0.27904702984265662, 0.047877658961016746, 2.1272867747596871, -0.069900437766988449]),
    Reference(.expectedUncensored, 2, 10, 6, [6, 0.46505356770959935, 0, 0, -0.70223713275720649]),
    Reference(
      .expectedUncensored, 2, 10, 14,
      [8.6081249411235148, 0.16221746722488357, -0.029507535166358318, -2.0148804477851516, 0.099674431645185673]),
    Reference(
      .probabilityUncensored, 2, 10, 14,
      [0.09117954848403475, -0.054625414816742911, 0.024238308740547995, 0.21814477866493195, -0.041851979342729475]),
    Reference(
      .expected, 2, 10, 14,
      [9.8728360906507878, 0.09117954848403475, -0.054625414816742911, -0.4916287333506862, 0.21814477866493195]),
    Reference(
      .expectedUncensored, 2, 10, 40,
      [9.7057202981129355, 0.0094453778252406193, -0.00059546679700587141, -0.577641036628735, 0.017864003896883065]),
    Reference(
      .expectedUncensored, 2, 2.5, -118,
      [2.0742812079726422, 0.00058791214313564046, 8.4054863315115236e-6, 0.14126190537788512, 0.000844776982095505]),
    Reference(
      .expectedUncensored, 2, 2.5, -19,
      [2.2019588143894319, 0.0021602595433085203, 1.3584791126095755e-5, 0.091725730851372803, -0.0037396638316124977]),
    Reference(
      .probabilityUncensored, 2, 2.5, -19,
      [
        8.9558338330951661e-13, 2.1097913341977683e-12, 4.8708955870953245e-12, 4.383806028385792e-11,
        9.9062072518432144e-11,
      ]),
    Reference(
      .expected, 2, 2.5, -19,
      [
        2.000000000000373, 8.9558338330951661e-13, 2.1097913341977683e-12, 1.8988122007779915e-11,
        4.383806028385792e-11,
      ]),
    Reference(
      .expectedUncensored, 2, 2.5, 1,
      [2.2471093917057427, 0.0023121155950146503, 8.9036083242027573e-7, 0.0057749353939959461, -0.0046177243771365175]),
    Reference(
      .expectedUncensored, 2, 2.5, 6,
      [2.2586662643759856, 0.0023076705860300772, -2.662933774636153e-6, -0.01729149803241486, -0.0045911117638868426]),
    Reference(
      .expectedUncensored, 2, 2.5, 14,
      [
        2.2769831724011708, 0.0022643015020450288, -8.0960702264141195e-6, -0.053161753854500081,
        -0.0043343151132838323,
      ]),
    Reference(
      .probabilityUncensored, 2, 2.5, 14,
      [
        3.1537990035282733e-5, -4.1080043099140408e-5, 5.0012828668070423e-5, 0.00045011545801263381,
        -0.00050432743641369493,
      ]),
    Reference(
      .expected, 2, 2.5, 14,
      [
        2.4999771308765969, 3.1537990035282733e-5, -4.1080043099140408e-5, -0.00036972038789226368,
        0.00045011545801263381,
      ]),
    Reference(
      .expectedUncensored, 2, 2.5, 40,
      [2.331516548556235, 0.0018815372978646063, -1.9334644793697153e-5, -0.14192332493891755, -0.0023011044147360452]),
  ]

  private func values(_ derivatives: OutcomeDerivatives) -> [Double] {
    [
      derivatives.value, derivatives.slope, derivatives.curvature, derivatives.logSigma, derivatives.slopeLogSigma,
    ]
  }

  private func function(_ outcome: Outcome, _ lower: Double?, _ upper: Double?, sigma: Double) -> OutcomeFunction {
    OutcomeFunction(outcome, of: .censored(lower: lower, upper: upper, sigma: sigma))
  }

  @Test("values and derivatives near the limits and forty standard deviations away", arguments: references)
  func agreement(_ reference: Reference) {
    let function = function(reference.outcome, reference.lower, reference.upper, sigma: 3)
    for (value, expected) in zip(values(function.derivatives(at: reference.index)), reference.values) {
      #expect(abs(value - expected) <= 1e-11 * abs(expected) + 1e-13)
    }
  }

  @Test(
    "derivatives are the limits of differences",
    arguments: [(2.0 as Double?, nil as Double?), (nil, 10), (2, 10), (2, 2.5)])
  func differences(lower: Double?, upper: Double?) {
    let step = 1e-4
    for outcome in Outcome.allCases {
      for index in stride(from: -9.0, through: 21, by: 1.7) {
        let here = function(outcome, lower, upper, sigma: 3).derivatives(at: index)
        let right = function(outcome, lower, upper, sigma: 3).derivatives(at: index + step)
        let left = function(outcome, lower, upper, sigma: 3).derivatives(at: index - step)
        let wider = function(outcome, lower, upper, sigma: 3 * exp(step)).derivatives(at: index)
        let narrower = function(outcome, lower, upper, sigma: 3 * exp(-step)).derivatives(at: index)
        #expect(abs(here.slope - (right.value - left.value) / (2 * step)) < 1e-7)
        #expect(abs(here.curvature - (right.slope - left.slope) / (2 * step)) < 1e-7)
        #expect(abs(here.logSigma - (wider.value - narrower.value) / (2 * step)) < 1e-6)
        #expect(abs(here.slopeLogSigma - (wider.slope - narrower.slope) / (2 * step)) < 1e-6)
      }
    }
  }

  @Test("without censoring the exponential is its own derivative, and the identity has none beyond the first")
  func uncensored() {
    let exponential = OutcomeFunction(.expected, of: .exponential(factor: 1.5)).derivatives(at: 0.7)
    #expect(values(exponential) == [1.5 * exp(0.7), 1.5 * exp(0.7), 1.5 * exp(0.7), 0, 0])
    #expect(values(OutcomeFunction(.expected, of: .identity).derivatives(at: 0.7)) == [0.7, 1, 0, 0, 0])
    #expect(values(OutcomeFunction(.latent, of: .exponential(factor: 1.5)).derivatives(at: 0.7)) == [0.7, 1, 0, 0, 0])
  }

  @Test("nothing breaks at indices beyond all measure", arguments: [-1e12, -1e6, 1e6, 1e12])
  func extremes(index: Double) {
    for (lower, upper) in [(2.0 as Double?, nil as Double?), (nil, 10), (2, 10)] {
      for outcome in Outcome.allCases {
        let derivatives = function(outcome, lower, upper, sigma: 3).derivatives(at: index)
        #expect(values(derivatives).allSatisfy { $0.isFinite })
      }
      let mean = function(.expectedUncensored, lower, upper, sigma: 3).derivatives(at: index).value
      #expect(mean >= lower ?? -.infinity && mean <= upper ?? .infinity)
    }
  }
}

@Suite("Moments of a truncated normal variable")
struct TruncatedNormalTests {
  @Test(
    "an end far away is no end: quadrature and continued fraction agree", arguments: [-12.0, -3, 0, 1.9, 2.1, 9, 35])
  func farEnd(start: Double) {
    let (open, closed) = (TruncatedNormal(from: start, to: .infinity), TruncatedNormal(from: start, to: start + 60))
    #expect(abs(open.mean - closed.mean) < 1e-12 * max(1, abs(open.mean)))
    #expect(abs(open.variance / closed.variance - 1) < 1e-12)
    #expect(abs(open.thirdMoment - closed.thirdMoment) < 1e-10 * abs(open.thirdMoment) + 1e-13)
    #expect(abs(open.fourthMoment / closed.fourthMoment - 1) < 1e-8)
  }

  @Test("in a narrow interval the variable is uniform")
  func narrow() {
    let narrow = TruncatedNormal(from: 0.5, to: 0.5 + 1e-7)
    #expect(abs(narrow.excess / 5e-8 - 1) < 1e-6)
    #expect(abs(narrow.variance / (1e-14 / 12) - 1) < 1e-6)
  }

  @Test("the quadrature integrates polynomials of high degree exactly")
  func quadrature() {
    let rule = GaussLegendre.rule
    #expect(rule.nodes.count == 64)
    for degree in [0, 1, 7, 40, 127] {
      let sum = zip(rule.nodes, rule.weights).reduce(0) { $0 + $1.1 * pow($1.0, Double(degree)) }
      #expect(abs(sum * Double(degree + 1) - 1) < 1e-12)
    }
  }
}
