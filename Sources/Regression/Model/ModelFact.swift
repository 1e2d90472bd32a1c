import SourceText

/// What can be wrong with a model that is given by its numbers.
public enum ModelFact: InputFact, Hashable {
  /// A coefficient that the formula does not have.
  case unknownCoefficient(label: String, known: [String])
  /// A coefficient of the formula that is not given.
  case missingCoefficient(label: String, given: [String])
  /// Two labels of one coefficient, such as `a:b` and `b:a`.
  case repeatedCoefficient(label: String, earlier: String)
  /// A coefficient that is infinite or not a number.
  case coefficientNotFinite(label: String)
  /// A tobit without sigma.
  case sigmaMissing
  /// A sigma that is not a finite number above 0.
  case sigmaNotPositive(Double)
  /// A sigma where the family has none.
  case sigmaWithoutMeaning
  /// A tobit with neither limit.
  case limitsMissing
  /// A limit that is infinite or not a number.
  case limitNotFinite(Double)
  /// A lower limit that is not below the upper one.
  case limitsCross(lower: Double, upper: Double)
  /// A response that is a logarithm without the factor from e^η to the expected output.
  case smearingMissing
  /// A smearing factor that is not a finite number above 0.
  case smearingNotPositive(Double)
  /// A smearing factor for a response that is not a logarithm.
  case smearingWithoutLogarithm
  /// A tobit or Poisson model of a logarithm.
  case logarithmOfResponse(variable: String)
  /// `found` standard errors where there must be `expected`.
  case standardErrorCount(found: Int, expected: Int)
  /// A standard error that is not a finite number of at least 0.
  case standardErrorNegative(label: String, Double)
  /// A covariance matrix of another size than `expected` × `expected`.
  case covarianceSize(rows: Int, columns: Int, expected: Int)
  /// A covariance that is infinite or not a number.
  case covarianceNotFinite(row: Int, column: Int)
  /// Two covariances that should be the same number.
  case covarianceNotSymmetric(row: Int, column: Int)
  /// A negative variance, or a covariance larger than the two variances allow.
  case covarianceImpossible(row: Int, column: Int)
  /// A summary of something that is no numeric variable of the formula.
  case unknownVariable(name: String, known: [String])
  /// Two summaries of one variable.
  case repeatedVariable(name: String)
  /// A summary that no data can have: numbers that are not finite, a mean outside the range, a negative deviation.
  case impossibleSummary(name: String)
  /// Levels of something that is no category of the formula.
  case unknownCategory(name: String, known: [String])
  /// A category with fewer than two levels, or with one level twice.
  case impossibleLevels(name: String)
  /// The first level of a category is another one than the reference that the formula chooses.
  case contradictsReference(name: String, reference: String, first: String)
  /// A coefficient of a level that its category does not list.
  case unknownLevel(label: String, level: String, known: [String])

  /// The part of a model that a fact is about.
  public enum Part: Sendable, Hashable {
    /// The coefficients, or the one with this label as given.
    case coefficients(label: String?)
    /// σ.
    case sigma
    /// The family and its limits or smearing.
    case family
    /// The formula.
    case formula
    /// The standard errors, or the one with this label.
    case standardErrors(label: String?)
    /// The covariance matrix, or one element, row and column from 0.
    case covariance(row: Int?, column: Int?)
    /// The summary of the variable of this name.
    case variable(String)
    /// The levels of the category of this name.
    case category(String)
  }

  /// Where in a model the fact belongs, so that a reader of files can tell the place.
  public var part: Part {
    switch self {
    case .unknownCoefficient(let label, _), .repeatedCoefficient(let label, _), .coefficientNotFinite(let label),
      .unknownLevel(let label, _, _):
      .coefficients(label: label)
    case .missingCoefficient: .coefficients(label: nil)
    case .sigmaMissing, .sigmaNotPositive, .sigmaWithoutMeaning: .sigma
    case .limitsMissing, .limitNotFinite, .limitsCross, .smearingMissing, .smearingNotPositive,
      .smearingWithoutLogarithm:
      .family
    case .logarithmOfResponse: .formula
    case .standardErrorCount: .standardErrors(label: nil)
    case .standardErrorNegative(let label, _): .standardErrors(label: label)
    case .covarianceSize: .covariance(row: nil, column: nil)
    case .covarianceNotFinite(let row, let column), .covarianceNotSymmetric(let row, let column),
      .covarianceImpossible(let row, let column):
      .covariance(row: row, column: column)
    case .unknownVariable(let name, _), .repeatedVariable(let name), .impossibleSummary(let name): .variable(name)
    case .unknownCategory(let name, _), .impossibleLevels(let name), .contradictsReference(let name, _, _):
      .category(name)
    }
  }
}

/// Everything that is wrong with a model; never empty.
public struct ModelFacts: Error, Sendable, Hashable {
  /// The facts, in the order of a model's parts.
  public let facts: [ModelFact]
}
