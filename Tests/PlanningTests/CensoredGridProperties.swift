import Alliances
import GLPKSolver
import TestSupport
import Testing

@testable import Planning

/// Expected outputs that are censored, against a fine grid over all levels with the model's own output.
@Suite("Censored outputs against a grid")
struct CensoredGridProperties {
  /// What is combined with a censored output, for two firms with one lever.
  private static let companions: [Set<AllianceFeature>] = [
    [], [.squareRoot], [.diminishingSquare], [.increasingSquare], [.lowering, .ownCosts], [.fittedRange, .risk],
    [.greatestShare], [.groupShare, .attributeProduct], [.proportion], [.winWin, .lowering], [.netValue],
    [.worstGain, .log1p], [.leastCost], [.gainFloor, .spendingCap], [.sumsOfMatrix], [.sumsOfGroup, .grant],
    [.gainProportion], [.gainProportion, .log1p], [.gainProportion, .lowering], [.gainProportion, .netValue],
  ]
  private static let steps = 40

  private func description(_ features: Set<AllianceFeature>, seed: UInt64) throws -> AllianceDescription {
    let all = try #require(features.completed)
    var description = try #require(
      try AllianceDescription.featuring(all, seed: seed, smallest: true).askingForHalf())
    description.gap = nil
    // A grant that nothing has to match is more of the budget, which a grid need not divide.
    let given = description.grants.reduce(0) { $0 + $1.amount.total }
    description.grants = []
    description.budget = .horizon(description.budget.total + given)
    return description
  }

  /// The best figure on a grid over the levels of two pairs of firm and lever, others at their baselines, and how many
  /// points keep all that they must.
  private func best(
    on formulation: Formulation, over pairs: [(firm: Int, lever: Int)]
  ) throws -> (figure: Double?, count: Int) {
    let alliance = formulation.alliance
    let isMinimised = alliance.description.objective.isMinimised
    func level(_ pair: (firm: Int, lever: Int), _ step: Int) -> Double {
      let schedule = alliance.levers[pair.lever]
      let (lower, upper) = (schedule.lower[pair.firm], schedule.upper[pair.firm])
      return lower + (upper - lower) * Double(step) / Double(Self.steps)
    }
    var (best, count) = (Double?.none, 0)
    for first in 0...Self.steps {
      for second in 0...Self.steps {
        var planned = alliance.firms.ids.indices.map { firm in alliance.levers.map { $0.baseline[firm] } }
        planned[pairs[0].firm][pairs[0].lever] = level(pairs[0], first)
        planned[pairs[1].firm][pairs[1].lever] = level(pairs[1], second)
        let recorded = RecordedLevels(
          planned.map { [$0.map { RecordedLevels.Level(planned: $0, seconded: 0) }] },
          contributions: planned.map { _ in [0] }, drawn: [])
        let review = try #require(LevelReview(recorded, formulation: formulation))
        let account = review.account
        guard review.faults(of: account).isEmpty else { continue }
        count += 1
        best = best.map { isMinimised ? min($0, account.figure) : max($0, account.figure) } ?? account.figure
      }
    }
    return (best, count)
  }

  private func check(_ description: AllianceDescription, over pairs: [(firm: Int, lever: Int)]) throws {
    guard case .plan(let plan) = try Planner(solver: GLPKSolver()).plan(Alliance(description)) else { throw NoPlan() }
    #expect(plan.objective.gap <= 1e-4)
    let found = try best(on: Formulation(plan.alliance), over: pairs)
    #expect(found.count >= 20)
    let figure = try #require(found.figure)
    #expect(!plan.objective.isBeaten(by: figure), "\(figure) \(plan.objective)")
    // The grid is fine enough to come near, so that a bound that is too low would show.
    #expect(figure.isApproximatelyEqual(to: plan.objective.value, relativeTolerance: 0.15, floor: 0.1))
  }

  @Test("two firms: no point of the grid is better than the bound", arguments: companions.indices, [false, true])
  func twoFirms(position: Int, onBothSides: Bool) throws {
    let censored: AllianceFeature = onBothSides ? .censoredOnBothSides : .censoredBelow
    let description = try description(
      Self.companions[position].union([censored]), seed: UInt64(position) * 2 + (onBothSides ? 1 : 0))
    try check(description, over: [(0, 0), (1, 0)])
  }

  @Test("one firm with two levers: no point of the grid is better than the bound", arguments: UInt64(1)...8)
  func twoLevers(seed: UInt64) throws {
    var features: Set<AllianceFeature> = [.talent, seed % 2 == 0 ? .censoredBelow : .censoredOnBothSides]
    features.insert([.squareRoot, .increasingSquare, .lowering, .attributeProduct][Int(seed) % 4])
    var description = try description(features, seed: seed)
    description.firms = description.firms.keeping([0])
    description.levers[1].kind = .talent(hireMaximum: nil, secondment: nil)
    try check(description, over: [(0, 0), (0, 1)])
  }
}
