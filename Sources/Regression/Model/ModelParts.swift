/// The values that a variable took in the rows that a model was fitted on; nil where a publication does not say.
public struct VariableSummary: Sendable, Hashable {
  /// The column.
  public let name: String
  /// The smallest value.
  public let minimum: Double?
  /// The largest value.
  public let maximum: Double?
  /// The arithmetic mean.
  public let mean: Double?
  /// The standard deviation with n − 1 in the denominator; 0 for one row.
  public let standardDeviation: Double?

  /// A summary made elsewhere.
  public init(
    name: String, minimum: Double? = nil, maximum: Double? = nil, mean: Double? = nil,
    standardDeviation: Double? = nil
  ) {
    self.name = name
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The summary of `values`, at least one of them.
  public init(name: String, of values: [Double]) {
    precondition(!values.isEmpty, "a value to summarise")
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(
      name: name, minimum: values.min(), maximum: values.max(), mean: mean,
      standardDeviation: values.count > 1 ? (squares / (count - 1)).squareRoot() : 0)
  }

  /// The range of the values, where both its ends are known.
  public var range: ClosedRange<Double>? {
    guard let minimum, let maximum, minimum <= maximum else { return nil }
    return minimum...maximum
  }
}

/// The levels of a category in the rows that a model was fitted on.
public struct CategoryLevels: Sendable, Hashable {
  /// The column.
  public let name: String
  /// At least two, sorted; the first is the reference.
  public let levels: [String]

  /// Levels of the column `name`, the reference first.
  public init(name: String, levels: [String]) {
    self.name = name
    self.levels = levels
  }
}

/// How well a model fits; nil where a publication does not say.
public struct FitSummary: Sendable, Hashable {
  /// The number of rows used.
  public var n: Int?
  /// The share of the response's variance that is explained; without an intercept, of its mean square.
  public var rSquared: Double?
  /// R² with the degrees of freedom counted.
  public var adjustedRSquared: Double?
  /// The F statistic of all terms but the intercept.
  public var fStatistic: Double?
  /// The degrees of freedom of that F above and below the fraction bar.
  public var fDegreesOfFreedom: [Int]?
  /// The probability of a larger F when no term has an effect.
  public var fPValue: Double?
  /// The log-likelihood at the estimates.
  public var logLikelihood: Double?
  /// Twice what the log-likelihood is below that of a model with a parameter a row; Poisson.
  public var deviance: Double?
  /// The deviance of the model with the intercept alone; Poisson.
  public var nullDeviance: Double?
  /// The log-likelihood of the same model with the intercept as its only term.
  public var interceptOnlyLogLikelihood: Double?
  /// Akaike's information criterion, σ counted as a parameter.
  public var aic: Double?
  /// Schwarz's information criterion, σ counted as a parameter.
  public var bic: Double?
  /// The kind of the covariance matrix, `classical` or a robust one.
  public var covarianceType: String?
  /// Rows at the lower limit of a tobit.
  public var censoredLower: Int?
  /// Rows at the upper limit of a tobit.
  public var censoredUpper: Int?
  /// The column of the weights of a weighted fit.
  public var weights: String?
  /// The labels of regressors that were dropped as combinations of others; nil when there were none.
  public var dropped: [String]?
  /// Steps until an iterative fit stopped.
  public var iterations: Int?

  /// A summary that says nothing yet.
  public init() {}
}

/// The file that a model was fitted on.
public struct DataSource: Sendable, Hashable {
  /// The file as the user named it.
  public let file: String
  /// Its SHA-256 checksum in hexadecimal.
  public let sha256: String
  /// Rows used.
  public let rowsUsed: Int
  /// Rows left out because a value was missing.
  public let rowsDropped: Int

  /// A data file with its checksum and rows.
  public init(file: String, sha256: String, rowsUsed: Int, rowsDropped: Int) {
    self.file = file
    self.sha256 = sha256
    self.rowsUsed = rowsUsed
    self.rowsDropped = rowsDropped
  }
}
