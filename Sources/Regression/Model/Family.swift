import Foundation
import Statistics

/// How the response is distributed around the index η = x′β.
public enum Family: Sendable, Hashable {
  /// A normal error; fitted by ordinary least squares.
  ///
  /// Where the response is a logarithm, `smearing` is the factor that leads from e^η to the expected output: the mean
  /// of e^residual (Duan 1983), e^(σ²/2), or 1 for the median. Nil for every other response.
  case gaussian(smearing: Double?)
  /// A normal error, and outputs below `lower` or above `upper` are recorded as that limit (Tobin 1958).
  case tobit(lower: Double?, upper: Double?)
  /// An expected output of e^η (pseudo-maximum likelihood; Gourieroux, Monfort and Trognon 1984).
  case poisson

  /// Whether log(σ) is estimated together with the coefficients and follows them among the parameters; in a tobit.
  public var estimatesLogSigma: Bool {
    if case .tobit = self { true } else { false }
  }

  /// The label of that parameter.
  public static let logSigmaName = "log(sigma)"
}

/// F, the expected output as a function of the index.
public struct ResponseFunction: Sendable, Hashable {
  private enum Kind: Hashable {
    case identity
    case exponential(factor: Double)
    case censored(CensoringLimits)
  }
  private let kind: Kind

  /// How F bends over all indices.
  public enum Shape: Sendable, Hashable {
    /// F(η) = η.
    case linear
    /// Bent upwards: exponential, or censored from below.
    case convex
    /// Bent downwards: censored from above.
    case concave
    /// Censored on both sides: convex up to the middle of the limits, concave beyond.
    case convexThenConcave(inflection: Double)
  }

  /// F(η) = η.
  static let identity = ResponseFunction(kind: .identity)

  /// F(η) = `factor`·e^η.
  static func exponential(factor: Double) -> ResponseFunction { ResponseFunction(kind: .exponential(factor: factor)) }

  /// The mean of a normal variable around η with standard deviation `sigma`, drawn in to the limits.
  static func censored(lower: Double?, upper: Double?, sigma: Double) -> ResponseFunction {
    ResponseFunction(
      kind: lower == nil && upper == nil
        ? .identity : .censored(CensoringLimits(lower: lower, upper: upper, sigma: sigma)))
  }

  /// F of `family`; `sigma` counts for a tobit alone.
  init(_ family: Family, sigma: Double?) {
    self =
      switch family {
      case .gaussian(let smearing?): .exponential(factor: smearing)
      case .gaussian: .identity
      case .poisson: .exponential(factor: 1)
      case .tobit(let lower, let upper): .censored(lower: lower, upper: upper, sigma: sigma ?? 0)
      }
  }

  private init(kind: Kind) { self.kind = kind }

  /// Where the output is censored and how far it scatters; nil where it is not censored.
  var censoring: CensoringLimits? {
    if case .censored(let limits) = kind { limits } else { nil }
  }

  /// F″/F′ at `index`, which falls as the index rises: 0 for a straight response, 1 for an exponential. Infinite where F′
  /// is too small to tell.
  public func relativeBend(at index: Double) -> Double {
    switch kind {
    case .identity: return 0
    case .exponential: return 1
    case .censored(let limits):
      let (below, above) = limits.distances(from: index)
      let probability = probabilityUncensored(at: index)
      guard probability > 1e-300 else { return .infinity }
      return (Normal.density(below) - Normal.density(above)) / (limits.sigma * probability)
    }
  }

  /// How F bends.
  public var shape: Shape {
    switch kind {
    case .identity: .linear
    case .exponential: .convex
    case .censored(let limits):
      switch (limits.lower, limits.upper) {
      case (let lower?, let upper?): .convexThenConcave(inflection: (lower + upper) / 2)
      case (_, .some): .concave
      default: .convex
      }
    }
  }

  /// F(`index`).
  ///
  /// With g(z) = zΦ(z) + φ(z), z_L = (η−L)/σ and z_U = (η−U)/σ a variable censored from below has the mean L + σg(z_L),
  /// from above U − σg(−z_U), on both sides L + σ(g(z_L) − g(z_U)) = U − σ(g(−z_U) − g(−z_L)); of these two the one is
  /// taken whose g are small.
  public func value(at index: Double) -> Double {
    switch kind {
    case .identity: return index
    case .exponential(let factor): return factor * exp(index)
    case .censored(let limits):
      let sigma = limits.sigma
      let (below, above) = limits.distances(from: index)
      switch (limits.lower, limits.upper) {
      case (let lower?, let upper?):
        return below + above <= 0
          ? lower + sigma * (Normal.meanAboveZero(shiftedBy: below) - Normal.meanAboveZero(shiftedBy: above))
          : upper - sigma * (Normal.meanAboveZero(shiftedBy: -above) - Normal.meanAboveZero(shiftedBy: -below))
      case (let lower?, _): return lower + sigma * Normal.meanAboveZero(shiftedBy: below)
      case (_, let upper?): return upper - sigma * Normal.meanAboveZero(shiftedBy: -above)
      default: return index
      }
    }
  }

  /// F(`index` + `change`) − F(`index`), without the loss of digits that subtracting two exponentials would bring.
  public func rise(from index: Double, by change: Double) -> Double {
    guard case .exponential(let factor) = kind else { return value(at: index + change) - value(at: index) }
    return factor * exp(index) * expm1(change)
  }

  /// F′(`index`), at least 0; for a censored output the same as `probabilityUncensored`.
  public func slope(at index: Double) -> Double {
    switch kind {
    case .identity: 1
    case .exponential(let factor): factor * exp(index)
    case .censored: probabilityUncensored(at: index)
    }
  }

  /// The probability that the output lies between the limits; 1 where there are none.
  public func probabilityUncensored(at index: Double) -> Double {
    guard case .censored(let limits) = kind else { return 1 }
    let (below, above) = limits.distances(from: index)
    return below + above <= 0
      ? Normal.cumulative(below) - Normal.cumulative(above)
      : Normal.cumulative(-above) - Normal.cumulative(-below)
  }
}

/// The limits of a censored output, at least one, and the standard deviation of the error around the index.
struct CensoringLimits: Sendable, Hashable {
  let lower: Double?
  let upper: Double?
  let sigma: Double

  /// How far `index` lies above the lower and above the upper limit, in standard deviations; ∞ and −∞ where there is none.
  func distances(from index: Double) -> (lower: Double, upper: Double) {
    (lower.map { (index - $0) / sigma } ?? .infinity, upper.map { (index - $0) / sigma } ?? -.infinity)
  }
}
