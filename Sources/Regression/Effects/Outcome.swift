/// A quantity of which effects and predictions are given.
public enum Outcome: String, Sendable, Hashable, CaseIterable {
  /// The index η: the output before it is censored, or the logarithm of the expected output.
  case latent
  /// E[y|x] = F(η).
  case expected
  /// E[y|x, y between the limits] of a tobit.
  case expectedUncensored
  /// P(y between the limits|x) of a tobit.
  case probabilityUncensored
}

extension Family {
  /// The outcomes that differ from each other: for a gaussian response that is no logarithm the index is the expected
  /// output.
  public var outcomes: [Outcome] {
    switch self {
    case .gaussian(nil): [.expected]
    case .gaussian, .poisson: [.latent, .expected]
    case .tobit: Outcome.allCases
    }
  }
}
