import Foundation
import Statistics

/// The value of an outcome at an index η, and its derivatives with respect to η and s = log σ.
struct OutcomeDerivatives: Sendable, Hashable {
  /// f.
  var value: Double
  /// ∂f/∂η.
  var slope: Double
  /// ∂²f/∂η².
  var curvature: Double
  /// ∂f/∂s.
  var logSigma: Double
  /// ∂²f/∂η∂s.
  var slopeLogSigma: Double
}

/// An outcome as a function of the index and of log σ.
///
/// For a censored output let a = (η−L)/σ and b = (η−U)/σ; a limit that is not there is infinitely far away.
/// P = Φ(a) − Φ(b) and F′ = P, ∂F/∂s = σ(φ(a) − φ(b)) give all derivatives of P and F. The mean between the limits is that
/// of a truncated normal variable, an exponential family with natural parameters in η and s, so that its derivatives are
/// moments: with u = (y−η)/σ between −a and −b, λ = E[u] and the central moments μ₂, μ₃, μ₄ of u, m = η + σλ has
/// ∂m/∂η = μ₂, ∂²m/∂η² = μ₃/σ, ∂m/∂s = σ(2λμ₂ + μ₃) and ∂²m/∂η∂s = 2λμ₃ + μ₄ − μ₂² − 2μ₂.
struct OutcomeFunction: Sendable, Hashable {
  let outcome: Outcome
  let response: ResponseFunction

  /// `outcome` where the expected output is `response` of the index.
  init(_ outcome: Outcome, of response: ResponseFunction) {
    self.outcome = outcome
    self.response = response
  }

  /// The outcome at `index` with its derivatives.
  func derivatives(at index: Double) -> OutcomeDerivatives {
    switch outcome {
    case .latent: Self.identity(index)
    case .expected: expected(index)
    case .expectedUncensored: response.censoring.map { Self.truncatedMean(index, $0) } ?? expected(index)
    case .probabilityUncensored: probability(index)
    }
  }

  private static func identity(_ index: Double) -> OutcomeDerivatives {
    OutcomeDerivatives(value: index, slope: 1, curvature: 0, logSigma: 0, slopeLogSigma: 0)
  }

  private func expected(_ index: Double) -> OutcomeDerivatives {
    guard let limits = response.censoring else {
      let (value, slope) = (response.value(at: index), response.slope(at: index))
      // The identity has no curvature; an exponential is its own derivative.
      let curvature = response.shape == .linear ? 0 : value
      return OutcomeDerivatives(value: value, slope: slope, curvature: curvature, logSigma: 0, slopeLogSigma: 0)
    }
    let (below, above) = limits.distances(from: index)
    let (lower, upper) = (DensityMoments(below), DensityMoments(above))
    return OutcomeDerivatives(
      value: response.value(at: index), slope: response.slope(at: index),
      curvature: (lower.density - upper.density) / limits.sigma,
      logSigma: limits.sigma * (lower.density - upper.density), slopeLogSigma: upper.first - lower.first)
  }

  private func probability(_ index: Double) -> OutcomeDerivatives {
    guard let limits = response.censoring else {
      return OutcomeDerivatives(value: 1, slope: 0, curvature: 0, logSigma: 0, slopeLogSigma: 0)
    }
    let sigma = limits.sigma
    let (below, above) = limits.distances(from: index)
    let (lower, upper) = (DensityMoments(below), DensityMoments(above))
    return OutcomeDerivatives(
      value: response.probabilityUncensored(at: index), slope: (lower.density - upper.density) / sigma,
      curvature: (upper.first - lower.first) / sigma / sigma, logSigma: upper.first - lower.first,
      slopeLogSigma: (lower.second - lower.density - upper.second + upper.density) / sigma)
  }

  private static func truncatedMean(_ index: Double, _ limits: CensoringLimits) -> OutcomeDerivatives {
    let (below, above) = limits.distances(from: index)
    if below + above <= 0, let lower = limits.lower {
      return truncatedMean(index, from: lower, TruncatedNormal(from: -below, to: -above), sigma: limits.sigma)
    }
    guard let upper = limits.upper else {
      let lower = limits.lower ?? index
      return truncatedMean(index, from: lower, TruncatedNormal(from: -below, to: .infinity), sigma: limits.sigma)
    }
    // Nearer to the upper limit: the mirror image, in which that limit is the lower one.
    var mirrored = truncatedMean(-index, from: -upper, TruncatedNormal(from: above, to: below), sigma: limits.sigma)
    mirrored.value.negate()
    mirrored.curvature.negate()
    mirrored.logSigma.negate()
    return mirrored
  }

  private static func truncatedMean(
    _ index: Double, from lower: Double, _ error: TruncatedNormal, sigma: Double
  ) -> OutcomeDerivatives {
    let (mean, variance, third) = (error.mean, error.variance, error.thirdMoment)
    return OutcomeDerivatives(
      // Below the limit η and σλ nearly cancel; what is left is measured from the limit.
      value: error.start > 0 ? lower + sigma * error.excess : index + sigma * mean, slope: variance,
      curvature: third / sigma, logSigma: sigma * (2 * mean * variance + third),
      slopeLogSigma: 2 * mean * third + error.fourthMoment - variance * variance - 2 * variance)
  }
}

/// φ(z), zφ(z) and z²φ(z); zero where φ(z) is zero as a double.
private struct DensityMoments {
  let density: Double
  let first: Double
  let second: Double

  init(_ z: Double) {
    density = Normal.density(z)
    first = density == 0 ? 0 : z * density
    second = density == 0 ? 0 : z * z * density
  }
}
