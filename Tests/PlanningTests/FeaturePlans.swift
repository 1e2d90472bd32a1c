import Alliances
import GLPKSolver
import TestSupport

@testable import Planning

/// Plans of random alliances of all features, each made once.
actor FeaturePlans {
  static let shared = FeaturePlans()
  /// A search that takes longer is stopped; its plan and bound have to be right all the same.
  static let planner = Planner(solver: GLPKSolver(), limits: PlanningLimits(time: .milliseconds(500)))
  private var plans: [UInt64: Task<Plan?, any Error>] = [:]

  /// The plan of the alliance of `seed`; nil where it has none, or none was found in time.
  func plan(seed: UInt64) async throws -> Plan? {
    if let plan = plans[seed] { return try await plan.value }
    let plan = Task.detached { try AllianceDescription.plannable(seed: seed).flatMap(planIfAny) }
    plans[seed] = plan
    return try await plan.value
  }
}

/// The plan of a description; nil where it has none, or none was found in time, or products of levels are too coarse to
/// keep its rules.
func planIfAny(_ description: AllianceDescription) throws -> Plan? {
  do {
    guard case .plan(let plan) = try FeaturePlans.planner.plan(Alliance(description)) else { return nil }
    return plan
  } catch PlanningError.stopped, PlanningError.productsTooCoarse {
    return nil
  }
}

/// The figure of the best plan of a description with its bound, without prices; nil as for `planIfAny`.
func optimum(_ description: AllianceDescription) throws -> Plan.ObjectiveValue? {
  let clock = SearchClock(FeaturePlans.planner.limits)
  let search = DirectionSearch(method: TangentMethod(solver: GLPKSolver(), clock: clock))
  do {
    let formulation = Formulation(try Alliance(description))
    let known = try FeaturePlans.planner.knowingStandaloneWorths(formulation, clock: clock)
    return try search.best(of: known).map { PlanReading($0).objective }
  } catch PlanningError.stopped {
    return nil
  }
}

extension AllianceDescription {
  /// A random alliance of all features whose target gain, or floor under the gain, is a half of what can be gained; nil
  /// where it has no plan.
  static func plannable(seed: UInt64) throws -> AllianceDescription? {
    try AllianceDescription.randomOfAllFeatures(seed: seed).askingForHalf()
  }

  /// The same with the target gain, or the floor under the gain, at a half of what can be gained without; nil where
  /// there is no plan without.
  func askingForHalf() throws -> AllianceDescription? {
    let floors = rules.indices.filter { if case .gainFloor = rules[$0].demand { true } else { false } }
    guard objective.targetGain != nil || !floors.isEmpty else { return self }
    var free = self
    for floor in floors.reversed() { free.rules.remove(at: floor) }
    free.objective = .gain
    guard let most = try optimum(free)?.value else { return nil }
    var asking = self
    if objective.targetGain != nil { asking.objective = .cost(targetGain: max(0, 0.5 * most)) }
    for floor in floors { asking.rules[floor].demand = .gainFloor(GainFloor(minimum: max(0, 0.5 * most))) }
    return asking
  }
}

extension Plan {
  /// What the plan decides: the levels and the money, from which all else follows.
  var recorded: RecordedLevels {
    let firms = alliance.firms.ids.indices.map { firm in self.firms.first { $0.position == firm } }
    return RecordedLevels(
      firms.map { firm in
        (firm?.periods ?? []).map { period in
          period.levers.map { RecordedLevels.Level(planned: $0.planned, seconded: $0.seconded) }
        }
      }, contributions: firms.map { ($0?.periods ?? []).map(\.contribution) }, drawn: grants.map(\.drawn),
      isIn: firms.map { $0 != nil })
  }
}

extension Plan.ObjectiveValue {
  /// What is rounding: rules may be missed by a millionth of the money, and each has its price.
  private var rounding: Double { 1e-5 * max(abs(value), abs(bound), 1e-2) }

  /// Whether `figure` is better than any plan should have.
  func isBeaten(by figure: Double) -> Bool {
    kind.isMinimised ? figure < bound - rounding : figure > bound + rounding
  }

  /// Whether the figures that the two leave open overlap, those of `other` times `factor`.
  func agrees(with other: Self, times factor: Double = 1) -> Bool {
    let (own, others) = ([value, bound], [other.value * factor, other.bound * factor])
    return (own.max() ?? 0) >= (others.min() ?? 0) - rounding && (others.max() ?? 0) >= (own.min() ?? 0) - rounding
  }
}

extension MoneyAccount {
  /// The figure of the objective, told from what firms get.
  var figure: Double {
    let alliance = formulation.alliance
    let gain = firms.reduce(0) { $0 + $1.gain }
    let spending = zip(periods, alliance.discountFactors).reduce(0) { $0 + $1.1 * $1.0.spending }
    switch alliance.description.objective {
    case .gain: return gain
    case .netValue: return alliance.description.outputValue * gain - spending
    case .worstGain: return firms[..<alliance.memberCount].map(\.gain).min() ?? 0
    case .cost: return spending
    }
  }
}
