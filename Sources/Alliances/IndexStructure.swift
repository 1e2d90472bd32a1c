import Regression

/// The model's index as each firm of an alliance sees it in each period:
/// ηᵢₜ = `constant` + Σ effects `factor`·(index levels of the multipliers)·f(index level of the effect's variable).
///
/// Attributes and categories are numbers here; what is left of each term is a constant, or a factor times the transform of
/// one decided variable, and in products times others that are made of decisions. Terms that share all of these are one
/// effect. Arrays are flat with one entry a firm and period, firm by firm: entry `firm·periods + period`.
public struct IndexStructure: Sendable {
  /// The part of the index that the plan does not change.
  public private(set) var constant: [Double]
  /// The parts of the index that follow decided variables.
  public private(set) var effects: [Effect]

  /// What one decided variable does to the index through one transform.
  public struct Effect: Sendable {
    /// The position among the alliance's decided variables.
    public let variable: Int
    /// The transform f of the index level.
    public let transform: Transform
    /// The positions of decided variables whose levels f is multiplied with, too: each is 0 or 1, or a sum of such
    /// decisions with weights of 0 or more. Empty for what is no product.
    public let multipliers: [Int]
    /// The position of a decided variable with levels between, with which f, then the level itself, is multiplied; nil for
    /// most effects.
    public let second: Int?
    /// The terms of the model that it gathers.
    public fileprivate(set) var terms: [String]
    /// What f is multiplied with: coefficients times attributes, one entry a firm and period.
    public fileprivate(set) var factor: [Double]
  }

