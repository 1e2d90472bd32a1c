import Regression
import Statistics

extension JSONValue {
  /// The model as the content of a model file, `alliance-model/1`; reading the file gives an equal model.
  ///
  /// What the model does not know is left out. A measure of fit that is not finite, such as the F statistic of a perfect
  /// fit, is written as `null`.
  public init(_ model: InnovationModel) {
    let names = model.coefficientNames
    self.init(present: [
      ("schema", .text(ModelKeys.schema)),
      ("formula", .text(model.formula.description)),
      ("response", .text(model.formula.response.label)),
      ("family", JSONValue(model.family)),
      ("coefficients", JSONValue(numbers: model.coefficients, names: names)),
      ("sigma", model.sigma.map { .number($0) }),
      ("standard_errors", model.standardErrors.map { JSONValue(numbers: $0, names: names + [ModelKeys.logSigma]) }),
      ("covariance", model.covariance.map { JSONValue($0) }),
      ("variables", model.variables.isEmpty ? nil : JSONValue(model.variables)),
      ("categories", model.categories.isEmpty ? nil : JSONValue(model.categories)),
      ("fit", model.fit.map { JSONValue($0) }),
      ("data", model.data.map { JSONValue($0) }),
    ])
  }

  private init(_ family: Family) {
    let name: (String, JSONValue?) = ("name", .text(FamilyName(family).rawValue))
    switch family {
    case .gaussian(let smearing):
      self.init(present: [name, ("smearing", smearing.map { .number($0) })])
    case .tobit(let lower, let upper):
      self.init(present: [
        name, ("lower", lower.map { .number($0) }), ("upper", upper.map { .number($0) }),
      ])
    case .poisson: self.init(present: [name])
    }
  }

  private init(numbers: [Double], names: [String]) {
    self = .object(zip(names, numbers).map { Member($0, .number($1)) })
  }

  private init(_ matrix: Matrix) {
    self = .list(
      (0..<matrix.rowCount).map { row in .list((0..<matrix.columnCount).map { .number(matrix[row, $0]) }) })
  }

  private init(_ variables: [VariableSummary]) {
    self = .object(
      variables.map { variable in
        Member(
          variable.name,
          .object(
            [
              ("min", variable.minimum), ("max", variable.maximum), ("mean", variable.mean),
              ("sd", variable.standardDeviation),
            ].compactMap { key, value in value.map { Member(key, .number($0)) } }))
      })
  }

  private init(_ categories: [CategoryLevels]) {
    self = .object(categories.map { Member($0.name, .list($0.levels.map { .text($0) })) })
  }

  private init(_ fit: FitSummary) {
    self.init(present: [
      ("n", fit.n.map { .integer($0) }),
      ("censored_lower", fit.censoredLower.map { .integer($0) }),
      ("censored_upper", fit.censoredUpper.map { .integer($0) }),
      ("log_likelihood", fit.logLikelihood.map { .number($0) }),
      ("deviance", fit.deviance.map { .number($0) }),
      ("null_deviance", fit.nullDeviance.map { .number($0) }),
      ("log_likelihood_intercept_only", fit.interceptOnlyLogLikelihood.map { .number($0) }),
      ("aic", fit.aic.map { .number($0) }),
      ("bic", fit.bic.map { .number($0) }),
      ("r_squared", fit.rSquared.map { .number($0) }),
      ("adjusted_r_squared", fit.adjustedRSquared.map { .number($0) }),
      ("f_statistic", fit.fStatistic.map { .number($0) }),
      ("f_degrees_of_freedom", fit.fDegreesOfFreedom.map { .list($0.map { .integer($0) }) }),
      ("f_p_value", fit.fPValue.map { .number($0) }),
      ("iterations", fit.iterations.map { .integer($0) }),
      ("covariance_type", fit.covarianceType.map { .text($0) }),
      ("weights", fit.weights.map { .text($0) }),
      ("dropped", fit.dropped.map { .list($0.map { .text($0) }) }),
    ])
  }

  private init(_ data: DataSource) {
    self = [
      "file": .text(data.file), "sha256": .text(data.sha256), "rows_used": .integer(data.rowsUsed),
      "rows_dropped": .integer(data.rowsDropped),
    ]
  }
}
