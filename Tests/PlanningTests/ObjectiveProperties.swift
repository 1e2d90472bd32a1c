import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

/// What must hold of plans for every objective, on random alliances.
@Suite("Properties of objectives")
struct ObjectiveProperties {
  static let seeds = Array(UInt64(1)...12)
  static let kinds = [Objective.netValue, .worstGain, .cost(targetGain: 0)]

  /// A random alliance with an objective; a target is 0.6 of what can be gained.
  private func description(_ kind: Objective, seed: UInt64, curved: Bool) throws -> AllianceDescription {
    var description = try AllianceDescription.random(seed: seed, curved: curved)
    description.outputValue = 2
    description.objective = kind
    if kind.targetGain != nil {
      var largest = description
      largest.objective = .gain
      description.objective = .cost(targetGain: 0.6 * (try plan(largest).totals.gain))
    }
    return description
  }

  private func isAsGood(_ plan: Plan, as other: Plan) -> Bool {
    let near = 1e-6 * max(1, abs(other.objective.value))
    let difference = plan.objective.value - other.objective.value
    return plan.objective.kind.isMinimised ? difference <= near : difference >= -near
  }

  @Test("the plan is proved, and reaches what it should", arguments: seeds, kinds)
  func isProved(seed: UInt64, kind: Objective) throws {
    for curved in [false, true] {
      let description = try description(kind, seed: seed, curved: curved)
      let plan = try plan(description)
      #expect(plan.certificate.holds)
      #expect(plan.objective.gap <= 1e-6)
      if let target = description.objective.targetGain { #expect(plan.totals.gain >= target - 1e-6 * max(1, target)) }
    }
  }

  @Test("CLP finds the same optimum of the exported program", arguments: seeds, kinds)
  func exports(seed: UInt64, kind: Objective) throws {
    let description = try description(kind, seed: seed, curved: seed % 2 == 0)
    let plan = try plan(description)
    let text = try Planner(solver: GLPKSolver()).program(of: Alliance(description)).mps()
    let other = try OtherSolver(command: "clp").solve(text, type: "mps").objective
    // The file is to be minimised: what is maximised stands there with the opposite sign.
    let figure = kind.isMinimised ? other : -other
    #expect(figure.isApproximatelyEqual(to: plan.objective.bound, relativeTolerance: 1e-7))
  }

  @Test("neither the unit of money nor the order of the firms matters", arguments: seeds, kinds)
  func isInvariant(seed: UInt64, kind: Objective) throws {
    let curved = seed % 2 == 1
    let description = try description(kind, seed: seed, curved: curved)
    let inUnits = description.inUnits(1000)
    let factor = kind == .worstGain ? 1.0 : 1000
    let (plan, scaled) = (try plan(description), try plan(inUnits))
    #expect((scaled.objective.value / factor).isApproximatelyEqual(to: plan.objective.value, relativeTolerance: 1e-6))
    var generator = SeededGenerator(seed: seed)
    let order = Array(description.firms.ids.indices).shuffled(using: &generator)
    let permuted = try PlanningTests.plan(description.permuted(order))
    #expect(permuted.objective.value.isApproximatelyEqual(to: plan.objective.value, relativeTolerance: 1e-6))
    guard kind == .worstGain else { return }
    for (position, firm) in order.enumerated() {
      #expect(
        permuted.firms[position].gain.isApproximatelyEqual(
          to: plan.firms[firm].gain, relativeTolerance: curved ? 1e-4 : 1e-6))
    }
  }

  @Test("leaving a rule out never makes the figure worse", arguments: seeds, kinds)
  func relaxes(seed: UInt64, kind: Objective) throws {
    let description = try description(kind, seed: seed, curved: seed % 2 == 0)
    let plan = try plan(description)
    for position in description.rules.indices {
      var relaxed = description
      relaxed.rules.remove(at: position)
      #expect(isAsGood(try PlanningTests.plan(relaxed), as: plan))
    }
  }

  @Test("no member's gain can be raised but at the cost of one that gains no more", arguments: seeds)
  func isFair(seed: UInt64) throws {
    let description = try description(.worstGain, seed: seed, curved: false)
    let gains = try plan(description).firms.map(\.gain)
    for raised in gains.indices {
      var formulation = Formulation(try Alliance(description))
      let worst = try #require(formulation.worstGain)
      formulation.worstGain = nil
      for other in gains.indices where other != raised && gains[other] <= gains[raised] + 1e-6 {
        formulation.program.setBounds(of: worst.gains[other], to: .atLeast(gains[other] - 1e-9))
      }
      formulation.program.objective = worst.gains[raised].expression
      let search = DirectionSearch(method: TangentMethod(solver: GLPKSolver()))
      let best = try #require(try search.best(of: formulation))
      #expect(best.best.solution.objective <= gains[raised] + 1e-5 * max(1, abs(gains[raised])))
    }
  }

  @Test("a target's price is the difference that a little more of it makes", arguments: seeds)
  func pricesTargets(seed: UInt64) throws {
    var description = try description(.cost(targetGain: 0), seed: seed, curved: false)
    let plan = try plan(description)
    let target = try #require(plan.target)
    let step = min(0.01 * target.gain, 0.5 * (target.price.to - target.gain))
    description.objective = .cost(targetGain: target.gain + step)
    let slope = (try PlanningTests.plan(description).objective.value - plan.objective.value) / step
    #expect(slope.isApproximatelyEqual(to: target.price.price, relativeTolerance: 1e-5))
  }
}
