/// The effects of the variables of a fit on its outcomes.
///
/// An effect G(β, log σ) has the standard error √(J V J′), J its derivatives with respect to the parameters and V their
/// covariance (delta method; Greene, "Econometric Analysis", chapter on limited dependent variables). The derivatives are
/// analytic. A smearing factor counts as known.
public struct MarginalEffects: Sendable, Hashable {
  /// First the average effects, then those at the means; of each the outcomes one after another, and for each outcome
  /// the variables in the order of the formula, categories with every level but the reference. Without variables and
  /// levels of which no coefficient was estimated.
  public let effects: [MarginalEffect]

  /// The effects of every variable of `fit`, with the covariance that it has now.
  public init(_ fit: some RegressionFit) {
    let variables = fit.sample.effectVariables
    effects = EffectPoint.allCases.flatMap { place in
      let points =
        switch place {
        case .average: EvaluationPoints(rowsOf: fit.sample)
        case .means: EvaluationPoints(meansOf: fit.sample)
        }
      return EffectCalculation(fit, points, place).effects(of: variables)
    }
  }

  /// The effects at `place` on `outcome`.
  public func effects(on outcome: Outcome, at place: EffectPoint) -> [MarginalEffect] {
    effects.filter { $0.outcome == outcome && $0.at == place }
  }
}

/// A change of a variable as the calculation sees it.
struct EffectChange {
  let variable: String
  let contrast: EffectContrast

  /// The settings before and after the change; nil for a derivative.
  var settings: (from: EvaluationPoints.Setting, to: EvaluationPoints.Setting)? {
    switch contrast {
    case .derivative: nil
    case .zeroToOne: (.number(variable: variable, 0), .number(variable: variable, 1))
    case .levels(let level, let reference):
      (.level(variable: variable, reference), .level(variable: variable, level))
    }
  }
}

extension Sample {
  /// The changes of every variable that enters a column of the design.
  fileprivate var effectVariables: [EffectChange] {
    let factors = Set(columns.flatMap(\.factors))
    return formula.variables.flatMap { variable -> [EffectChange] in
      if let category = data.category(variable) {
        return category.levels.dropFirst().filter { level in
          factors.contains(.indicator(variable: variable, level: level))
        }.map { EffectChange(variable: variable, contrast: .levels($0, reference: category.levels[0])) }
      }
      guard factors.contains(where: { $0.variable == variable }) else { return [] }
      let isBinary = data.numbers(variable).allSatisfy { $0 == 0 || $0 == 1 }
      return [EffectChange(variable: variable, contrast: isBinary ? .zeroToOne : .derivative)]
    }
  }
}
