import Regression

extension ModelFact: Worded {
  /// What is wrong with a model that is given by its numbers.
  public var wording: Wording {
    switch self {
    case .unknownCoefficient(let label, let known):
      Wording("the formula has no coefficient \(quoted(label))", unknown: label, known: known, noun: "coefficients")
    case .missingCoefficient(let label, _):
      Wording("the coefficient \(quoted(label)) of the formula is missing", step: "give it, with 0 if it is none")
    case .repeatedCoefficient(let label, let earlier):
      Wording("\(quoted(label)) and \(quoted(earlier)) are the same coefficient", step: "remove one of them")
    case .coefficientNotFinite(let label): Wording("the coefficient \(quoted(label)) is not a finite number")

    // Family
    case .sigmaMissing: Wording("a tobit model needs sigma", step: "give the standard deviation of the error as sigma")
    case .sigmaNotPositive(let value):
      Wording("sigma is \(NumberText.asWritten(value))", expected: "a finite number above 0")
    case .sigmaWithoutMeaning: Wording("this family has no sigma", step: "remove it")
    case .limitsMissing:
      Wording("a tobit model needs a lower or an upper limit", step: "add lower or upper to the family")
    case .limitNotFinite(let value):
      Wording("a limit of the family is \(NumberText.asWritten(value))", expected: "a finite number")
    case .limitsCross(let lower, let upper):
      Wording(
        "the lower limit \(NumberText.asWritten(lower)) is not below the upper limit \(NumberText.asWritten(upper))")
    case .smearingMissing:
      Wording(
        "a response that is a logarithm needs the smearing factor",
        step: "give smearing in the family: the mean of e^residual, or 1 for the median")
    case .smearingNotPositive(let value):
      Wording("the smearing factor is \(NumberText.asWritten(value))", expected: "a finite number above 0")
    case .smearingWithoutLogarithm: Wording("the response is no logarithm, so there is no smearing", step: "remove it")
    case .logarithmOfResponse(let variable):
      Wording(
        "this family does not take the logarithm of \(quoted(variable))",
        step: "use \(variable.printable) itself, or gaussian")

    // Precision
    case .standardErrorCount(let found, let expected):
      Wording(
        "\(counted(found, "standard error")) \(found == 1 ? "is" : "are") given",
        expected: "\(expected), one a coefficient")
    case .standardErrorNegative(let label, let value):
      Wording(
        "the standard error of \(quoted(label)) is \(NumberText.asWritten(value))",
        expected: "a finite number, 0 or more")
    case .covarianceSize(let rows, let columns, let expected):
      Wording(
        "the covariance matrix has \(rows) rows and \(columns) columns",
        expected: "\(expected) × \(expected), one row a coefficient")
    case .covarianceNotFinite(let row, let column):
      Wording("the covariance in row \(row + 1), column \(column + 1) is not a finite number")
    case .covarianceNotSymmetric(let row, let column):
      Wording(
        "the covariance in row \(row + 1), column \(column + 1) is not the one in row \(column + 1), column \(row + 1)")
    case .covarianceImpossible(let row, let column) where row == column:
      Wording("the variance in row \(row + 1) is negative")
    case .covarianceImpossible(let row, let column):
      Wording("the covariance in row \(row + 1), column \(column + 1) is larger than the two variances allow")

    // Variables
    case .unknownVariable(let name, let known):
      Wording("the formula has no number \(quoted(name))", unknown: name, known: known, noun: "variables")
    case .repeatedVariable(let name): Wording("the variable \(quoted(name)) is summarised twice")
    case .impossibleSummary(let name):
      Wording(
        "no data can have the figures given for \(quoted(name))",
        expected: "finite numbers with min ≤ mean ≤ max and sd ≥ 0")
    case .unknownCategory(let name, let known):
      Wording("the formula has no category \(quoted(name))", unknown: name, known: known, noun: "categories")
    case .contradictsReference(let name, let reference, let first):
      Wording(
        "the first level of \(quoted(name)) is \(quoted(first)), but the formula's reference is \(quoted(reference))",
        step: "list \(reference.printable) first, or change the formula")
    case .impossibleLevels(let name):
      Wording("the category \(quoted(name)) lists fewer than two levels or one of them twice")
    case .unknownLevel(let label, let level, let known):
      Wording(
        "the coefficient \(quoted(label)) speaks of the level \(quoted(level))", unknown: level, known: known,
        noun: "levels")
    }
  }
}
