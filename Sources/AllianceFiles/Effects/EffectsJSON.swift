import Regression

extension JSONValue {
  /// The effects as the value of `effects` in the answer of a fit, with intervals at `level`, between 0 and 1.
  ///
  /// `change` is `derivative`, `unit` (from 0 to 1) or `level` (from the category's `reference` to its `level`). Figures
  /// that are not finite are `null`.
  public init(_ effects: MarginalEffects, level: Double = 0.95) {
    self = .list(effects.effects.map { JSONValue($0, level: level) })
  }

  private init(_ effect: MarginalEffect, level: Double) {
    let interval = effect.interval(level: level)
    self.init(
      present: [("variable", .text(effect.variable)), ("change", .text(effect.contrast.key))]
        + effect.contrast.levels
        + [
          ("on", .text(effect.outcome.key)), ("at", .text(effect.at.rawValue)), ("estimate", .number(effect.estimate)),
          ("std_error", .number(effect.standardError)), ("statistic", .number(effect.statistic)),
          ("p_value", .number(effect.pValue)), ("conf_low", .number(interval.lower)),
          ("conf_high", .number(interval.upper)),
        ])
  }
}

extension EffectContrast {
  fileprivate var key: String {
    switch self {
    case .derivative: "derivative"
    case .zeroToOne: "unit"
    case .levels: "level"
    }
  }

  fileprivate var levels: [(String, JSONValue?)] {
    guard case .levels(let level, let reference) = self else { return [] }
    return [("level", .text(level)), ("reference", .text(reference))]
  }
}

extension Outcome {
  fileprivate var key: String {
    switch self {
    case .latent: "latent"
    case .expected: "expected"
    case .expectedUncensored: "expected_uncensored"
    case .probabilityUncensored: "probability_uncensored"
    }
  }
}
