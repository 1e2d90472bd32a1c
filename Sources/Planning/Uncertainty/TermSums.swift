import Alliances
import LinearProgramming
import Regression

/// What each term of the model adds to the discounted gain: gain(β) = Σₖ βₖ·Aₖ for any coefficients β, Aₖ being sums
/// over firms and periods of what the plan changes in the term.
struct TermSums {
  /// The positions of the terms that the plan moves.
  let terms: [Int]
  /// Aₖ of each of these, as an expression of the program.
  let sums: [LinearExpression]
  /// The greatest |βₖ| that is looked at, by which Aₖ is scaled to an output; above 0.
  let scales: [Double]
}

/// What one effect adds to the gain of a firm in a period, in the program.
struct EffectPart: Sendable {
  /// The position of the effect in the index of the alliance.
  let effect: Int
  /// What it adds at the estimated coefficients.
  let expression: LinearExpression
}

/// The parameters that a criterion looks at: their greatest sizes, and the ends of the factors of an effect over all of
/// them.
protocol ParameterSet {
  /// The greatest size of the parameter at a position.
  func greatestSize(of parameter: Int) -> Double
  /// The least and greatest Σ `weights[k]`·β over the parameters at `positions`.
  func range(of weights: [Double], at positions: [Int]) -> ClosedRange<Double>
}

extension Formulation {
  /// The sums of the terms, where the program holds them exactly for all `parameters`.
  ///
  /// An effect stands in the program with its factor at the estimates, Σ βₖ·aₖ, aₖ being what term k is made of beside
  /// what the plan decides; the part of term k is aₖ over that factor. A curved effect is kept below its curve, which
  /// only serves parameters at which its factor has the same sign.
  func termSums(for parameters: some ParameterSet) throws(PrudenceObstacle) -> TermSums {
    guard !alliance.bendsOutput else { throw .bentResponse }
    guard levelProducts.isEmpty else { throw .productsOfLevels }
    if let bent = curvedTerms.first(where: { $0.bent != nil }), case .effect(let effect) = bent.part {
      throw .bentTerm(alliance.index.effects[effect].terms[0])
    }
    let factors = try unitFactors
    var sums = [LinearExpression](repeating: LinearExpression(), count: alliance.model.terms.count)
    let discount = alliance.discountFactors
    for (entry, parts) in effectParts.enumerated() {
      try checkCancelling(at: entry, factors)
      for part in parts {
        let effect = alliance.index.effects[part.effect]
        let own = factors.terms[part.effect]
        let weights = own.map { factors.values[$0][part.effect][entry] }
        if effect.transform != .identity {
          let range = parameters.range(of: weights, at: own)
          guard effect.factor[entry] > 0 ? range.lowerBound >= 0 : range.upperBound <= 0 else {
            throw .changingSign(term: effect.terms[0])
          }
        }
        let share = discount[entry % alliance.periods.count] / effect.factor[entry]
        for (term, weight) in zip(own, weights) where weight != 0 {
          sums[term] += share * weight * part.expression
        }
      }
    }
    let moved = sums.indices.filter { !sums[$0].terms.isEmpty || sums[$0].constant != 0 }
    return TermSums(
      terms: moved, sums: moved.map { sums[$0] },
      scales: moved.map { max(parameters.greatestSize(of: $0), abs(alliance.model.coefficients[$0]), 1e-12) })
  }

  /// The factors of the effects for each term alone, with a coefficient of 1.
  private struct UnitFactors {
    /// By term, effect and entry; empty for a term that is in no effect.
    var values: [[[Double]]]
    /// The terms of each effect.
    var terms: [[Int]]
  }

  private var unitFactors: UnitFactors {
    get throws(PrudenceObstacle) {
      let names = alliance.model.coefficientNames
      let terms = alliance.index.effects.map { effect in effect.terms.compactMap { names.firstIndex(of: $0) } }
      let moved = Set(terms.joined())
      var values: [[[Double]]] = []
      for (term, name) in names.enumerated() {
        guard moved.contains(term) else {
          values.append([])
          continue
        }
        guard let index = alliance.unitIndex(of: term) else { throw .bentTerm(name) }
        values.append(index.effects.map(\.factor))
      }
      return UnitFactors(values: values, terms: terms)
    }
  }

  /// Terms that add to one effect and cancel there are not in the program.
  private func checkCancelling(at entry: Int, _ factors: UnitFactors) throws(PrudenceObstacle) {
    let coefficients = alliance.model.coefficients
    for (position, effect) in alliance.index.effects.enumerated() {
      let size = factors.terms[position].reduce(0) {
        $0 + max(abs(coefficients[$1]), 1e-9) * abs(factors.values[$1][position][entry])
      }
      guard size == 0 || abs(effect.factor[entry]) > 1e-9 * size else {
        throw .cancellingTerms(effect.terms.joined(separator: " + "))
      }
    }
  }
}

extension Alliance {
  /// The structure of the index where one coefficient is 1 and the others are 0; nil where that describes no alliance.
  fileprivate func unitIndex(of term: Int) -> IndexStructure? {
    var parameters = [Double](repeating: 0, count: model.parameters.count)
    parameters[term] = 1
    var copy = description
    copy.model = model.with(parameters: parameters)
    return (try? Alliance(copy))?.index
  }
}
