import Alliances
import Planning

/// What a policy comes to.
public struct PolicyResult: Sendable {
  /// The policy.
  public let policy: Policy
  /// Its plan, or why there is none.
  public let outcome: Outcome

  /// What planning under a policy comes to.
  public enum Outcome: Sendable {
    /// The best plan under it.
    case planned(PolicyFigures)
    /// No plan meets it together with the other demands.
    case noPlan
    /// No baseline costs anything, so that there are no old shares.
    case noBaseline
    /// Planning under it ended without an answer, which ends no comparison of the others.
    case failed(PlanningError)
    /// The alliance cannot be planned under it, for these reasons.
    case notSound([AllianceProblem])
  }

  /// Whether the search for its plan stopped short of its aim.
  var isStopped: Bool {
    if case .failed(.stopped) = outcome { true } else { figures?.objective.isStopped == true }
  }

  /// The figures of the best plan; nil where there is none.
  public var figures: PolicyFigures? {
    if case .planned(let figures) = outcome { figures } else { nil }
  }
}

/// The figures of the best plan under a policy, beside those of the best one without any.
public struct PolicyFigures: Sendable {
  /// The discounted gain of the alliance [output].
  public let gain: Double
  /// The figure that the alliance plans for.
  public let objective: PlannedFigure
  /// The part of the figure that the policy costs: 1 − with/without of a figure that is to be large, with/without − 1 of a cost.
  /// Nil where the figure without is 0 or below.
  public let price: Double?
  /// Differences of prices up to this are rounding, or what the searches leave open.
  public let priceUncertainty: Double
  /// The Gini coefficient of the members' gains; nil where they add up to nothing.
  public let gini: Double?
  /// The smallest gain of a member [output].
  public let worstGain: Double
  /// The discounted gain of every firm, 0 for candidates that stay out [output].
  public let gains: [Double]
  /// The members that gain more than without any policy, by position.
  public let winners: [Int]
  /// The members that gain less.
  public let losers: [Int]
  /// On whom the policy binds; nobody where it costs nothing.
  public let binding: BindingFirms
  /// The positions of the candidates that join.
  public let partners: [Int]
  /// What the levers of all firms cost [currency].
  public let spending: Double
  /// What the figure that the alliance plans for promises, less what it promises too much; nil where that was not asked
  /// for, and where it cannot be told.
  public internal(set) var correction: PromiseCorrection?

  /// Whether the policy costs something beyond rounding.
  public var costsSomething: Bool { (price ?? 0) > 0 }
}

extension PolicyFigures {
  /// The figures of `plan` under `policy`, `bare` being the best plan without any.
  init(_ plan: Plan, under policy: Policy, without bare: Plan) {
    objective = PlannedFigure(plan)
    let reference = PlannedFigure(bare)
    gain = plan.totals.gain
    spending = plan.totals.spending
    gains = plan.gainsByFirm
    partners = plan.selected
    let size = abs(reference.value)
    let loss = reference.improvement(on: objective).value
    let open = size > 0 ? ((reference.uncertainty + objective.uncertainty) / size).orZero(within: 1e-9) : 0
    priceUncertainty = open
    price = reference.value > 0 ? (loss / size).orZero(within: max(1e-9, (1 + 1e-6) * open)) : nil
    let members = gains.prefix(plan.alliance.memberCount)
    let rounding = plan.alliance.rounding.gain
    gini = members.reduce(0, +) > rounding ? giniCoefficient(of: Array(members)) : nil
    worstGain = members.min() ?? 0
    let before = bare.gainsByFirm.prefix(plan.alliance.memberCount)
    let near = max(rounding, 1e-6 * max(abs(bare.totals.gain), before.map(abs).max() ?? 0))
    winners = members.indices.filter { members[$0] - before[$0] > near }
    losers = members.indices.filter { before[$0] - members[$0] > near }
    let costs = (price ?? 0) > 0
    binding = costs ? BindingFirms(of: policy.rules, in: plan) : BindingFirms()
  }
}

/// The Gini coefficient of `amounts`: Σᵢⱼ|xᵢ − xⱼ|/(2n²·mean), 0 where all are equal; nil where they do not add up to more than
/// 0. It exceeds 1 where some amounts are below 0 (Gini 1912; Chen, Tsaur & Rhai 1982).
public func giniCoefficient(of amounts: [Double]) -> Double? {
  let total = amounts.reduce(0, +)
  guard total > 1e-12 * amounts.reduce(0, { $0 + abs($1) }) else { return nil }
  let count = Double(amounts.count)
  // In rising order the i-th of n amounts, from 1, counts 2i − n − 1 times.
  let weighted = amounts.sorted().enumerated().reduce(0) { $0 + (2 * Double($1.offset + 1) - count - 1) * $1.element }
  return max(0, weighted / (count * total))
}
