import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

@Suite("Funds are checked on the amounts that are printed")
struct FundRecheckTests {
  /// Acme gains 2 per unit and Bolt 1, each up to 10 units; they own 4 and 3, and a fund matches a half of it.
  private func description() throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": [4, 3]])
    description.contributions = Contributions(maximum: "own_funds")
    description.grants = [Grant("fund", amount: .horizon(2), match: 0.5), Grant("city", amount: .perPeriod([1]))]
    description.pooling = 0.5
    return description
  }

  @Test(
    "a program without a limit makes a plan that is found to overdraw it",
    arguments: [
      (nil, []), (Conflict.Demand.budget(period: nil), ["budget plan", "pooling"]), (.grant(0, period: nil), ["fund"]),
      (.grant(1, period: 0), ["city"]), (.match(grant: 0), ["fund"]), (.contributions, ["budget plan"]),
      (.pooling, ["pooling"]),
    ])
  func recheck(released: Conflict.Demand?, broken: [String]) throws {
    var description = try description()
    // The amount holds the fund back unless the match is to.
    description.grants[0].amount = .horizon(released == .match(grant: 0) ? 20 : 2)
    if case .grant = released { description.grants[0].match = 20 }
    // Half of what is contributed would be enough.
    if released == .pooling { description.pooling = 0 }
    var formulation = Formulation(try Alliance(description))
    if let released { formulation.release(released) }
    let search = DirectionSearch(method: TangentMethod(solver: GLPKSolver()))
    let found = try #require(try search.best(of: formulation))
    let account = PlanReading(found).account
    #expect(Set(account.overdrawnFunds).isSuperset(of: broken))
    #expect(account.overdrawnFunds.isEmpty == broken.isEmpty)
  }
}

@Suite("Funds in textbook form")
struct FundFormTests {
  /// The greatest gain when every firm draws on grants by itself: g ≤ match·c per firm, fund and period, and pooling is a
  /// row whatever its share, for an investment that raises output by `effect` per unit at a cost of 1.
  private func textbookGain(_ description: AllianceDescription, effect: [Double], room: Double) throws -> Double {
    var program = LinearProgram(.maximise)
    let alliance = try Alliance(description)
    let budgets = description.budget.amounts(over: alliance.periods.count)
    var gain = LinearExpression()
    var before = LinearExpression()
    var drawnByGrant = description.grants.map { _ in [LinearExpression]() }
    for period in alliance.periods.indices {
      var (spent, contributed, granted, beyond) = (
        LinearExpression(), LinearExpression(), LinearExpression(), LinearExpression()
      )
      var drawn = description.grants.map { _ in LinearExpression() }
      for firm in alliance.firms.ids.indices {
        let name = "\(firm),\(period)"
        let spending = program.addVariable("u\(name)", in: Bounds(0, room))
        let contribution = program.addVariable("c\(name)", in: Bounds(0, alliance.contributionMaximums[firm]))
        let need = program.addVariable("n\(name)", in: .atLeast(0))
        program.require(need - spending + contribution >= 0, named: "need\(name)")
        for (position, grant) in description.grants.enumerated()
        where grant.eligiblePositions(in: alliance.firms).contains(firm) {
          let draw = program.addVariable("g\(position),\(name)", in: .atLeast(0))
          if let match = grant.match {
            program.require(draw - match * contribution <= 0, named: "m\(position),\(name)")
          }
          drawn[position] += draw
          granted += draw
        }
        gain += effect[firm] * Double(period + 1) * spending
        spent += spending
        contributed += contribution
        beyond += need
      }
      for position in drawn.indices { drawnByGrant[position].append(drawn[position]) }
      let carry = program.addVariable("carry\(period)", in: .atLeast(0)).expression
      program.require(spent + carry - before - contributed - granted <= budgets[period], named: "money\(period)")
      program.require(
        beyond + carry - before - granted - description.pooling * contributed <= budgets[period], named: "pool\(period)"
      )
      before = carry
    }
    for (position, grant) in description.grants.enumerated() {
      switch grant.amount {
      case .horizon(let amount):
        let all = drawnByGrant[position].reduce(into: LinearExpression()) { $0 += $1 }
        program.require(all <= amount, named: "amount\(position)")
      case .perPeriod(let amounts):
        for (period, amount) in amounts.enumerated() {
          program.require(drawnByGrant[position][period] <= amount, named: "amount\(position),\(period)")
        }
      }
    }
    program.objective = gain
    return try GLPKSolver().solve(program).objective
  }

  @Test("a plan gains what the program with a draw for every firm gains", arguments: Array(UInt64(1)...40))
  func agrees(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    let count = Int.random(in: 2...5, using: &generator)
    let effect = (0..<count).map { _ in number(0.5...3) }
    let periods = Int.random(in: 1...2, using: &generator)
    func amount() -> Budget {
      Bool.random(using: &generator) ? .horizon(number(0...20)) : .perPeriod((0..<periods).map { _ in number(0...8) })
    }
    var description = try AllianceDescription.twoFirms(budget: 0)
    description.model = try sampleModel("output ~ 0 + rd:skill:year", ["rd:skill:year": 1])
    description.firms = sampleFirms(
      (0..<count).map { FirmID("f\($0)") },
      [
        "rd": effect.map { _ in 0 }, "skill": effect, "year": effect.map { _ in 1 },
        "own_funds": effect.map { _ in number(0...6) },
      ], texts: ["region": (0..<count).map { $0 % 2 == 0 ? "east" : "west" }])
    description.periods = (0..<periods).map { "\(2026 + $0)" }
    // A unit is worth twice as much in the second period.
    description.attributeGrowth = ["year": 1]
    description.budget = .horizon(number(0...10))
    description.contributions = Contributions(maximum: "own_funds")
    description.pooling = Bool.random(using: &generator) ? 1 : number(0...1)
    let east = FirmFilter([.init("region", in: ["east"])])
    description.grants = [
      Grant("matching", amount: amount(), match: number(0...2), eligible: east), Grant("open", amount: amount()),
    ]
    let gain = try textbookGain(description, effect: effect, room: 10)
    #expect(try plan(description).totals.gain.isApproximatelyEqual(to: gain, relativeTolerance: 1e-7))
  }
}
