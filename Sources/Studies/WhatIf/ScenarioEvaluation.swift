import Alliances
import Planning
import Regression
import SourceText
import Statistics

/// The changes that all sets of factors make, put together to the change of all, of each firm and of each factor.
struct ScenarioEvaluation {
  let split: FactorSplit
  let draws: CoefficientDraws?
  let total: WhatIf.Estimate
  let parts: [WhatIf.Part]
  /// The change of every firm, by position.
  let firms: [WhatIf.Estimate]
  /// What every factor adds at every firm, by firm and factor.
  let partsOfFirms: [[Double]]
  /// The change of every firm and period with all factors, by entry [output].
  let changes: [Double]

  init(
    _ scenario: Scenario, _ whole: Scenario.State, _ settings: WhatIf.Settings, onStep: @Sendable () -> Void
  ) throws(InputProblems) {
    let alliance = scenario.alliance
    let split = FactorSplit(over: scenario.factors.count, orders: settings.orders, seed: settings.seed)
    let draws = CoefficientDraws(alliance.model, seed: settings.seed)
    var question = ChangeOfOutput.Question(gradients: draws != nil && settings.draws == nil)
    if let draws, let count = settings.draws { question.draws = (0..<count).map(draws.model) }
    let sets = try concurrentMap(count: split.sets.count) { [question] (set) throws(InputProblems) -> ChangeOfOutput in
      defer { onStep() }
      return try scenario.change(of: split.sets[set], question)
    }
    var ofFirms = question
    ofFirms.byFirm = true
    let all = ChangeOfOutput(whole, in: scenario, ofFirms)
    let rounding = alliance.rounding.gain
    let uncertainty = ParameterUncertainty(
      draws: draws, settings: settings, model: alliance.model, rounding: rounding)

    self.split = split
    self.draws = draws
    changes = all.changes
    firms = all.sums.map { uncertainty.estimate($0.value, gradient: $0.gradient, drawn: $0.drawn) }
    total = uncertainty.estimate(
      all.sums.reduce(0) { $0 + $1.value }, gradient: Self.sum(all.sums.map(\.gradient)),
      drawn: Self.sum(all.sums.map(\.drawn)))
    let totals = sets.map { $0.sums[0].value }
    let values = split.parts(of: totals)
    let errors = split.samplingErrors(of: totals)
    let gradients = split.parts(ofEach: sets.map { $0.sums[0].gradient })
    let drawn = split.parts(ofEach: sets.map { $0.sums[0].drawn })
    parts = values.indices.map { factor in
      WhatIf.Part(
        estimate: uncertainty.estimate(values[factor], gradient: gradients[factor], drawn: drawn[factor]),
        samplingError: errors?[factor])
    }
    partsOfFirms = alliance.firms.ids.indices.map { firm in
      split.parts(of: sets.map { alliance.discounted($0.changes, of: firm) }).map { $0.orZero(within: rounding) }
    }
  }

  private static func sum(_ vectors: [[Double]]) -> [Double] {
    var sum = vectors.first ?? []
    for vector in vectors.dropFirst() {
      for position in sum.indices { sum[position] += vector[position] }
    }
    return sum
  }
}

extension Scenario {
  /// What the factors `chosen` change by themselves.
  ///
  /// - Throws: a `ScenarioFact` where that has no output.
  fileprivate func change(
    of chosen: UInt64, _ question: ChangeOfOutput.Question
  ) throws(InputProblems) -> ChangeOfOutput {
    let state = state(of: chosen)
    if let fact = fault(in: state, of: chosen) { throw InputProblems(fact, at: SourceMark(file: "--set")) }
    let change = ChangeOfOutput(state, in: self, question)
    if let entry = change.changes.firstIndex(where: { !$0.isFinite }) {
      let texts = factors.indices.filter { chosen & (1 << UInt64($0)) != 0 }.map { factors[$0].text }
      let fact = ScenarioFact.outputNotFinite(
        alliance.firms.ids[entry / alliance.periods.count], period: alliance.periods[entry % alliance.periods.count],
        factors: chosen == everything ? nil : texts)
      throw InputProblems(fact, at: SourceMark(file: "--set"))
    }
    return change
  }
}

extension FactorSplit {
  /// The parts of several figures at once, by factor and figure, from their values by set and figure.
  func parts(ofEach values: [[Double]]) -> [[Double]] {
    let width = values.first?.count ?? 0
    var parts = [[Double]](repeating: [Double](repeating: 0, count: width), count: factorCount)
    for (set, own) in values.enumerated() {
      for factor in parts.indices {
        let weight = weights[set * factorCount + factor]
        guard weight != 0 else { continue }
        for figure in 0..<width { parts[factor][figure] += weight * own[figure] }
      }
    }
    return parts
  }
}

extension Alliance {
  /// Σ_t d_t of figures by entry, of one firm.
  func discounted(_ figures: [Double], of firm: Int) -> Double {
    discountFactors.enumerated().reduce(0) { $0 + $1.element * figures[entry(firm: firm, period: $1.offset)] }
  }
}

/// How what the parameters leave open becomes standard errors and intervals: by the delta method √(g′Vg), exact where
/// outputs are linear in the coefficients, or from draws of the parameters.
struct ParameterUncertainty {
  let draws: CoefficientDraws?
  let settings: WhatIf.Settings
  let model: InnovationModel
  /// Figures up to this are rounding, and nothing.
  let rounding: Double

  /// `value` with its error from its `gradient`, or from its values under the draws.
  func estimate(_ value: Double, gradient: [Double], drawn: [Double]) -> WhatIf.Estimate {
    let value = value.orZero(within: rounding)
    guard let draws else { return WhatIf.Estimate(value: value, standardError: nil, interval: nil) }
    guard settings.draws == nil else { return fromDraws(value, drawn) }
    let variance = zip(gradient, draws.covariance.times(gradient)).reduce(0) { $0 + $1.0 * $1.1 }
    let error = max(0, variance).squareRoot().orZero(within: rounding)
    let width = model.testDistribution.width(level: settings.level) * error
    return WhatIf.Estimate(value: value, standardError: error, interval: (value - width)...(value + width))
  }

  private func fromDraws(_ value: Double, _ drawn: [Double]) -> WhatIf.Estimate {
    let sample = SampleSummary(drawn)
    let outside = (1 - settings.level) / 2
    let (low, high) = (sample.quantile(outside), sample.quantile(1 - outside))
    return WhatIf.Estimate(value: value, standardError: sample.standardDeviation, interval: low...max(low, high))
  }
}
