/// What the data say against the assumptions of a fit.
public struct Specification: Sendable {
  /// Tests of assumptions that the family makes.
  public var tests: [SpecificationTest] = []
  /// The condition number of the regressors, each brought to unit length; nil for families that are not examined for it.
  public var conditionNumber: Double?

  /// Whether the condition number speaks of strong dependencies between regressors: from 30 on (Belsley, Kuh and Welsch
  /// 1980).
  public var hasStrongDependencies: Bool { conditionNumber.map { $0 >= 30 } ?? false }
  /// The rows that move the estimates most, from the first.
  public var influentialRows: [InfluentialRow] = []

  /// Nothing is tested.
  public init() {}
}

/// A row that moves the estimates.
public struct InfluentialRow: Sendable, Hashable {
  /// What a person calls the row.
  public let label: String
  /// Its Cook's distance.
  public let distance: Double
  /// Its leverage.
  public let leverage: Double
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
  public enum Assumption: Sendable, Hashable {
    /// They have one variance.
    case homoscedasticity
    /// They are normal.
    case normality
  }

  /// How it is tested.
  public enum Method: Sendable, Hashable {
    /// Breusch and Pagan's test, studentized.
    case breuschPagan
    /// Jarque and Bera's test.
    case jarqueBera
    /// Chesher and Irish's conditional-moment test of a tobit.
    case conditionalMoments
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
