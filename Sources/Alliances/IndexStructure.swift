import Regression

/// The model's index as each firm of an alliance sees it in each period:
/// ηᵢₜ = `constant` + Σ effects `factor`·f(level of the effect's lever).
///
/// Attributes and categories are numbers here; what is left of each term is a constant, or a factor times the
/// transform of one lever. Terms that share lever and transform are one effect. Arrays are flat with one entry a firm
/// and period, firm by firm: entry `firm·periods + period`.
public struct IndexStructure: Sendable {
  /// The part of the index that the plan does not change.
  public private(set) var constant: [Double]
  /// The parts of the index that follow the levers.
  public private(set) var effects: [LeverEffect]

  /// What one lever does to the index through one transform.
  public struct LeverEffect: Sendable {
    /// The position of the lever in the alliance.
    public let lever: Int
    /// The transform f of the lever's level.
    public let transform: Transform
    /// The terms of the model that it gathers.
    public fileprivate(set) var terms: [String]
    /// What f is multiplied with: coefficients times attributes, one entry a firm and period.
    public fileprivate(set) var factor: [Double]
  }

  /// The structure of `model` over attributes already evaluated, and the terms that no linear program can carry.
  ///
  /// `levers` are the variables that the plan decides; `attributes` gives a flat array for every other numeric variable
  /// and `categories` one text a firm for every category.
  init(
    _ model: InnovationModel, levers: [String], attributes: [String: [Double]], categories: [String: [String?]],
    firms: Int, periods: Int, problems: inout [AllianceProblem]
  ) {
    constant = [Double](repeating: 0, count: firms * periods)
    effects = []
    for term in model.terms {
      var factor = [Double](repeating: term.coefficient, count: firms * periods)
      var decided: [(lever: Int, transform: Transform)] = []
      for part in term.factors {
        switch part {
        case .numeric(let variable, let transform):
          if let lever = levers.firstIndex(of: variable) {
            decided.append((lever, transform))
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
      case 1: add(factor, of: term.name, lever: decided[0].lever, transform: decided[0].transform)
      default:
        let fact = AllianceFact.productOfLevers(term: term.name, levers: decided.map { levers[$0.lever] })
        problems.append(AllianceProblem(fact, at: .key(["levers", levers[decided[1].lever]])))
      }
    }
  }

  private mutating func add(_ factor: [Double], of term: String, lever: Int, transform: Transform) {
    guard let known = effects.firstIndex(where: { $0.lever == lever && $0.transform == transform }) else {
      effects.append(LeverEffect(lever: lever, transform: transform, terms: [term], factor: factor))
      return
    }
    effects[known].terms.append(term)
    for entry in factor.indices { effects[known].factor[entry] += factor[entry] }
  }
}

extension IndexStructure.LeverEffect {
  /// What the effect adds to the index at `level`.
  public func value(at level: Double, entry: Int) -> Double {
    factor[entry] == 0 ? 0 : factor[entry] * transform.value(at: level)
  }

  /// Whether the effect needs no tangents.
  public var isLinear: Bool { transform == .identity }
}
