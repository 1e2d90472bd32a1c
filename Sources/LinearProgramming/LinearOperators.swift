// Sums, differences and multiples of variables and expressions. The overloads with an expression on the left take it
// over instead of copying it, so `a + b + c + …` is linear in its length.

extension LinearExpression {
  /// Adds `right` to `left`.
  public static func += (left: inout LinearExpression, right: some Linear) { right.add(to: &left, times: 1) }

  /// Subtracts `right` from `left`.
  public static func -= (left: inout LinearExpression, right: some Linear) { right.add(to: &left, times: -1) }

  /// Adds `right` to the constant of `left`.
  public static func += (left: inout LinearExpression, right: Double) { left.constant += right }

  /// Subtracts `right` from the constant of `left`.
  public static func -= (left: inout LinearExpression, right: Double) { left.constant -= right }

  /// Multiplies `left` with `right`.
  public static func *= (left: inout LinearExpression, right: Double) { left.scale(by: right) }

  /// The sum.
  public static func + (left: consuming LinearExpression, right: some Linear) -> LinearExpression {
    left += right
    return left
  }

  /// The difference.
  public static func - (left: consuming LinearExpression, right: some Linear) -> LinearExpression {
    left -= right
    return left
  }

  /// The sum.
  public static func + (left: consuming LinearExpression, right: Double) -> LinearExpression {
    left.constant += right
    return left
  }

  /// The difference.
  public static func - (left: consuming LinearExpression, right: Double) -> LinearExpression {
    left.constant -= right
    return left
  }
}

extension Variable {
  /// The sum.
  public static func + (left: Variable, right: some Linear) -> LinearExpression { left.expression + right }
  /// The difference.
  public static func - (left: Variable, right: some Linear) -> LinearExpression { left.expression - right }
  /// The sum.
  public static func + (left: Variable, right: Double) -> LinearExpression { left.expression + right }
  /// The difference.
  public static func - (left: Variable, right: Double) -> LinearExpression { left.expression - right }
}

extension Linear {
  /// The sum.
  public static func + (left: Double, right: Self) -> LinearExpression { LinearExpression(left) + right }
  /// The difference.
  public static func - (left: Double, right: Self) -> LinearExpression { LinearExpression(left) - right }

  /// The multiple.
  public static func * (left: Double, right: Self) -> LinearExpression {
    var product = right.expression
    product.scale(by: left)
    return product
  }

  /// The multiple.
  public static func * (left: Self, right: Double) -> LinearExpression { right * left }

  /// Every coefficient and the constant divided by `right`.
  public static func / (left: Self, right: Double) -> LinearExpression {
    var quotient = left.expression
    for position in quotient.terms.indices { quotient.terms[position].coefficient /= right }
    quotient.constant /= right
    return quotient
  }

  /// The expression with every sign turned.
  public static prefix func - (operand: Self) -> LinearExpression { -1 * operand }
}
