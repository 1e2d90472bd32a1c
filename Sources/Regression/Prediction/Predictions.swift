import Statistics

/// What a model predicts for a firm.
public struct Prediction: Sendable, Hashable {
  /// What a person calls the firm.
  public let firm: String
  /// The predicted figures; nil when a value of the firm is missing.
  public let figures: Figures?

  /// The figures of a prediction.
  public struct Figures: Sendable, Hashable {
    /// η = x′β.
    public let index: Double
    /// √(x′Vx), V the covariance of the coefficients; nil where that is unknown.
    public let indexStandardError: Double?
    /// E[y|x] = F(η), in units of the response.
    public let expected: Double
    /// The probability of an output between the limits of a tobit; nil for other families.
    public let probabilityUncensored: Double?
    /// The standard error of the expected output by the delta method, with log σ in a tobit; nil where the covariance is
    /// unknown. A smearing factor counts as known.
    public let standardError: Double?
    /// The interval of the expected output (not of a single output, which scatters around it).
    public let interval: ClosedRange<Double>?
  }
}

/// The predictions of a model for several firms.
///
/// Intervals of the expected output: in a gaussian model F ± w·s with the standard error s and w from Student's t, or from
/// the normal distribution where the degrees of freedom are unknown; where F is an exponential of the index, F at both
/// ends of the index's interval, so that it stays above 0; in a tobit F ± w·s, drawn in to the limits.
public struct Predictions: Sendable, Hashable {
  /// One a firm, in the order of the table.
  public let predictions: [Prediction]
  /// The probability with which the intervals cover the expected outputs.
  public let level: Double
  /// What should be known about the predictions.
  public let warnings: [PredictionFact]

  /// Predicts with `model` for the firms in `data`, with intervals at `level`, between 0 and 1.
  public init(_ model: InnovationModel, for data: PredictionData, level: Double = 0.95) {
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    let calculation = PredictionCalculation(model, level: level)
    let predictions = data.firms.enumerated().map { row, firm in
      Prediction(firm: firm, figures: data.isComplete(row) ? calculation.figures(of: row, in: data) : nil)
    }
    let infinite = predictions.filter { $0.figures.map { !$0.expected.isFinite } ?? false }.map(\.firm)
    self.predictions = predictions
    self.level = level
    warnings =
      data.warnings + (infinite.isEmpty ? [] : [.notFinite(firms: infinite)])
      + (model.covariance == nil ? [.covarianceUnknown(hasStandardErrors: model.standardErrors != nil)] : [])
  }
}

private struct PredictionCalculation {
  private let model: InnovationModel
  private let covariance: Matrix?
  private let width: Double
  private let function: OutcomeFunction

  init(_ model: InnovationModel, level: Double) {
    self.model = model
    covariance = model.covariance
    width = model.testDistribution.width(level: level)
    function = OutcomeFunction(.expected, of: model.response)
  }

  func figures(of row: Int, in data: PredictionData) -> Prediction.Figures {
    let regressors = model.terms.map { term in term.factors.reduce(1) { $0 * data.value(of: $1, row: row) } }
    let index = scalarProduct(regressors, model.coefficients)
    let output = function.derivatives(at: index)
    let hasLogSigma = model.family.estimatesLogSigma
    let indexError = covariance?.standardError(of: regressors + (hasLogSigma ? [0] : []))
    let gradient = regressors.map { output.slope * $0 } + (hasLogSigma ? [output.logSigma] : [])
    let error = covariance?.standardError(of: gradient)
    return Prediction.Figures(
      index: index, indexStandardError: indexError, expected: output.value,
      probabilityUncensored: hasLogSigma ? model.response.probabilityUncensored(at: index) : nil, standardError: error,
      interval: interval(index, indexError, output.value, error))
  }

  private func interval(
    _ index: Double, _ indexError: Double?, _ expected: Double, _ error: Double?
  ) -> ClosedRange<Double>? {
    guard let indexError, let error, expected.isFinite, indexError.isFinite, error.isFinite else { return nil }
    let (low, high) = (expected - width * error, expected + width * error)
    switch model.family {
    case .gaussian(nil): return low...high
    case .gaussian, .poisson:
      let (from, to) = (index - width * indexError, index + width * indexError)
      return model.expectedOutput(index: from)...model.expectedOutput(index: to)
    case .tobit(let lower, let upper): return max(low, lower ?? low)...min(high, upper ?? high)
    }
  }
}
