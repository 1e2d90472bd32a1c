import CGSL
import Foundation

/// The standard normal distribution, with density φ and cumulative probability Φ.
public enum Normal {
  /// φ(z) = e^(−z²/2) / √(2π).
  public static func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }

  /// Φ(z), the probability of a value of at most `z`.
  public static func cumulative(_ z: Double) -> Double { gsl_cdf_ugaussian_P(z) }

  /// 1 − Φ(z), the probability of a value above `z`, exact to the last digits far out.
  public static func upperTail(_ z: Double) -> Double { gsl_cdf_ugaussian_Q(z) }

  /// log Φ(z), finite where Φ(z) itself is zero as a double.
  public static func logCumulative(_ z: Double) -> Double { logUpperTail(-z) }

  /// log(1 − Φ(z)), finite where the tail itself is zero as a double.
  public static func logUpperTail(_ z: Double) -> Double {
    if z < -1 { return log1p(-gsl_cdf_ugaussian_P(z)) }
    return quietly { gsl_sf_log_erfc(z / 2.0.squareRoot()) } - log(2)
  }

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
    var remainder = 0.0
    for step in stride(from: Int(40 + 400 / (t * t)), through: 2, by: -1) {
      remainder = Double(step) / (t + remainder)
    }
    let fraction = 1 / (t + remainder)
    return density(t) * fraction / (t + fraction)
  }
}
