import Alliances
import GLPKSolver
import Planning
import TestSupport
import Testing

@testable import Studies

@Suite("What policies cost, against plans made by themselves")
struct PolicyStudyProperties {
  /// A random alliance, half of them with candidates, for which the objectives with one figure take turns.
  private func alliance(seed: UInt64) throws -> AllianceDescription {
    var description = try AllianceDescription.random(seed: seed, curved: seed % 4 == 0)
    description.objective = [Objective.gain, .gain, .netValue, .cost(targetGain: 2)][Int(seed % 4)]
    description.rules = description.rules.filter { rule in
      // Shares in proportion to gains are searched for; random ones take too long for a test of many.
      if case .proportion(let proportion) = rule.demand { return proportion.basis != .gain }
      return true
    }
    return seed % 2 == 0 && description.firms.count > 2
      ? description.withCandidates(1, seed: seed, rules: false) : description
  }

  private func study(_ description: AllianceDescription, _ tolerances: [Double]) throws -> PolicyStudy? {
    let alliance = try Alliance(description)
    return try PolicyStudy(
      of: alliance, without: PolicyStudy.withoutPolicies(alliance), by: Planner(solver: GLPKSolver()),
      tolerances: tolerances)
  }

  @Test("more tolerance never costs more", arguments: 1...5)
  func monotone(seed: Int) throws {
    let study = try #require(try study(alliance(seed: UInt64(seed)), [0, 0.1, 0.3, 0.6]))
    #expect(study.curves.count > 2)
    for curve in study.curves where curve.kind != .gain {
      for (first, second) in zip(curve.points, curve.points.dropFirst()) {
        #expect(second.price <= first.price + 1e-6 * max(1, abs(first.price)), "\(seed): \(curve)")
        #expect(second.price >= -1e-6)
      }
    }
    // A tolerance that has a plan leaves one to every greater one.
    for kind in [Policy.Kind.statusQuo, .oldShares, .equal] {
      let planned = study.results.filter { $0.policy.kind == kind }.map { $0.figures != nil }
      #expect(planned == planned.sorted { !$0 && $1 })
    }
  }

  @Test("every figure is that of a plan of the alliance with the policy as a rule", arguments: 1...5)
  func direct(seed: Int) throws {
    let description = try alliance(seed: UInt64(seed))
    let study = try #require(try study(description, [0.1]))
    let costs = try Alliance(description).baselineCosts
    for result in study.results where result.policy.kind != .gain {
      var ruled = description
      ruled.rules.removeAll { $0.demand.isPolicy }
      switch result.policy.kind {
      case .statusQuo, .oldShares:
        ruled.firms = ruled.firms.adding(FirmColumn(name: "base", costs))
        let holdings = result.policy.kind == .statusQuo ? "base" : nil
        ruled.rules.append(
          Rule("new", .proportion(Proportion(to: .column("base"), tolerance: 0.1, holdings: holdings))))
      case .equal: ruled.rules.append(Rule("new", .proportion(Proportion(to: .equal, tolerance: 0.1))))
      default: ruled.rules += result.policy.rules
      }
      let figure = try bestFigure(ruled)
      #expect((figure == nil) == (result.figures == nil), "\(seed) \(result.policy.kind)")
      guard let figure, let figures = result.figures else { continue }
      #expect(figures.objective.value.isApproximatelyEqual(to: figure, relativeTolerance: 1e-6))
    }
  }

  @Test("under status quo every firm's whole cost stays within the tolerance of one rate", arguments: 1...4)
  func statusQuo(seed: Int) throws {
    var description = try alliance(seed: UInt64(seed))
    description.rules = []
    let costs = try Alliance(description).baselineCosts
    description.firms = description.firms.adding(FirmColumn(name: "base", costs))
    description.rules = [
      Rule("status quo", .proportion(Proportion(to: .column("base"), tolerance: 0.1, holdings: "base")))
    ]
    guard case .plan(let plan) = try Planner(solver: GLPKSolver()).plan(Alliance(description)) else { return }
    let rates = plan.firms.filter { costs[$0.position] > 0 }.map {
      (costs[$0.position] + $0.spending) / costs[$0.position]
    }
    let (most, least) = (try #require(rates.max()), try #require(rates.min()))
    #expect((most - least) / (most + least) <= 0.1 + 1e-6)
  }
}
