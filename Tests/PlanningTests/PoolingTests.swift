import Alliances
import TestSupport
import Testing

@testable import Planning

@Suite("Pooling")
struct PoolingTests {
  /// Acme gains 2 per unit and Bolt 1, each up to 10 units; Acme owns 4 and Bolt 6.
  private func description(pooling: Double, budget: Double = 0) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": [4, 6]])
    description.contributions = Contributions(maximum: "own_funds")
    description.pooling = pooling
    return description
  }

  @Test("without pooling every firm spends its own; with all of it the better firm gets everything")
  func extremes() throws {
    let own = try plan(description(pooling: 0))
    #expect(own.firms.map(\.spending).isApproximatelyEqual(to: [4, 6]))
    #expect(own.firms.map(\.contribution).isApproximatelyEqual(to: [4, 6]))
    let all = try plan(description(pooling: 1))
    #expect(all.firms.map(\.spending).isApproximatelyEqual(to: [10, 0]))
    #expect(all.pooling == nil)
  }

  @Test("half of 10 pooled pays 5 beyond Acme's own 4, and a point more moves 0.1 to where it yields 1 more")
  func half() throws {
    let plan = try plan(description(pooling: 0.5))
    #expect(plan.firms.map(\.spending).isApproximatelyEqual(to: [9, 1]))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 19))
    let pooling = try #require(plan.pooling)
    #expect(pooling.share == 0.5)
    #expect(pooling.price.price.isApproximatelyEqual(to: 0.1))
    #expect(pooling.price.from.isApproximatelyEqual(to: 0))
    #expect(pooling.price.to.isApproximatelyEqual(to: 0.6))
    // One more of the budget goes to Acme, which is full then.
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 2))
    #expect(plan.prices[0].price.to.isApproximatelyEqual(to: 1, relativeTolerance: 1e-5))
  }

  @Test("contributions that are not pooled do not pay for others in a later period either")
  func carriesOnlyWhatIsPooled() throws {
    var description = try description(pooling: 0)
    description.periods = ["2026", "2027"]
    let plan = try plan(description)
    #expect(plan.totals.gain.isApproximatelyEqual(to: 2 * (2 * 4 + 6)))
    #expect(plan.money.map(\.carried) == [0, 0])
  }

  @Test("least levels that firms cannot pay on their own are told with pooling as a way out")
  func namesPoolingInConflicts() throws {
    var poor = try description(pooling: 0)
    poor.levers[0].minimum = 5
    let conflict = try conflict(poor)
    #expect(
      Set(conflict.demands) == [.budget(period: nil), .contributions, .pooling, .minimum(lever: 0)])
    #expect(Set(conflict.removable) == Set(conflict.demands))
  }

  @Test("the program of another solver holds pooling, too", arguments: [0, 0.25, 0.5])
  func addsRows(pooling: Double) throws {
    let formulation = Formulation(try Alliance(description(pooling: pooling)))
    #expect(formulation.program.rows.map { formulation.program.name(of: $0) }.contains("pooling[plan]"))
  }
}
