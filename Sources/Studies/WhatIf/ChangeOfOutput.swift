import Alliances
import Regression

/// What one set of factors changes, with how it follows from the parameters of the model.
struct ChangeOfOutput: Sendable {
  /// The change of output of every firm and period, by entry [output].
  let changes: [Double]
  /// The discounted changes summed over `firms` groups of firms, and how they follow the parameters.
  let sums: [Sum]

  /// The discounted change of some firms together.
  struct Sum: Sendable {
    /// The change [output].
    var value = 0.0
    /// Its derivatives with respect to the parameters of the model; empty where they were not asked for.
    var gradient: [Double]
    /// The change under each draw of the parameters.
    var drawn: [Double]
  }

  /// What is asked of the changes beside their values.
  struct Question: Sendable {
    /// Whether each firm is summed by itself, or all of them together.
    var byFirm = false
    /// Whether derivatives are asked for.
    var gradients = false
    /// The models with drawn parameters.
    var draws: [InnovationModel] = []
  }

  /// The change that `state` makes in `scenario`.
  init(_ state: Scenario.State, in scenario: Scenario, _ question: Question) {
    let alliance = scenario.alliance
    let terms = scenario.terms
    let model = alliance.model
    let parameters = question.gradients ? model.parameters.count : 0
    let empty = Sum(
      gradient: [Double](repeating: 0, count: parameters),
      drawn: [Double](repeating: 0, count: question.draws.count))
    var sums = [Sum](repeating: empty, count: question.byFirm ? alliance.firms.count : 1)
    var changes = [Double](repeating: 0, count: alliance.firms.count * alliance.periods.count)
    let baselines = scenario.baselineLevels
    let (coefficients, drawn) = (model.coefficients, question.draws.map(\.coefficients))
    var before = [Double](repeating: 0, count: terms.count)
    var (after, change) = (before, before)
    for firm in alliance.firms.ids.indices where state.isIn[firm] {
      for (period, discount) in alliance.discountFactors.enumerated() {
        let entry = alliance.entry(firm: firm, period: period)
        terms.write(entry: entry, levels: baselines, attributes: terms.attributes, into: &before)
        terms.write(entry: entry, levels: state.levels, attributes: state.attributes, into: &after)
        guard before != after else { continue }
        for term in change.indices { change[term] = after[term] - before[term] }
        let start = product(coefficients, before, from: 0)
        let own = alliance.rise(by: model, from: start, change: product(coefficients, change, from: 0))
        changes[entry] = own
        let sum = question.byFirm ? firm : 0
        sums[sum].value += discount * own
        if question.gradients {
          alliance.addGradient(of: (before, after), times: discount, to: &sums[sum].gradient)
        }
        for (draw, parameters) in drawn.enumerated() {
          let start = product(parameters, before, from: 0)
          let rise = product(parameters, change, from: 0)
          sums[sum].drawn[draw] += discount * alliance.rise(by: question.draws[draw], from: start, change: rise)
        }
      }
    }
    self.changes = changes
    self.sums = sums
  }
}

extension Alliance {
  /// Adds `factor` times the derivatives of F(x′β) − F(b′β) with respect to the parameters, b and x being the terms
  /// before and after a change.
  fileprivate func addGradient(
    of terms: (before: [Double], after: [Double]), times factor: Double, to gradient: inout [Double]
  ) {
    let coefficients = model.coefficients
    let isBent = bendsOutput
    let (from, to) = (product(coefficients, terms.before, from: 0), product(coefficients, terms.after, from: 0))
    let slopes = isBent ? (model.response.slope(at: from), model.response.slope(at: to)) : (1, 1)
    for term in coefficients.indices {
      gradient[term] += factor * (slopes.1 * terms.after[term] - slopes.0 * terms.before[term])
    }
    guard isBent, gradient.count > coefficients.count else { return }
    let spread = model.response.slopeOfLogSigma(at: to) - model.response.slopeOfLogSigma(at: from)
    gradient[coefficients.count] += factor * spread
  }
}
