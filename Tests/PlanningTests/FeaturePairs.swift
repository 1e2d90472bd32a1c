import Alliances
import GLPKSolver
import TestSupport
import Testing

@testable import Planning

/// Small alliances of every feature alone and with every other one: the plan against every combination of what is decided
/// by yes or no, each of them a continuous program.
@Suite("Every feature with every other one, against every combination of decisions")
struct FeaturePairs {
  private let planner = FeaturePlans.planner
  private let search = DirectionSearch(method: TangentMethod(solver: GLPKSolver()))

  /// The alliance of `features`; nil where they do not go together, or have no plan.
  private func formulation(_ features: Set<AllianceFeature>, seed: UInt64) throws -> Formulation? {
    guard let all = features.completed,
      let description = try AllianceDescription.featuring(all, seed: seed, smallest: true).askingForHalf()
    else { return nil }
    return try planner.knowingStandaloneWorths(Formulation(Alliance(description)))
  }

  /// The best objective over all combinations of decisions, as the program counts; nil where none has a plan.
  private func bestOfAll(_ formulation: Formulation) throws -> Double? {
    let decisions = formulation.decisions
    var best: Double?
    for combination in 0..<(1 << decisions.count) {
      var values = [Double](repeating: 0, count: formulation.program.variableCount)
      for (position, decision) in decisions.enumerated() {
        values[decision.index] = Double(combination >> position & 1)
      }
      var decided = formulation
      decided.program = formulation.program.fixingIntegers(at: values)
      guard let found = try search.best(of: decided) else { continue }
      best = max(best ?? -.infinity, found.best.solution.objective)
    }
    return best
  }

  /// Whether there is a plan, which must be as good as the best of all combinations and keep all that it must.
  private func hasGoodPlan(_ formulation: Formulation, _ name: String) throws -> Bool {
    let decisions = formulation.decisions.count
    #expect(decisions <= 12, "\(name)")
    let found = try search.best(of: formulation)
    if decisions > 0 {
      let best = try bestOfAll(formulation)
      #expect((best == nil) == (found == nil), "\(name)")
      if let best, let found {
        let near = max(1e-6, 2 * formulation.allowedGap) * max(abs(best), 1e-3 * formulation.sizes.objective)
        #expect(abs(found.best.solution.objective - best) <= near, "\(name): \(found.best.solution.objective) \(best)")
      }
    }
    guard let found else { return false }
    let reading = PlanReading(found)
    let levels = RecordedLevels(of: reading)
    let review = try #require(LevelReview(levels, formulation: found.formulation))
    let account = review.account
    // What stands for a product of levels is off by a little, and rules on gains with it.
    if formulation.levelProducts.isEmpty { #expect(review.faults(of: account).isEmpty, "\(name)") }
    #expect(account.figure.isApproximatelyEqual(to: reading.objective.value, relativeTolerance: 1e-8), "\(name)")
    #expect(!reading.objective.isBeaten(by: account.figure), "\(name)")
    return true
  }

  @Test("no combination does better, and the domain agrees", arguments: AllianceFeature.allCases)
  func matchesEnumeration(feature: AllianceFeature) throws {
    let position = AllianceFeature.allCases.firstIndex(of: feature) ?? 0
    var (pairs, planned) = (0, 0)
    for (offset, other) in AllianceFeature.allCases[position...].enumerated() {
      let seed = UInt64(1000 * position + offset)
      guard let formulation = try formulation([feature, other], seed: seed) else { continue }
      pairs += 1
      if try hasGoodPlan(formulation, "\(feature) and \(other)") { planned += 1 }
    }
    #expect(pairs > 0)
    #expect(Double(planned) >= 0.8 * Double(pairs), "\(planned) of \(pairs)")
  }
}

extension RecordedLevels {
  /// The levels and the money that the plan of `reading` has.
  fileprivate init(of reading: PlanReading) {
    let account = reading.account
    let firms = account.firms.map { $0.isInAlliance ? $0.periods : [] }
    self.init(
      firms.map { $0.map { $0.levers.map { Level(planned: $0.planned, seconded: $0.seconded) } } },
      contributions: firms.map { $0.map(\.contribution) }, drawn: account.drawn,
      isIn: account.firms.map(\.isInAlliance))
  }
}
