import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

/// What must hold of every plan, on random alliances of all features at once.
@Suite("Properties of plans over all features")
struct AllFeatureProperties {
  static let seeds = UInt64(1)...40

  @Test("every feature is in some alliance, and nearly all alliances have a plan")
  func coversFeatures() async throws {
    let drawn = Self.seeds.map { Set<AllianceFeature>.random(seed: $0) }
    let counts = AllianceFeature.allCases.map { feature in drawn.count { $0.contains(feature) } }
    #expect(counts.allSatisfy { $0 >= 3 }, "\(zip(AllianceFeature.allCases, counts).filter { $1 < 3 })")
    var planned = 0
    for seed in Self.seeds where try await FeaturePlans.shared.plan(seed: seed) != nil { planned += 1 }
    #expect(planned >= 30)
  }

  @Test(
    "the levels keep all that they must and come to the figure that the plan says, told without a program",
    arguments: seeds)
  func holdsInTheDomain(seed: UInt64) async throws {
    guard let plan = try await FeaturePlans.shared.plan(seed: seed) else { return }
    #expect(plan.certificate.holds)
    let review = try #require(LevelReview(plan.recorded, formulation: Formulation(plan.alliance)))
    #expect(review.faults(of: review.account).isEmpty)
    #expect(
      review.account.figure.isApproximatelyEqual(to: plan.objective.value, relativeTolerance: 1e-8), "\(plan.objective)"
    )
    #expect(plan.program.integers <= 14)
  }

  @Test("another solver finds the same optimum of the exported program", arguments: seeds)
  func exports(seed: UInt64) async throws {
    guard let plan = try await FeaturePlans.shared.plan(seed: seed), !plan.isStopped else { return }
    let program = try FeaturePlans.planner.program(of: Alliance(plan.alliance.description))
    let other = try OtherSolver(command: "cbc").solve(program.mps(), type: "mps").objective
    let own = try GLPKSolver().solve(program).objective
    // What is maximised stands in the file with the opposite sign, to be minimised.
    let figure = plan.objective.kind.isMinimised ? other : -other
    // What CBC takes for whole may be off by a millionth, which coefficients enlarge.
    #expect(abs(other).isApproximatelyEqual(to: abs(own), relativeTolerance: 1e-5), "\(own) \(other)")
    let open = [plan.objective.value, plan.objective.bound].sorted()
    let near = 1e-5 * max(abs(open[0]), abs(open[1]), 1)
    #expect(figure >= open[0] - near && figure <= open[1] + near, "\(figure) \(plan.objective)")
  }

  @Test("no plan that a random local search finds is better", arguments: seeds)
  func cannotBeImproved(seed: UInt64) async throws {
    guard let plan = try await FeaturePlans.shared.plan(seed: seed) else { return }
    var walk = RandomWalk(Formulation(plan.alliance), seed: seed)
    let found = walk.search(around: plan.recorded, count: 200)
    #expect(found.feasibleCount >= 10)
    let best = try #require(found.best)
    #expect(!plan.objective.isBeaten(by: best), "\(best) \(plan.objective)")
  }
}
