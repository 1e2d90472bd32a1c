import Alliances
import Planning
import SourceText
import Statistics

/// Policies of dividing what an alliance spends, each beside the best plan without any.
public struct PolicyStudy: Sendable {
  /// The alliance, with the policies of its file.
  public let alliance: Alliance
  /// The best plan without any policy: the rules that are facts are kept.
  public let bare: Plan
  /// The figures of that plan.
  public let withoutPolicy: PolicyFigures
  /// The policies at each tolerance, in the order of the comparison.
  public let results: [PolicyResult]
  /// The curve of every policy that has figures at two tolerances or more, in the same order.
  public let curves: [ToleranceCurve]
  /// With what promises are corrected.
  public let promises: PromiseBasis

  /// The tolerances at which policies are compared unless others are asked for.
  public static let usualTolerances = [0, 0.05, 0.1, 0.2, 0.5]

  /// Whether a search stopped short of its aim anywhere.
  public var isStopped: Bool {
    bare.isStopped || results.contains { $0.isStopped }
  }

  /// The curve of a policy, where it has one.
  public func curve(of kind: Policy.Kind) -> ToleranceCurve? { curves.first { $0.kind == kind } }
}

/// What cannot be asked of a comparison of policies.
public enum PolicyFact: InputFact, Error, Hashable {
  /// The firms have no column of that name to share in proportion to.
  case columnUnknown(String, known: [String])
  /// The column cannot be shared in proportion to, for these reasons.
  case columnNotSound(String, [AllianceProblem])
}

extension PolicyStudy {
  /// The alliance without its policies, of which every policy is an addition.
  ///
  /// - Throws: what is wrong with it, which is nothing where `alliance` is sound.
  public static func withoutPolicies(_ alliance: Alliance) throws(AllianceProblems) -> Alliance {
    try Alliance(PolicyList(of: alliance).bare)
  }

  /// Checks that what firms get can be in proportion to each of `columns`.
  ///
  /// - Throws: a `PolicyFact` for the first column that does not serve.
  public static func check(_ columns: [String], of alliance: Alliance) throws(PolicyFact) {
    let known = alliance.firms.columnNames(of: .members)
    for column in columns {
      guard known.contains(column) else { throw .columnUnknown(column, known: known) }
      var description = PolicyList(of: alliance).bare
      description.rules = [Rule("proportional to \(column)", .proportion(Proportion(to: .column(column))))]
      do {
        _ = try Alliance(description)
      } catch {
        throw .columnNotSound(column, error.problems)
      }
    }
  }

  /// How many policies the study of `alliance` plans, that without any among them.
  public static func steps(of alliance: Alliance, tolerances: [Double], to columns: [String]) -> Int {
    PolicyList(of: alliance).policies(at: tolerances, to: columns).count + 1
  }

  /// The study of `alliance` by `planner` at `tolerances`, in proportion to `columns` besides those that its rules name; nil
  /// where no plan meets the demands that are no policies. `step` is called after every plan.
  ///
  /// - Parameters:
  ///   - bare: the alliance without its policies, from `withoutPolicies(_:)`.
  ///   - columns: columns of the members' file that `check(_:of:)` found to serve.
  ///   - promises: with what promises are corrected.
  /// - Throws: as `Planner.bestPlan(of:settling:from:)`; `PlanningError.stopped` where somebody interrupted it.
  public init?(
    of alliance: Alliance, without bare: Alliance, by planner: Planner, tolerances: [Double] = usualTolerances,
    to columns: [String] = [], promises: PromiseBasis = .notAsked, step: @Sendable () -> Void = {}
  ) throws(PlanningError) {
    guard let plan = try planner.studyPlan(of: bare) else { return nil }
    self.alliance = alliance
    self.bare = plan
    self.promises = promises
    let search = PolicyPlans(planner: planner, bare: plan, corrections: promises.corrections)
    withoutPolicy = try search.figures(of: plan, under: Policy(kind: .none, rules: [], tolerance: nil))
    step()
    results = try search.results(of: PolicyList(of: alliance).policies(at: tolerances, to: columns), step: step)
    curves = results.curves
  }
}

/// Plans under one policy after another.
private struct PolicyPlans: Sendable {
  let planner: Planner
  let bare: Plan
  let corrections: PromiseCorrections?

  /// What `policies` come to; the same demand under two names is planned once.
  func results(of policies: [Policy], step: @Sendable () -> Void) throws(PlanningError) -> [PolicyResult] {
    var number: [[Rule.Demand]: Int] = [:]
    var different: [Policy] = []
    for policy in policies where number[policy.rules.map(\.demand)] == nil {
      number[policy.rules.map(\.demand)] = different.count
      different.append(policy)
    }
    let outcomes = try concurrentMap(count: different.count) { [different] position throws(PlanningError) in
      defer { step() }
      return try outcome(of: different[position])
    }
    return policies.map { PolicyResult(policy: $0, outcome: outcomes[number[$0.rules.map(\.demand)] ?? 0]) }
  }

  private func outcome(of policy: Policy) throws(PlanningError) -> PolicyResult.Outcome {
    if policy.kind == .statusQuo || policy.kind == .oldShares, bare.alliance.baselineCosts.allSatisfy({ $0 == 0 }) {
      return .noBaseline
    }
    var ruled = bare.alliance.description
    ruled.rules += policy.rules
    let alliance: Alliance
    do {
      alliance = try Alliance(ruled)
    } catch {
      return .notSound(error.problems)
    }
    do throws(PlanningError) {
      guard let plan = try planner.studyPlan(of: alliance, from: bare.start) else { return .noPlan }
      return .planned(try figures(of: plan, under: policy))
    } catch .stopped(.interrupted) {
      throw .stopped(.interrupted)
    } catch {
      return .failed(error)
    }
  }

  /// The figures of `plan` under `policy`, its promise corrected.
  func figures(of plan: Plan, under policy: Policy) throws(PlanningError) -> PolicyFigures {
    var figures = PolicyFigures(plan, under: policy, without: bare)
    figures.correction = try corrections?.correction(of: plan, by: planner)
    return figures
  }
}

extension [PolicyResult] {
  /// The curves of the policies that have prices at two tolerances or more.
  fileprivate var curves: [ToleranceCurve] {
    var kinds: [Policy.Kind] = []
    for result in self where !kinds.contains(result.policy.kind) { kinds.append(result.policy.kind) }
    return kinds.compactMap { kind in
      let points = filter { $0.policy.kind == kind }.compactMap { result -> ToleranceCurve.Point? in
        guard let tolerance = result.policy.tolerance, let price = result.figures?.price else { return nil }
        return ToleranceCurve.Point(tolerance: tolerance, price: price)
      }
      return points.count > 1 ? ToleranceCurve(kind, points) : nil
    }
  }
}
