import Regression

/// The model's index as each firm of an alliance sees it in each period:
/// ηᵢₜ = `constant` + Σ effects `factor`·f(index level of the effect's variable).
///
/// Attributes and categories are numbers here; what is left of each term is a constant, or a factor times the
/// transform of one decided variable. Terms that share variable and transform are one effect. Arrays are flat with one entry a firm
/// and period, firm by firm: entry `firm·periods + period`.
public struct IndexStructure: Sendable {
  /// The part of the index that the plan does not change.
  public private(set) var constant: [Double]
  /// The parts of the index that follow one decided variable.
  public private(set) var effects: [Effect]

  /// What one decided variable does to the index through one transform.
  public struct Effect: Sendable {
    /// The position among the alliance's decided variables.
    public let variable: Int
    /// The transform f of the index level.
    public let transform: Transform
    /// The terms of the model that it gathers.
    public fileprivate(set) var terms: [String]
    /// What f is multiplied with: coefficients times attributes, one entry a firm and period.
    public fileprivate(set) var factor: [Double]
  }

  /// The structure of `model` over attributes already evaluated, and the terms that no linear program can carry.
  ///
  /// `decided` are the variables that the plan decides; what bends is straight between off and on, 0 and 1; `attributes` gives a flat array for every other numeric variable
  /// and `categories` one text a firm for every category.
  init(
    _ model: InnovationModel, decided variables: [DecidedVariable], attributes: [String: [Double]],
    categories: [String: [String?]],
    firms: Int, periods: Int, problems: inout [AllianceProblem]
  ) {
    let names = variables.map(\.name)
    constant = [Double](repeating: 0, count: firms * periods)
    effects = []
    for term in model.terms {
      var factor = [Double](repeating: term.coefficient, count: firms * periods)
      var decided: [(variable: Int, transform: Transform)] = []
      for part in term.factors {
        switch part {
        case .numeric(let variable, let transform):
          if let position = names.firstIndex(of: variable) {
            if variables[position].isOnOrOff, transform.value(at: 0) == 0 {
              let rise = transform.value(at: 1)
              for entry in factor.indices { factor[entry] *= rise }
              decided.append((position, .identity))
            } else {
              decided.append((position, transform))
            }
          } else if let values = attributes[variable] {
            for entry in factor.indices { factor[entry] *= transform.value(at: values[entry]) }
          }
        case .indicator(let variable, let level):
          // A category without its column is a problem of the firms, reported with them.
          guard let texts = categories[variable] else { continue }
          for entry in factor.indices where texts[entry / periods] != level { factor[entry] = 0 }
        }
      }
      switch decided.count {
      case 0: for entry in factor.indices { constant[entry] += factor[entry] }
      case 1: add(factor, of: term.name, variable: decided[0].variable, transform: decided[0].transform)
      default:
        let fact = AllianceFact.productOfLevers(term: term.name, levers: decided.map { names[$0.variable] })
        problems.append(AllianceProblem(fact, at: .key(["levers", names[decided[1].variable]])))
      }
    }
  }

  private mutating func add(_ factor: [Double], of term: String, variable: Int, transform: Transform) {
    guard let known = effects.firstIndex(where: { $0.variable == variable && $0.transform == transform }) else {
      effects.append(Effect(variable: variable, transform: transform, terms: [term], factor: factor))
      return
    }
    effects[known].terms.append(term)
    for entry in factor.indices { effects[known].factor[entry] += factor[entry] }
  }
}

extension IndexStructure {
  /// The change of the index at an entry per unit of the index level of a decided variable, at `level`.
  public func slope(of variable: Int, entry: Int, at level: Double) -> Double {
    effects.reduce(0) { sum, effect in
      guard effect.variable == variable, effect.factor[entry] != 0 else { return sum }
      return sum + effect.factor[entry] * effect.transform.slope(at: level)
    }
  }
}

extension IndexStructure.Effect {
  /// What the effect adds to the index at the index level `level`.
  public func value(at level: Double, entry: Int) -> Double {
    factor[entry] == 0 ? 0 : factor[entry] * transform.value(at: level)
  }

  /// Whether the effect needs no tangents.
  public var isLinear: Bool { transform == .identity }
}
