import ArgumentParser
import Regression

/// `--vcov`: where standard errors come from.
enum CovarianceOption: ExpressibleByArgument, Equatable {
  case classical
  case robust(HeteroscedasticityCorrection)
  case cluster(String)
  case bootstrap(cluster: String?)

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch (parts[0].lowercased(), parts.count > 1 ? parts[1] : nil) {
    case ("classical", nil): self = .classical
    case ("bootstrap", nil): self = .bootstrap(cluster: nil)
    case ("bootstrap", let column?) where !column.isEmpty: self = .bootstrap(cluster: column)
    case ("cluster", let column?) where !column.isEmpty: self = .cluster(column)
    case (let name, nil):
      guard let correction = HeteroscedasticityCorrection(rawValue: name.uppercased()) else { return nil }
      self = .robust(correction)
    default: return nil
    }
  }

  static var allValueStrings: [String] {
    ["classical"] + HeteroscedasticityCorrection.allCases.map(\.rawValue) + [
      "cluster:<column>", "bootstrap", "bootstrap:<column>",
    ]
  }

  /// Whether samples are drawn.
  var isBootstrap: Bool {
    if case .bootstrap = self { true } else { false }
  }

  /// The column whose levels are clusters.
  var clusterColumn: String? {
    switch self {
    case .cluster(let column), .bootstrap(let column?): column
    default: nil
    }
  }

  /// What is asked of the regression module.
  func request(replications: Int, seed: UInt64) -> CovarianceRequest {
    switch self {
    case .classical: .classical
    case .robust(let correction): .heteroscedasticityConsistent(correction)
    case .cluster(let column): .clustered(column: column)
    case .bootstrap(let cluster): .bootstrap(cluster: cluster, replications: replications, seed: seed)
    }
  }
}
