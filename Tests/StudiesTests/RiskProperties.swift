import Alliances
import Planning
import Regression
import TestSupport
import Testing

@testable import Studies

@Suite("What must hold of the risk of any alliance")
struct RiskProperties {
  private let settings = Risk.Settings(draws: 16, seed: 5, tailShare: 0.15, directionCount: 1.5, cautiousReplans: 2)

  /// A random alliance of members alone, whose plans may be mixed, or one with candidates.
  private func description(_ seed: Int, candidates: Int = 0, curved: Bool = false) throws -> AllianceDescription {
    var own = try AllianceDescription.random(seed: UInt64(seed), curved: curved)
    own.rules.removeAll { $0.demand.speaksOfGains }
    if candidates > 0 {
      own = own.withCandidates(min(candidates, own.firms.count - 1), seed: UInt64(seed), rules: false)
    }
    return try uncertain(own, seed: UInt64(seed))
  }

  @Test(
    "the tail plan's value is the mean of its worst draws, and no other plan or mixture of plans has a better one",
    arguments: 0..<6)
  func tail(seed: Int) throws {
    // Every third follows a square root, which tangents keep to within a billionth of the gain.
    let isCurved = seed % 3 == 2
    let description = try description(seed, curved: isCurved)
    let study = try risk(description, settings)
    let tail = try #require(study.plan(.tail))
    let alliance = try Alliance(description)
    let draws = try #require(CoefficientDraws(alliance.model, seed: 5))
    let parameters = (0..<settings.draws).map { draws.parameters($0) }
    guard
      case .plan(let prudent) = try riskPlanner.prudentPlan(
        of: alliance, by: .tail(share: settings.tailShare, draws: parameters))
    else {
      Issue.record("no plan")
      return
    }
    let scale = max(1, abs(study.nominal.promise))
    #expect(abs(prudent.bound - tail.tailMean) <= (isCurved ? 1e-8 : 1e-9) * scale)
    let sorted = tail.figures.sorted()
    // 0.15 of 16 draws: two whole ones and 0.4 of the next.
    #expect(abs(tail.tailMean - (sorted[0] + sorted[1] + 0.4 * sorted[2]) / 2.4) <= 1e-12 * scale)
    #expect(study.plans.allSatisfy { $0.tailMean <= tail.tailMean + 1e-8 * scale })
    for share in [0.02, 0.3, 0.7] {
      for other in study.plans {
        let mixed = zip(tail.figures, other.figures).map { (1 - share) * $0 + share * $1 }
        #expect(SampleSummary(mixed).lowerTailMean(settings.tailShare) <= tail.tailMean + 1e-8 * scale)
      }
    }
  }

  @Test("with candidates the tail plan is the best over all choices of them", arguments: 0..<6)
  func tailWithCandidates(seed: Int) throws {
    var description = try description(seed, candidates: 2)
    // The enumeration pays for joining from the budget alone.
    description.contributions = nil
    description.grants = []
    description.pooling = 1
    description.rules.removeAll { rule in
      // Joining costs would have to be taken from the cap of the first period alone.
      if case .spendingCap(let cap) = rule.demand, cap.eachPeriod { return true }
      return rule.demand.measure == .contribution
    }
    let alliance = try Alliance(description)
    let draws = try #require(CoefficientDraws(alliance.model, seed: 5))
    let criterion = PrudentCriterion.tail(share: 0.2, draws: (0..<20).map { draws.parameters($0) })
    guard case .plan(let whole) = try riskPlanner.prudentPlan(of: alliance, by: criterion) else {
      Issue.record("no plan")
      return
    }
    var best = -Double.infinity
    let candidates = Array(alliance.candidates)
    for chosen in 0..<(1 << candidates.count) {
      let selected = Set(candidates.indices.filter { chosen & (1 << $0) != 0 }.map { candidates[$0] })
      guard let decided = description.deciding(selected), let own = try? Alliance(decided) else { continue }
      if case .plan(let plan) = try riskPlanner.prudentPlan(of: own, by: criterion) { best = max(best, plan.bound) }
    }
    #expect(whole.bound.isApproximatelyEqual(to: best, relativeTolerance: 1e-7))
  }

