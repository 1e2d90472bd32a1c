/// What the data say against the assumptions of a fit.
public struct Specification: Sendable {
  /// Tests of assumptions that the family makes.
  public var tests: [SpecificationTest] = []
  /// The condition number of the regressors, each brought to unit length; nil where it is not asked for.
  public var conditionNumber: Double?
  /// The rows that move the estimates most, from the first.
  public var influentialRows: [LeastSquaresSpecification.InfluentialRow] = []

  /// Nothing is tested.
  public init() {}
}

/// A test of an assumption.
public struct SpecificationTest: Sendable, Hashable {
  /// What is assumed.
  public let assumption: Assumption
  /// The method.
  public let method: Method
  /// The statistic, its degrees of freedom and p.
  public let test: ChiSquaredTest

  /// What a family assumes of its errors.
  public enum Assumption: String, Sendable, Hashable {
    /// They have one variance.
    case homoscedasticity
    /// They are normal.
    case normality
  }

  /// How it is tested.
  public enum Method: String, Sendable, Hashable {
    /// Breusch and Pagan's test, studentized.
    case breuschPagan = "Breusch–Pagan"
    /// Jarque and Bera's test.
    case jarqueBera = "Jarque–Bera"
    /// Chesher and Irish's conditional-moment test of a tobit.
    case conditionalMoments = "conditional moments"
  }

  /// The probability of an error of the first kind that is accepted.
  public static let level = 0.05

  /// Whether the assumption is rejected.
  public var rejects: Bool { test.pValue < Self.level }
}

extension RegressionFit {
  /// Nothing is tested.
  public var specification: Specification { Specification() }
}

extension LeastSquaresFit {
  /// Breusch–Pagan, Jarque–Bera, the condition number and influential rows.
  public var specification: Specification {
    let found = LeastSquaresSpecification(self)
    var specification = Specification()
    specification.tests = [
      found.homoscedasticity.map {
        SpecificationTest(assumption: .homoscedasticity, method: .breuschPagan, test: $0)
      },
      found.normality.map { SpecificationTest(assumption: .normality, method: .jarqueBera, test: $0) },
    ].compactMap(\.self)
    specification.conditionNumber = found.conditionNumber
    specification.influentialRows = found.influentialRows
    return specification
  }
}

extension TobitFit {
  /// The conditional-moment tests.
  public var specification: Specification {
    let found = TobitSpecification(self)
    var specification = Specification()
    specification.tests = [
      found.homoscedasticity.map {
        SpecificationTest(assumption: .homoscedasticity, method: .conditionalMoments, test: $0)
      },
      found.normality.map { SpecificationTest(assumption: .normality, method: .conditionalMoments, test: $0) },
    ].compactMap(\.self)
    return specification
  }
}
