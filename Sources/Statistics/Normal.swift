import CGSL
import Foundation

/// The standard normal distribution, with density φ and cumulative probability Φ.
public enum Normal {
  /// φ(z) = e^(−z²/2) / √(2π), to the last digits far out too: the rounding error of z² is carried along.
  public static func density(_ z: Double) -> Double {
    let square = z * z
    guard square < 1500 else { return z.isNaN ? .nan : 0 }
    let squareError = (-square).addingProduct(z, z)
    return exp(-square / 2) * (1 - squareError / 2) * inverseRootOfTwoPi
  }

  /// Φ(z), the probability of a value of at most `z`.
  public static func cumulative(_ z: Double) -> Double { gsl_cdf_ugaussian_P(z) }

  /// 1 − Φ(z), the probability of a value above `z`, exact to the last digits far out.
  public static func upperTail(_ z: Double) -> Double { gsl_cdf_ugaussian_Q(z) }

  /// The z with Φ(z) = `probability`; ∓∞ at 0 and 1, NaN outside.
  public static func quantile(_ probability: Double) -> Double {
    guard (0...1).contains(probability) else { return .nan }
    return quietly { gsl_cdf_ugaussian_Pinv(probability) }
  }

  /// E[max(Z + z, 0)] = z·Φ(z) + φ(z) for a standard normal Z: what is on average above a limit that lies z below the
  /// mean, in standard deviations.
  ///
  /// The two summands nearly cancel where z is far below zero. With t = −z and Laplace's continued fraction of the
  /// Mills ratio, (1 − Φ(t))/φ(t) = 1/(t + K), K = 1/(t + 2/(t + 3/(t + …))), the same is φ(t)·K/(t + K), without a
  /// difference (Abramowitz and Stegun 26.2.14).
  public static func meanAboveZero(shiftedBy z: Double) -> Double {
    guard z < -2 else { return z * cumulative(z) + density(z) }
    guard z > -.infinity else { return 0 }
    let t = -z
    let fraction = millsFraction(t, steps: Int(40 + 400 / (t * t)))
    return density(t) * fraction / (t + fraction)
  }

  /// The probability below `z` with the derivatives of its logarithm, without a quotient of zeros where it vanishes.
  ///
  /// Up to −10 by Φ and φ themselves; below by Laplace's continued fraction, in which λ(z) = t + K and λ(z) + z = K, so
  /// that no difference of near numbers is formed (t and K as in `meanAboveZero`).
  public static func lowerTail(_ z: Double) -> LowerTail {
    if z > 0 {
      let above = upperTail(z)
      let ratio = density(z) / (1 - above)
      return LowerTail(logProbability: log1p(-above), ratio: ratio, curvature: ratio * (ratio + z))
    }
    if z > -10 {
      let probability = cumulative(z)
      let ratio = density(z) / probability
      return LowerTail(logProbability: log(probability), ratio: ratio, curvature: ratio * (ratio + z))
    }
    let t = -z
    let fraction = millsFraction(t, steps: 40)
    let ratio = t + fraction
    return LowerTail(
      logProbability: log(inverseRootOfTwoPi) - t * t / 2 - log(ratio), ratio: ratio, curvature: ratio * fraction)
  }

  /// K = 1/(t + 2/(t + 3/(t + …))), broken off after `steps` quotients; `t` is above 0.
  private static func millsFraction(_ t: Double, steps: Int) -> Double {
    var remainder = 0.0
    for step in stride(from: steps, through: 1, by: -1) { remainder = Double(step) / (t + remainder) }
    return remainder
  }
}

/// The probability Φ(z) of a standard normal variable below z, as a likelihood needs it.
public struct LowerTail: Sendable, Hashable {
  /// log Φ(z).
  public let logProbability: Double
  /// λ(z) = φ(z)/Φ(z), the inverse of the Mills ratio: the derivative of log Φ(z), above 0, near −z far below zero.
  public let ratio: Double
  /// λ(z)·(λ(z) + z), between 0 and 1: the second derivative of log Φ(z) with its sign reversed.
  public let curvature: Double
}

/// 1/√(2π).
private let inverseRootOfTwoPi = 0.398942280401432677939946059934382