  @Test(
    "the robust plan's worst case is no worse than that of any other, and without directions it is the nominal plan",
    arguments: 0..<6)
  func worstCase(seed: Int) throws {
    let description = try description(seed)
    let study = try risk(description, settings)
    let robust = try #require(study.plan(.worstCase)?.worstCase)
    let scale = max(1, abs(study.nominal.promise))
    #expect(study.plans.allSatisfy { ($0.worstCase ?? -.infinity) <= robust + 1e-8 * scale })
    let alliance = try Alliance(description)
    let draws = try #require(CoefficientDraws(alliance.model, seed: 5))
    guard
      case .plan(let none) = try riskPlanner.prudentPlan(
        of: alliance, by: .worstCase(directions: draws.directions, count: 0))
    else {
      Issue.record("no plan")
      return
    }
    let levels = PlannedLevels(none.plan, in: alliance).planned
    #expect(zip(levels, study.nominal.levels).allSatisfy { $0.isApproximatelyEqual(to: $1, relativeTolerance: 1e-7) })
    #expect(none.bound.isApproximatelyEqual(to: study.nominal.promise))
  }

  @Test(
    "one draw at the estimates leads to the best plan's gain, with curves, candidates, switches and links too",
    arguments: 0..<18)
  func estimates(seed: Int) throws {
    let number = UInt64(seed)
    var description =
      switch seed % 3 {
      case 0: try AllianceDescription.random(seed: number, curved: true)
      case 1: try AllianceDescription.random(seed: number, curved: true).withCandidates(1, seed: number)
      default: try AllianceDescription.randomWithDecisions(seed: number)
      }
    description.objective = .gain
    let alliance = try Alliance(description)
    let best = try #require(try riskPlanner.bestPlan(of: alliance))
    let outcome = try riskPlanner.prudentPlan(
      of: alliance, by: .tail(share: 1, draws: [alliance.model.parameters]))
    guard case .plan(let prudent) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(prudent.bound.isApproximatelyEqual(to: best.totals.gain, relativeTolerance: 1e-6))
    #expect(prudent.plan.totals.gain.isApproximatelyEqual(to: best.totals.gain, relativeTolerance: 1e-6))
  }

  @Test(
    "knowing more is worth something, regrets are none below 0, and a plan's figures are those of its gains",
    arguments: 0..<6)
  func information(seed: Int) throws {
    let study = try risk(description(seed, candidates: seed % 3), settings)
    let scale = max(1, abs(study.nominal.promise))
    #expect((study.perfectInformation ?? -1) >= -1e-7 * scale)
    #expect(study.regret.map { $0.sorted[0] >= -1e-7 * scale } == true)
    let corrected = try #require(study.nominal.correction)
    #expect(corrected.corrected <= study.nominal.promise + 1e-7 * scale)
    #expect(corrected.method == .perturbation)
  }

  @Test("alliances with switches, links, lags and stocks are studied to the end", arguments: 0..<4)
  func decisions(seed: Int) throws {
    let description = try uncertain(.randomWithDecisions(seed: UInt64(seed)), seed: UInt64(seed), share: 0.2)
    let study = try risk(description, Risk.Settings(draws: 6, cautiousReplans: 2))
    #expect(study.failedDraws == 0)
    #expect((study.perfectInformation ?? -1) >= -1e-6 * max(1, abs(study.nominal.promise)))
    #expect(
      study.plan(.worstCase) != nil
        || study.omissions.contains { if case .noWorstCasePlan = $0 { true } else { false } })
    #expect(study.plan(.tail).map { $0.tailMean >= study.nominal.tailMean - 1e-6 * max(1, abs($0.tailMean)) } == true)
  }

  @Test("a draw is the same whatever the others are for, so that the answer does not depend on how many run at once")
  func repeatability() throws {
    let description = try description(3, candidates: 1)
    var few = settings
    few.draws = 8
    let (long, again, short) = (
      try risk(description, settings), try risk(description, settings), try risk(description, few)
    )
    #expect(long.bestFigures == again.bestFigures)
    #expect(long.plans.map(\.figures) == again.plans.map(\.figures))
    #expect(long.nominal.correction == again.nominal.correction)
    #expect(Array(long.bestFigures.prefix(8)) == short.bestFigures)
    #expect(Array(long.nominal.figures.prefix(8)) == short.nominal.figures)
  }
}
