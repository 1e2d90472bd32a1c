/// The test that the coefficients which a larger model adds to a smaller one are all zero.
///
/// Twice the difference of the log-likelihoods is compared with χ² (Wilks 1938). It takes the distribution that the models
/// claim for granted, whatever their standard errors do.
public struct LikelihoodRatioTest: Sendable, Hashable {
  /// The position of the smaller model among those compared.
  public let restricted: Int
  /// The position of the larger one.
  public let full: Int
  /// The test of as many restrictions as the larger model adds coefficients.
  public let test: ChiSquaredTest
}

/// Why the likelihoods of two models cannot be tested against each other.
public enum Incomparability: Sendable, Hashable {
  /// A Poisson model is fitted by pseudo-maximum likelihood: what it maximises is no likelihood of such data.
  case pseudoLikelihood
  /// The models explain different columns.
  case differentResponses(String, String)
  /// One explains a column, the other its logarithm: the likelihoods are densities of different variables.
  case logarithm(of: String)
  /// The families differ.
  case differentFamilies
  /// Two tobits censor at different limits.
  case differentLimits
  /// The models were fitted on different numbers of rows.
  case differentRows(Int, Int)
  /// The models were fitted on different files.
  case differentData
  /// The models were fitted with different weights, or one without.
  case differentWeights
  /// A model does not say what it was fitted on.
  case dataUnknown
  /// A model does not say its log-likelihood.
  case likelihoodUnknown
  /// A category has other levels in one model than in the other.
  case differentLevels(category: String)
  /// Both have the same terms.
  case sameTerms
  /// Neither model has all terms of the other.
  case notNested

  /// The first reason not to test `left` and `right` against each other; nil when one is nested in the other.
  init?(_ left: InnovationModel, _ right: InnovationModel) {
    guard
      let reason = differenceOfResponse(left, right) ?? differenceOfData(left, right) ?? differenceOfTerms(left, right)
    else { return nil }
    self = reason
  }
}

private func differenceOfResponse(_ left: InnovationModel, _ right: InnovationModel) -> Incomparability? {
  let (first, second) = (left.formula.response, right.formula.response)
  if first.variable != second.variable { return .differentResponses(first.label, second.label) }
  if first != second { return .logarithm(of: first.variable) }
  switch (left.family, right.family) {
  case (.poisson, _), (_, .poisson): return .pseudoLikelihood
  case (.gaussian, .gaussian): return nil
  case (.tobit(let lower, let upper), .tobit(let otherLower, let otherUpper)):
    return lower == otherLower && upper == otherUpper ? nil : .differentLimits
  default: return .differentFamilies
  }
}

/// With the same file, and one model nested in the other, equal numbers of rows are the same rows: the larger model can
/// only leave out more of them.
private func differenceOfData(_ left: InnovationModel, _ right: InnovationModel) -> Incomparability? {
  if let rows = left.fit?.n, let others = right.fit?.n, rows != others { return .differentRows(rows, others) }
  if left.fit?.weights != right.fit?.weights { return .differentWeights }
  guard let data = left.data, let other = right.data else { return .dataUnknown }
  if data.sha256 != other.sha256 { return .differentData }
  return data.rowsUsed == other.rowsUsed ? nil : .differentRows(data.rowsUsed, other.rowsUsed)
}

private func differenceOfTerms(_ left: InnovationModel, _ right: InnovationModel) -> Incomparability? {
  for category in left.categories {
    guard let levels = right.levels(of: category.name), levels != category.levels else { continue }
    return .differentLevels(category: category.name)
  }
  // The factors of a product may stand in any order.
  let (terms, others) = (Set(left.terms.map { Set($0.factors) }), Set(right.terms.map { Set($0.factors) }))
  if terms == others { return .sameTerms }
  return terms.isSubset(of: others) || others.isSubset(of: terms) ? nil : .notNested
}
