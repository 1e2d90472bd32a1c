/// The keys of a model file, table by table.
enum ModelKeys {
  static let schema = "alliance-model/1"
  /// `specification` and `effects` are there for people and other programs; a model does not need it.
  static let top = KeySet([
    "schema", "formula", "response", "family", "coefficients", "sigma", "standard_errors", "covariance", "variables",
    "categories", "fit", "data", "specification", "effects",
  ])
  static let requiredAtTop = ["formula", "family", "coefficients"]
  static let gaussian = KeySet(["name", "smearing"])
  static let tobit = KeySet(["name", "lower", "upper"])
  static let poisson = KeySet(["name"])
  static let anyFamily = KeySet(["name", "lower", "upper", "smearing"])
  static let variable = KeySet(["min", "max", "mean", "sd"])
  static let data = ["file", "sha256", "rows_used", "rows_dropped"]
  /// The label of the logarithm of sigma among the standard errors of a tobit.
  static let logSigma = "log(sigma)"
}
