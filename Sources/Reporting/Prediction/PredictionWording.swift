import Regression

extension PredictionFact: Worded {
  /// What is wrong with the firms for which a model is to predict, or should be known about a prediction.
  public var wording: Wording {
    switch self {
    case .unknownLevel(let column, let level, let known):
      Wording(
        "the model knows no level \(quoted(level)) of \(quoted(column))", unknown: level, known: known, noun: "levels")
    case .takenForReference(let column, let levels):
      Wording(
        "the model does not list the levels of \(quoted(column)); "
          + "\(shortList(levels.map(quoted))) \(levels.count == 1 ? "counts" : "count") as its reference")
    case .missingValue(let column, let firms):
      Wording("\(quoted(column)) is missing for \(named(firms)): nothing is predicted there")
    case .outsideRange(let variable, let range, let firms):
      Wording(
        "\(quoted(variable)) lies outside the fitted range \(NumberText.asWritten(range.lowerBound, digits: 6)) to "
          + "\(NumberText.asWritten(range.upperBound, digits: 6)) for \(named(firms))")
    case .notFinite(let firms): Wording("the expected output is too large for a number for \(named(firms))")
    case .covarianceUnknown(true):
      Wording(
        "the model gives standard errors but no covariances, without which predictions have no known error",
        step: "add the covariance matrix to the model file")
    case .covarianceUnknown(false):
      Wording(
        "the model gives no covariance matrix, without which predictions have no known error",
        step: "add the covariance matrix to the model file")
    }
  }
}

/// `1 firm (Acme)`, `6 firms (Acme, Bolt, Cobalt, Delta and 2 more)`.
private func named(_ firms: [String]) -> String {
  "\(counted(firms.count, "firm")) (\(shortList(firms.map { $0.printable.truncated(to: 40) })))"
}
