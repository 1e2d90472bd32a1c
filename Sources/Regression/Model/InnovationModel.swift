import Foundation
import Statistics

/// A fitted or published model of innovation output: what a firm with given values produces on average.
///
/// The index η is the sum over the terms of coefficient times product of factors; the expected output is F(η), with F
/// from the family.
public struct InnovationModel: Sendable, Hashable {
  /// The response and the terms.
  public let formula: Formula
  /// The distribution around the index.
  public let family: Family
  /// One term a coefficient, in the order of the coefficients, resolved to factors.
  public let terms: [ModelTerm]
  /// The standard deviation of the error around the index; nil for Poisson and where a publication is silent.
  public let sigma: Double?
  /// One a coefficient, in their order; for a tobit then possibly that of log(σ), which counts as known without.
  public let standardErrors: [Double]?
  /// The covariance matrix of the coefficients, for a tobit with log(σ) as last row and column.
  public let covariance: Matrix?
  /// The numeric variables' values in the rows used, in the order of the formula; may be empty.
  public let variables: [VariableSummary]
  /// The categories' levels in the rows used, the reference first; may be empty.
  public let categories: [CategoryLevels]
  /// How well the model fits, where that is known.
  public let fit: FitSummary?
  /// What the model was fitted on, where that is known.
  public let data: DataSource?
  /// F.
  public let response: ResponseFunction

  /// A model given by its numbers.
  ///
  /// - Parameters:
  ///   - coefficients: by label, in the order to keep. Labels are R's; the factors of a product may stand in any order,
  ///     and the levels of a category are taken from the labels.
  /// - Throws: everything that is wrong with the numbers at once.
  public init(
    formula: Formula, family: Family, coefficients: [(name: String, value: Double)], sigma: Double? = nil,
    standardErrors: [Double]? = nil, covariance: Matrix? = nil, variables: [VariableSummary] = [],
    categories: [CategoryLevels] = [], fit: FitSummary? = nil, data: DataSource? = nil
  ) throws(ModelFacts) {
    let names = coefficients.map(\.name)
    var validation = ModelValidation(formula: formula, family: family)
    let terms = validation.terms(names, coefficients.map(\.value))
    validation.check(sigma: sigma)
    validation.check(standardErrors: standardErrors, names: names)
    validation.check(covariance: covariance, coefficientCount: names.count)
    validation.check(variables: variables)
    validation.check(categories: categories, terms: terms)
    try validation.throwIfAny()

    self.init(
      checked: formula, family: family, terms: terms, sigma: sigma, standardErrors: standardErrors,
      covariance: covariance,
      variables: formula.numericVariables.compactMap { name in variables.first { $0.name == name } },
      categories: formula.categoryVariables.compactMap { name in categories.first { $0.name == name } }, fit: fit,
      data: data)
  }

  /// A model whose parts are known to fit together.
  init(
    checked formula: Formula, family: Family, terms: [ModelTerm], sigma: Double?, standardErrors: [Double]?,
    covariance: Matrix?, variables: [VariableSummary], categories: [CategoryLevels], fit: FitSummary?,
    data: DataSource?
  ) {
    self.formula = formula
    self.family = family
    self.terms = terms
    self.sigma = sigma
    self.standardErrors = standardErrors
    self.covariance = covariance
    self.variables = variables
    self.categories = categories
    self.fit = fit
    self.data = data
    response = ResponseFunction(family, sigma: sigma)
  }
}

extension InnovationModel {
  /// The labels of the coefficients, in their order.
  public var coefficientNames: [String] { terms.map(\.name) }

  /// The coefficients, in their order.
  public var coefficients: [Double] { terms.map(\.coefficient) }

  /// The variables of the right-hand side, numbers and categories, in the order in which the formula first names them.
  public var variableNames: [String] { formula.variables }

  /// The values of `variable` in the rows that the model was fitted on, where they are known.
  public func summary(of variable: String) -> VariableSummary? { variables.first { $0.name == variable } }

  /// The levels of `category` in the rows that the model was fitted on, where they are known.
  public func levels(of category: String) -> [String]? { categories.first { $0.name == category }?.levels }

  /// F(`index`), in units of the response.
  public func expectedOutput(index: Double) -> Double { response.value(at: index) }

  /// η of a firm.
  ///
  /// - Parameters:
  ///   - number: the value of a numeric variable.
  ///   - level: the level of a category; one that no coefficient names counts as the reference.
  public func index<Failure: Error>(
    number: (String) throws(Failure) -> Double, level: (String) throws(Failure) -> String
  ) throws(Failure) -> Double {
    var index = 0.0
    for term in terms {
      var product = term.coefficient
      for factor in term.factors {
        switch factor {
        case .numeric(let variable, let transform): product *= transform.value(at: try number(variable))
        case .indicator(let variable, let named): product *= try level(variable) == named ? 1 : 0
        }
      }
      index += product
    }
    return index
  }
}
