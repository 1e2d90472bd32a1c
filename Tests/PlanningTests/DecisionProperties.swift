import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

/// What must hold of every plan that makes decisions, on random alliances.
@Suite("Properties of plans with decisions")
struct DecisionProperties {
  static let seeds = Array(UInt64(1)...16)

  @Test("what the program counts is what the model says of the plan, and the plan is proved", arguments: seeds)
  func holdsTogether(seed: UInt64) throws {
    let plan = try plan(.randomWithDecisions(seed: seed))
    #expect(plan.certificate.holds)
    #expect(plan.objective.gap <= 1e-7)
    #expect(plan.objective.value.isApproximatelyEqual(to: plan.objective.bound, relativeTolerance: 1e-7))
    for (period, money) in plan.money.enumerated() { #expect(money.carried >= -1e-6, "period \(period)") }
  }

  @Test("the exported program has the plan's gain as its optimum, says CBC too", arguments: seeds)
  func exports(seed: UInt64) throws {
    let alliance = try Alliance(.randomWithDecisions(seed: seed))
    let planner = Planner(solver: GLPKSolver())
    guard case .plan(let plan) = try planner.plan(alliance) else { throw NoPlan() }
    let other = try OtherSolver(command: "cbc").solve(try planner.program(of: alliance).mps(), type: "mps").objective
    // The file states a minimisation of the negative gain.
    #expect((-other).isApproximatelyEqual(to: plan.objective.bound, relativeTolerance: 1e-6, floor: 1e-6))
  }

  @Test("the order of the members does not matter", arguments: seeds)
  func permutes(seed: UInt64) throws {
    let description = try AllianceDescription.randomWithDecisions(seed: seed)
    let members = Array(0..<description.firms.memberCount)
    let order = members.reversed() + (members.count..<description.firms.count)
    var permuted = description
    permuted.firms = FirmTable(
      ids: order.map { description.firms.ids[$0] },
      columns: description.firms.columnNames.compactMap(description.firms.column).map { column in
        FirmColumn(
          name: column.name, texts: order.map { column.texts[$0] }, numbers: order.map { column.numbers[$0] })
      }, memberCount: members.count)
    let gains = try [description, permuted].map { try plan($0).totals.gain }
    #expect(gains[0].isApproximatelyEqual(to: gains[1], relativeTolerance: 2e-7))
  }

  @Test("no plan that moves one level a little, within its bounds and the money, is better", arguments: seeds)
  func cannotBeImproved(seed: UInt64) throws {
    let description = try AllianceDescription.randomWithDecisions(seed: seed)
    let formulation = Formulation(try Alliance(description))
    guard case .plan(let best) = try Planner(solver: GLPKSolver()).plan(formulation) else { throw NoPlan() }
    var generator = SeededGenerator(seed: seed)
    let alliance = best.alliance
    let isIn = alliance.firms.ids.indices.map { firm in best.firms.contains { $0.position == firm } }
    func levels(_ change: (Int, Int, Int, Double) -> Double) -> RecordedLevels {
      let all = alliance.firms.ids.indices.map { firm -> [[RecordedLevels.Level]] in
        guard let own = best.firms.first(where: { $0.position == firm }) else { return [] }
        return own.periods.enumerated().map { period, figures in
          figures.levers.enumerated().map { lever, level in
            RecordedLevels.Level(planned: change(firm, period, lever, level.planned), seconded: 0)
          }
        }
      }
      let nothing = alliance.firms.ids.indices.map { isIn[$0] ? alliance.periods.map { _ in 0.0 } : [] }
      return RecordedLevels(all, contributions: nothing, drawn: [], isIn: isIn)
    }
    let same = try #require(LevelReview(levels { $3 }, formulation: formulation))
    #expect(same.faults(of: same.account).isEmpty)
    for _ in 0..<60 {
      let firm = Int.random(in: 0..<alliance.firms.count, using: &generator)
      let period = Int.random(in: 0..<alliance.periods.count, using: &generator)
      let lever = Int.random(in: 0...1, using: &generator)
      let step = Double.random(in: -1...1, using: &generator)
      let moved = levels { at, time, which, level in
        guard at == firm, time == period, which == lever else { return level }
        return lever == 1 ? 1 - level : level + step
      }
      let review = try #require(LevelReview(moved, formulation: formulation))
      let account = review.account
      guard review.faults(of: account).isEmpty else { continue }
      #expect(account.firms.reduce(0) { $0 + $1.gain } <= best.objective.bound + 1e-6 * max(1, best.objective.bound))
    }
  }
}
