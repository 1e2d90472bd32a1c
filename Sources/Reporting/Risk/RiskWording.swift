import Planning
import SourceText
import Studies

extension RiskFact: Worded {
  /// What keeps a study of risk from being made, in words.
  public var wording: Wording {
    switch self {
    case .nothingToDraw:
      Wording(
        "the model tells neither a covariance nor standard errors, so there is nothing to draw from",
        step: "fit the model with alliance fit, or add standard_errors to a published one")
    case .unknownBasis(let name, let known):
      Wording(
        "the firm files have no column \(quoted(name))", unknown: name, known: known, noun: "columns")
    case .basisNotUsable(let name):
      Wording(
        "the column \(quoted(name)) cannot be shared in proportion to",
        expected: "a number of 0 or more for every firm, above 0 for one of them")
    }
  }
}

extension PrudenceObstacle {
  /// The obstacle in words, as the reason in a sentence, and what to do about it.
  var reason: String {
    switch self {
    case .bentResponse:
      "expected outputs are no straight function of the coefficients; response: latent plans on what is"
    case .bentTerm(let term): "what \(quoted(term)) adds bends upwards in what is planned"
    case .productsOfLevels: "products of levels (pieces) are only near what stands for them"
    case .objective: "only a gain or a net value is a sum over firms that is straight in the coefficients"
    case .changingSign(let term):
      "the coefficient of \(quoted(term)), a curve, has either sign among the coefficients that are looked at"
    case .cancellingTerms(let terms): "the coefficients of \(terms.printable) cancel at a firm"
    }
  }
}

extension Risk.Kind {
  /// The plan as tables call it.
  var title: String {
    switch self {
    case .nominal: "nominal"
    case .proportional: "proportional"
    case .tail: "tail"
    case .worstCase: "robust"
    }
  }
}
