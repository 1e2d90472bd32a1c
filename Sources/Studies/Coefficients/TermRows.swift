import Alliances
import Regression

/// The terms of a model at the firms and periods of an alliance: xₖ of η = Σₖ βₖ·xₖ, whatever the coefficients β are.
struct TermRows: Sendable {
  /// A factor of a term, with what it reads.
  private enum Factor: Sendable {
    /// A decided variable of the alliance, by position.
    case decided(Int, Transform)
    /// An attribute, by its position in `attributeNames`.
    case attribute(Int, Transform)
    /// 1 or 0, by firm.
    case indicator([Double])

    /// Known zeros come first, so that nothing is asked of a transform where the product is 0 anyway.
    var rank: Int {
      switch self {
      case .indicator: 0
      case .attribute: 1
      case .decided(_, .identity): 2
      case .decided: 3
      }
    }
  }

  /// The attributes of the model, in the order in which values of them are given.
  let attributeNames: [String]
  /// Their values without any change, by attribute and entry.
  let attributes: [[Double]]
  /// How many terms there are: one a coefficient.
  let count: Int
  private let terms: [[Factor]]
  private let periods: Int

  /// The terms of the model of `alliance`.
  init(_ alliance: Alliance) {
    let decided = alliance.decided.map(\.name)
    let names = alliance.model.formula.numericVariables.filter { !decided.contains($0) }
    attributeNames = names
    attributes = names.map { alliance.attributes[$0] ?? [] }
    count = alliance.model.terms.count
    periods = alliance.periods.count
    terms = alliance.model.terms.map { term in
      let factors = term.factors.map { factor -> Factor in
        switch factor {
        case .numeric(let variable, let transform):
          if let position = decided.firstIndex(of: variable) { return .decided(position, transform) }
          return .attribute(names.firstIndex(of: variable) ?? 0, transform)
        case .indicator(let variable, let level):
          let texts = alliance.firms.column(variable)?.texts ?? []
          return .indicator(texts.map { $0 == level ? 1 : 0 })
        }
      }
      return factors.sorted { $0.rank < $1.rank }
    }
  }

  /// Writes the terms at an entry into `row` from `start` on, where decided variable k is at `levels[k]` and attribute
  /// j at `attributes[j]`, both by entry.
  func write(
    entry: Int, levels: [[Double]], attributes: [[Double]], into row: inout [Double], from start: Int = 0
  ) {
    for (position, factors) in terms.enumerated() {
      var product = 1.0
      for factor in factors {
        switch factor {
        case .decided(let variable, let transform): product *= transform.value(at: levels[variable][entry])
        case .attribute(let attribute, let transform): product *= transform.value(at: attributes[attribute][entry])
        case .indicator(let isLevel): product *= isLevel[entry / periods]
        }
        if product == 0 { break }
      }
      row[start + position] = product
    }
  }

  /// The terms at an entry.
  func row(entry: Int, levels: [[Double]], attributes: [[Double]]) -> [Double] {
    var row = [Double](repeating: 0, count: count)
    write(entry: entry, levels: levels, attributes: attributes, into: &row)
    return row
  }
}

extension Alliance {
  /// The output that counts at the index `start` + `change`, less that at `start`, by the model `model`.
  func rise(by model: InnovationModel, from start: Double, change: Double) -> Double {
    switch description.response {
    case .latent: change
    case .expected: model.response.rise(from: start, by: change)
    }
  }
}

/// Σ of products of two lists, of which the second begins at `start` in `flat`.
func product(_ factors: [Double], _ flat: [Double], from start: Int) -> Double {
  var sum = 0.0
  for position in factors.indices { sum += factors[position] * flat[start + position] }
  return sum
}
