/// Something that reads as a linear expression: a variable or an expression.
public protocol Linear: Sendable {
  /// The same as an expression.
  var expression: LinearExpression { get }

  /// Adds `factor` times this to `sum`, in time proportional to its own length.
  func add(to sum: inout LinearExpression, times factor: Double)
}

/// Σ coefficient · variable + constant.
///
/// A variable may appear in several terms; the coefficients are summed where the expression is used. `+=` takes time
/// proportional to what is added, so long sums are built in linear time.
public struct LinearExpression: Linear {
  /// One coefficient and its variable.
  public struct Term: Sendable, Hashable {
    /// The variable.
    public let variable: Variable
    /// What it is multiplied with.
    public var coefficient: Double
  }

  /// The terms in the order in which they were added.
  public internal(set) var terms: [Term]
  /// What is added to the terms.
  public var constant: Double

  /// The constant alone; by default zero.
  public init(_ constant: Double = 0) {
    terms = []
    self.constant = constant
  }

  init(terms: [Term], constant: Double) {
    self.terms = terms
    self.constant = constant
  }

  /// Itself.
  public var expression: LinearExpression { self }

  /// Adds `factor` times this expression to `sum`.
  public func add(to sum: inout LinearExpression, times factor: Double) {
    if factor == 1 {
      sum.terms.append(contentsOf: terms)
    } else {
      sum.terms.append(
        contentsOf: terms.lazy.map { Term(variable: $0.variable, coefficient: factor * $0.coefficient) })
    }
    if constant != 0 { sum.constant += factor * constant }
  }

  /// Adds `coefficient · variable`.
  public mutating func add(_ coefficient: Double, _ variable: Variable) {
    terms.append(Term(variable: variable, coefficient: coefficient))
  }

  /// Multiplies every coefficient and the constant with `factor`.
  public mutating func scale(by factor: Double) {
    for position in terms.indices { terms[position].coefficient *= factor }
    // An infinite factor is reported where it meets a variable; a constant of zero must not become undefined by it.
    if constant != 0 { constant *= factor }
  }
}

extension Variable: Linear {
  /// One times the variable.
  public var expression: LinearExpression {
    LinearExpression(terms: [.init(variable: self, coefficient: 1)], constant: 0)
  }

  /// Adds `factor` times the variable to `sum`.
  public func add(to sum: inout LinearExpression, times factor: Double) { sum.add(factor, self) }
}

/// The sum of `parts`; zero when there are none.
public func sum(_ parts: some Sequence<some Linear>) -> LinearExpression {
  var total = LinearExpression()
  for part in parts { total += part }
  return total
}

/// The sum of `part(element)` over `elements`; zero when there are none.
public func sum<Elements: Sequence, Failure: Error>(
  over elements: Elements, _ part: (Elements.Element) throws(Failure) -> some Linear
) throws(Failure) -> LinearExpression {
  var total = LinearExpression()
  for element in elements { total += try part(element) }
  return total
}