  /// The structure of `model` over attributes already evaluated, and the terms that no linear program can carry.
  ///
  /// `decided` are the variables that the plan decides; what bends is straight between off and on, 0 and 1. `attributes`
  /// gives a flat array for every other numeric variable and `categories` one text a firm for every category. Two levels
  /// between decisions are a problem in one term unless the plan `multipliesLevels`.
  init(
    _ model: InnovationModel, decided variables: [DecidedVariable], multipliesLevels: Bool,
    attributes: [String: [Double]],
    categories: [String: [String?]],
    firms: Int, periods: Int, problems: inout [AllianceProblem]
  ) {
    let names = variables.map(\.name)
    constant = [Double](repeating: 0, count: firms * periods)
    effects = []
    for term in model.terms {
      var factor = [Double](repeating: term.coefficient, count: firms * periods)
      var decided: [DecidedFactor] = []
      for part in term.factors {
        switch part {
        case .numeric(let variable, let transform):
          if let position = names.firstIndex(of: variable) {
            if variables[position].isOnOrOff, transform.value(at: 0) == 0 {
              let rise = transform.value(at: 1)
              for entry in factor.indices { factor[entry] *= rise }
              decided.append(DecidedFactor(variable: position, transform: .identity))
            } else {
              decided.append(DecidedFactor(variable: position, transform: transform))
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
      if decided.isEmpty {
        for entry in factor.indices { constant[entry] += factor[entry] }
      } else if let split = Self.split(decided, variables, multipliesLevels) {
        add(factor, of: term.name, split)
      } else {
        let fact = AllianceFact.productOfLevers(term: term.name, levers: decided.map { names[$0.variable] })
        problems.append(AllianceProblem(fact, at: .key(variables[decided[1].variable].path)))
      }
    }
  }

  /// A decided variable in a term, with its transform.
  private struct DecidedFactor {
    let variable: Int
    let transform: Transform
  }

  /// The factors of a term by the part that they have in its effect.
  private struct Split {
    var factor: DecidedFactor
    var second: Int?
    var multipliers: [Int]
  }

  /// The factors of a term with all but one as multipliers, or but two where levels may be multiplied; nil where more of
  /// them have levels between decisions, or bend.
  private static func split(
    _ factors: [DecidedFactor], _ variables: [DecidedVariable], _ multipliesLevels: Bool
  ) -> Split? {
    func isMade(ofDecisions factor: DecidedFactor) -> Bool {
      variables[factor.variable].isMadeOfDecisions && factor.transform == .identity
    }
    // What has more than two levels is left as the factor where it can be: a switch makes the smaller product.
    let order = factors.sorted { left, right in
      func rank(_ factor: DecidedFactor) -> Int {
        !isMade(ofDecisions: factor) ? 0 : variables[factor.variable].isOnOrOff ? 2 : 1
      }
      return (rank(left), left.variable) < (rank(right), right.variable)
    }
    guard let factor = order.first else { return nil }
    let levels = order.dropFirst().filter { !isMade(ofDecisions: $0) }
    let multipliers = order.dropFirst().filter(isMade).map(\.variable).sorted()
    switch levels.count {
    case 0: return Split(factor: factor, multipliers: multipliers)
    case 1
    where multipliesLevels && factor.transform == .identity && levels[0].transform == .identity
      && factor.variable != levels[0].variable:
      return Split(factor: factor, second: levels[0].variable, multipliers: multipliers)
    default: return nil
    }
  }

  private mutating func add(_ factor: [Double], of term: String, _ split: Split) {
    let known = effects.firstIndex {
      $0.variable == split.factor.variable && $0.transform == split.factor.transform && $0.second == split.second
        && $0.multipliers == split.multipliers
    }
    guard let known else {
      effects.append(
        Effect(
          variable: split.factor.variable, transform: split.factor.transform, multipliers: split.multipliers,
          second: split.second, terms: [term], factor: factor))
      return
    }
    effects[known].terms.append(term)
    for entry in factor.indices { effects[known].factor[entry] += factor[entry] }
  }
}

extension IndexStructure {
  /// The change of the index at an entry per unit of the index level of a decided variable, where the index level of decided
  /// variable k is `levels[k]`.
  public func slope(of variable: Int, entry: Int, levels: [Double]) -> Double {
    effects.reduce(0) { sum, effect in
      guard effect.factor[entry] != 0 else { return sum }
      var (slope, others) = (0.0, effect.others)
      if effect.variable == variable {
        slope = effect.factor[entry] * effect.transform.slope(at: levels[effect.variable])
      } else if let own = others.firstIndex(of: variable) {
        slope = effect.factor[entry] * effect.transform.value(at: levels[effect.variable])
        others.remove(at: own)
      } else {
        return sum
      }
      let times = others.reduce(1) { $0 * levels[$1] }
      return times == 0 ? sum : sum + times * slope
    }
  }
}

extension IndexStructure.Effect {
  /// What the effect adds to the index where the index level of decided variable k is `levels[k]`.
  public func value(at levels: [Double], entry: Int) -> Double {
    let times = others.reduce(factor[entry]) { $0 * levels[$1] }
    return times == 0 ? 0 : times * transform.value(at: levels[variable])
  }

  /// The least and greatest that the effect adds to the index where the index level of decided variable k lies in
  /// `ranges[k]`. Every transform only rises from 0 on; an even power falls up to 0.
  public func range(over ranges: [ClosedRange<Double>], entry: Int) -> ClosedRange<Double> {
    let own = ranges[variable]
    let turn = own.lowerBound < 0 && own.upperBound > 0 ? [0.0] : []
    let levels = [own.lowerBound, own.upperBound] + turn.filter { transform.domain.contains($0) }
    let ends = others.reduce(levels.map { factor[entry] * transform.value(at: $0) }) {
      ends, multiplier in
      ends.flatMap { [$0 * ranges[multiplier].lowerBound, $0 * ranges[multiplier].upperBound] }
    }
    let least = ends.min() ?? 0
    return least...max(least, ends.max() ?? 0)
  }

  /// Whether the effect multiplies decided variables.
  public var isProduct: Bool { !others.isEmpty }

  /// The positions of all decided variables but the first.
  fileprivate var others: [Int] { multipliers + [second].compactMap(\.self) }

  /// Whether the effect needs no tangents.
  public var isLinear: Bool { transform == .identity && second == nil }
}
