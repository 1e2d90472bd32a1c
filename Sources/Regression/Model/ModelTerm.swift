/// A coefficient of a model and the product that it multiplies.
public struct ModelTerm: Sendable, Hashable {
  /// The label of the coefficient as the model writes it.
  public let name: String
  /// β, in units of the index per unit of the product.
  public let coefficient: Double
  /// The factors of the product; none for the intercept.
  public let factors: [ModelFactor]
}

/// A factor of a term, resolved to one column of the design.
public enum ModelFactor: Sendable, Hashable {
  /// A number, possibly transformed.
  case numeric(variable: String, Transform)
  /// 1 where the category `variable` is `level`, else 0.
  case indicator(variable: String, level: String)

  /// The column that it is made of.
  public var variable: String {
    switch self {
    case .numeric(let variable, _), .indicator(let variable, _): variable
    }
  }

  /// The label of the factor in a coefficient's name.
  public var label: String {
    switch self {
    case .numeric(let variable, let transform): FormulaFactor.numeric(variable: variable, transform).label
    case .indicator(let variable, let level): FormulaFactor.category(variable: variable).label + level
    }
  }
}
