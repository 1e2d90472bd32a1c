@preconcurrency import CGSL

/// A stream of random draws that is the same on every machine and run for the same seed and number.
///
/// The generator is the Mersenne Twister MT19937 of the GNU Scientific Library. Streams with different numbers of one seed
/// start from states that a mixing function keeps apart (Steele, Lea and Flood 2014, SplitMix64).
public struct RandomDraws: ~Copyable {
  private let generator: UnsafeMutablePointer<gsl_rng>

  /// The stream `number` of `seed`.
  public init(seed: UInt64, stream number: Int = 0) {
    guard let generator = gsl_rng_alloc(gsl_rng_mt19937) else { preconditionFailure("memory for a generator") }
    gsl_rng_set(generator, UInt(mixed(seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15) >> 32))
    self.generator = generator
  }

  deinit { gsl_rng_free(generator) }

  /// A whole number from 0 to `count` − 1, each as probable; `count` is at least 1.
  public mutating func whole(below count: Int) -> Int { Int(gsl_rng_uniform_int(generator, UInt(count))) }

  /// A number between 0 and 1, without these.
  public mutating func uniform() -> Double { gsl_rng_uniform_pos(generator) }

  /// A draw from the standard normal distribution.
  public mutating func normal() -> Double { gsl_ran_gaussian_ziggurat(generator, 1) }

  /// A draw from the Poisson distribution with mean `mean`, above 0.
  public mutating func poisson(mean: Double) -> Int { Int(gsl_ran_poisson(generator, mean)) }
}

/// A bijection under which neighbouring numbers have nothing in common.
private func mixed(_ number: UInt64) -> UInt64 {
  var bits = number &+ 0x9E37_79B9_7F4A_7C15
  bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
  return bits ^ (bits >> 31)
}
