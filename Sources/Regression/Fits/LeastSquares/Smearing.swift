import Foundation

/// How the expected output follows from a model of its logarithm: E[y|x] = s·e^η.
public enum Smearing: String, Sendable, Hashable, CaseIterable {
  /// s is the mean of e^residual, whatever the distribution of the errors (Duan 1983).
  case duan
  /// s = e^(σ²/2), for normal errors.
  case normal
  /// s = 1: the median of the output in place of its mean, for symmetric errors.
  case none

  /// s for a fit with `residuals`, in logarithms, of error variance `variance`; rows count by their weights.
  func factor(_ residuals: [Double], _ weights: [Double]?, variance: Double) -> Double {
    switch self {
    case .duan:
      guard let weights else { return residuals.reduce(0) { $0 + exp($1) } / Double(residuals.count) }
      let total = weights.reduce(0, +)
      return zip(residuals, weights).reduce(0) { $0 + exp($1.0) * ($1.1 / total) }
    case .normal: return exp(variance / 2)
    case .none: return 1
    }
  }
}
