import Regression

extension Incomparability: Worded {
  /// Why two models cannot be tested against each other.
  public var wording: Wording {
    switch self {
    case .pseudoLikelihood:
      Wording("a Poisson model is fitted by pseudo-maximum likelihood, which is no likelihood to be tested by a ratio")
    case .differentResponses(let first, let second):
      Wording("they explain different responses, \(quoted(first)) and \(quoted(second))")
    case .logarithm(let variable):
      Wording(
        "one explains \(quoted(variable)) and the other its logarithm: these are likelihoods of different variables")
    case .differentFamilies: Wording("their families differ")
    case .differentLimits: Wording("they are censored at different limits")
    case .differentRows(let first, let second):
      Wording("they were fitted on different numbers of rows, \(first) and \(second)")
    case .differentData: Wording("they were fitted on different files")
    case .differentWeights: Wording("they were fitted with different weights")
    case .dataUnknown: Wording("it is not known that they were fitted on the same data")
    case .likelihoodUnknown: Wording("their log-likelihoods are not known")
    case .differentLevels(let category): Wording("the levels of \(quoted(category)) differ")
    case .sameTerms: Wording("they have the same terms")
    case .notNested: Wording("neither has all terms of the other")
    }
  }
}
