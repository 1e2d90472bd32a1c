import Statistics

/// The covariance matrix of estimated parameters, and where it comes from.
public struct Covariance: Sendable, Hashable {
  /// How it was estimated.
  public let kind: CovarianceKind
  /// Square, one row a parameter.
  public let matrix: Matrix

  /// A covariance matrix of the given kind.
  public init(_ kind: CovarianceKind, _ matrix: Matrix) {
    self.kind = kind
    self.matrix = matrix
  }

  /// The standard errors of the parameters, in their order.
  public var standardErrors: [Double] { matrix.standardErrors }
}

extension Matrix {
  /// The roots of the variances on the diagonal of a covariance matrix.
  var standardErrors: [Double] { diagonal.map { $0.squareRoot() } }

  /// √(g′Vg): the standard error of a function of parameters with the covariance V and the gradient g (delta method).
  func standardError(of gradient: [Double]) -> Double {
    let variance = scalarProduct(gradient, times(gradient))
    // A covariance that is singular up to rounding may leave a little less than zero.
    return max(variance, 0).squareRoot()
  }
}

/// How a covariance matrix was estimated.
public enum CovarianceKind: Sendable, Hashable {
  /// From the model itself: the inverse of the observed information, or s²(X′X)⁻¹.
  case classical
  /// From the spread of the rows' scores, which does not take the variance that the model claims for granted.
  case heteroscedasticityConsistent(HeteroscedasticityCorrection)
  /// From the scores summed over groups of rows that may depend on each other.
  case clustered(column: String, clusters: Int)
  /// From fits to resampled rows, or groups of rows where `cluster` names a column; `failed` of the `replications` gave
  /// no estimate.
  case bootstrap(cluster: String?, replications: Int, failed: Int, seed: UInt64)
}

/// The corrections for small samples of a heteroscedasticity-consistent covariance (MacKinnon and White 1985).
public enum HeteroscedasticityCorrection: String, Sendable, Hashable, CaseIterable {
  /// None (White 1980).
  case hc0 = "HC0"
  /// n/(n − k), k the number of parameters.
  case hc1 = "HC1"
  /// Each squared residual divided by 1 − leverage; least squares only.
  case hc2 = "HC2"
  /// Each squared residual divided by (1 − leverage)²; least squares only.
  case hc3 = "HC3"
}

extension CovarianceKind {
  /// The kind as a model file names it: `classical`, `HC1`, `cluster:region`, `bootstrap`, `bootstrap:region`.
  public var name: String {
    switch self {
    case .classical: "classical"
    case .heteroscedasticityConsistent(let correction): correction.rawValue
    case .clustered(let column, _): "cluster:\(column)"
    case .bootstrap(let cluster, _, _, _): cluster.map { "bootstrap:\($0)" } ?? "bootstrap"
    }
  }
}
