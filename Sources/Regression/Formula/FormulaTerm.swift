/// One factor of a term: a variable as it enters a product.
public enum FormulaFactor: Sendable, Hashable {
  /// A number, possibly transformed: `rd`, `sqrt(rd)`.
  case numeric(variable: String, Transform)
  /// A category with a column for each level: `C(region)`.
  case category(variable: String)

  /// The column that it is made of.
  public var variable: String {
    switch self {
    case .numeric(let variable, _), .category(let variable): variable
    }
  }

  /// The text that R prints for it.
  public var label: String {
    let name = formulaName(variable)
    return switch self {
    case .category: "C(\(name))"
    case .numeric(_, .identity): name
    case .numeric(_, .logarithm): "log(\(name))"
    case .numeric(_, .log1p): "log1p(\(name))"
    case .numeric(_, .squareRoot): "sqrt(\(name))"
    case .numeric(_, .power(let power)): "I(\(name)^\(shortest(power)))"
    }
  }
}

/// A product of factors: a main effect when it is one factor alone, else an interaction.
public struct FormulaTerm: Sendable, Hashable {
  /// At least one, all different, in the order in which the formula first names them.
  public let factors: [FormulaFactor]

  /// The text that R prints for it: the factors' labels joined by colons.
  public var label: String { factors.map(\.label).joined(separator: ":") }
}

/// `name` as it stands in a formula: in backquotes when R needs them.
func formulaName(_ name: String) -> String {
  let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
  let beginsWell: Bool =
    if let first = name.first {
      first.isLetter || (first == "." && name.dropFirst().first?.isNumber != true)
    } else {
      false
    }
  return isPlain && beginsWell ? name : "`\(name)`"
}

/// The shortest text that reads as `number`, whole numbers without a point.
private func shortest(_ number: Double) -> String {
  let text = "\(number)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
