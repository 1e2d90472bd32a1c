import Regression

/// The families of models as files name them.
enum FamilyName: String, CaseIterable {
  case gaussian
  case tobit
  case poisson

  /// The name of `family`.
  init(_ family: Family) {
    self =
      switch family {
      case .gaussian: .gaussian
      case .tobit: .tobit
      case .poisson: .poisson
      }
  }
}
