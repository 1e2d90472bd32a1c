import Regression

/// Marginal effects as tables for a terminal: one for the averages and one for the effects at the means, in each the
/// outcomes one below the other.
public struct EffectsReport: Sendable {
  private let effects: MarginalEffects
  private let level: Double?

  /// The report of `effects`; with `level`, between 0 and 1, confidence intervals in place of the statistics.
  public init(_ effects: MarginalEffects, level: Double? = nil) {
    self.effects = effects
    self.level = level
  }

  /// The tables in lines of `width` cells, longer only where labels and numbers need it, with an empty line between
  /// them; none when no variable has an effect.
  public func lines(_ palette: Palette = .plain, width: Int = 80) -> [String] {
    EffectPoint.allCases.flatMap { place -> [String] in
      let rows = Outcome.allCases.flatMap { self.rows(effects.effects(on: $0, at: place)) }
      guard !rows.isEmpty else { return [] }
      let laidOut = TextTable(columns, rows: rows).lines(width: width, narrowestFirst: 24)
      let separator = place == EffectPoint.allCases.first ? [] : [""]
      return separator + [palette.strong(place.heading)] + laidOut.heading.map(palette.quiet) + laidOut.rows
    }
  }

  private var columns: [TextTable.Column] {
    let first = TextTable.Column("effect on", .left, keepsEnds: true)
    let estimates = [first, TextTable.Column("estimate"), TextTable.Column("std.error")]
    guard let level else { return estimates + [TextTable.Column("statistic"), TextTable.Column("p.value")] }
    let share = NumberText.significant(level * 100, digits: 6)
    return estimates + ["\(share)% low", "\(share)% high", "p.value"].map { TextTable.Column($0) }
  }

  /// The outcome's name, then a row a change.
  private func rows(_ effects: [MarginalEffect]) -> [[String]] {
    guard let outcome = effects.first?.outcome else { return [] }
    let numbers = CoefficientText(effects.flatMap { [$0.estimate, $0.standardError] })
    let title = [outcome.title] + columns.dropFirst().map { _ in "" }
    return [title]
      + effects.map { effect in
        ["  \(effect.label)", numbers.text(effect.estimate), numbers.text(effect.standardError)]
          + tests(effect, numbers)
      }
  }

  private func tests(_ effect: MarginalEffect, _ numbers: CoefficientText) -> [String] {
    let probability = probabilityText(effect.pValue)
    guard let level else {
      return [NumberText.fixed(effect.statistic, decimals: 3, grouping: false), probability]
    }
    let interval = effect.interval(level: level)
    return [numbers.text(interval.lower), numbers.text(interval.upper), probability]
  }
}

extension MarginalEffect {
  /// The variable and what changes: `rd`, `support 0 → 1`, `region east → west`.
  fileprivate var label: String {
    switch contrast {
    case .derivative: variable
    case .zeroToOne: "\(variable) 0 → 1"
    case .levels(let level, let reference): "\(variable) \(reference) → \(level)"
    }
  }
}

extension EffectPoint {
  fileprivate var heading: String {
    switch self {
    case .average: "marginal effects, averaged over the rows"
    case .means: "marginal effects at the means"
    }
  }
}

extension Outcome {
  fileprivate var title: String {
    switch self {
    case .latent: "index"
    case .expected: "expected output"
    case .expectedUncensored: "expected, if uncensored"
    case .probabilityUncensored: "probability uncensored"
    }
  }
}
