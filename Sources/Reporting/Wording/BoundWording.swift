import Alliances
import Regression

/// How the bounds of a lever can be made to meet.
func remedy(lever: String, minimum: BoundSource, maximum: BoundSource) -> String {
  let lower =
    switch minimum {
    case .column(let name), .lever(key: let name): "lower \(name.printable)"
    case .baseline, .fittedRange, .onOrOff: "lower \(lever.printable) itself"
    case .secondment: "let more of it be lent"
    }
  let raise: String? =
    switch maximum {
    case .column(let name), .lever(key: let name): "raise \(name.printable)"
    case .fittedRange: "set extrapolate: true"
    case .baseline, .secondment, .onOrOff: nil
    }
  return listed([lower, raise].compactMap { $0 }, "or")
}

extension BoundSource {
  /// The least level and what sets it, up to the word "above".
  func floor(of lever: String, at id: FirmID?, value: String) -> String {
    let firm = id.map { quoted($0) } ?? "every firm"
    return switch self {
    case .column(let column): "\(column.printable) \(value) of \(firm) is"
    case .lever(let key): "\(key) \(value) of \(quoted(lever)) is\(id == nil ? "" : ", for \(firm),")"
    case .baseline: "\(lever.printable) of \(firm) stands at \(value) and may not fall: it is"
    case .secondment: "\(lever.printable) of \(firm) cannot fall below \(value) by lending, which is"
    case .onOrOff: "\(lever.printable) of \(firm) is \(value) at least, which is"
    case .fittedRange: "the least \(lever.printable) of the fitted data, \(value), is for \(firm)"
    }
  }

  /// What sets the greatest level.
  func ceiling(of lever: String) -> String {
    switch self {
    case .column(let column): column.printable
    case .lever(let key): "\(key) of \(quoted(lever))"
    case .baseline, .secondment: "the baseline"
    case .fittedRange: "the edge of the fitted data"
    case .onOrOff: "on, 1"
    }
  }
}

extension AllowedRange {
  /// The range as a noun.
  var phrase: String {
    switch self {
    case .notNegative: "a finite number, 0 or more"
    case .wholeNumber: "a whole number, 0 or more"
    case .share: "a share from 0 to 1, or 0% to 100%"
    case .shareAboveZero: "a share above 0 (0%) and at most 1 (100%)"
    case .shareBelowWhole: "a share of at least 0 (0%) and below 1 (100%)"
    case .wholeNumberWithin(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .rate: "a rate above -1, or -100%, and at most 1, or 100%"
    }
  }
}

extension Transform.Domain {
  /// The domain as a noun.
  var phrase: String {
    switch self {
    case .allReals: "any number"
    case .nonNegative: "0 or more"
    case .positive: "a number above 0"
    case .aboveMinusOne: "a number above -1"
    }
  }
}

extension Family {
  /// A model of the family, with its article.
  var modelPhrase: String {
    if case .gaussian(smearing: .some) = self { return "a model of a logarithm" }
    return "a \(name) model"
  }

  /// The name by which files and options call the family.
  var name: String {
    switch self {
    case .gaussian: "gaussian"
    case .tobit: "tobit"
    case .poisson: "poisson"
    }
  }
}
