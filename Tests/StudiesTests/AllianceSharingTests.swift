import Alliances
import GLPKSolver
import LinearProgramming
import Planning
import TestSupport
import Testing

@testable import Studies

@Suite("Sharing the gain of an alliance")
struct AllianceSharingTests {
  private let planner = Planner(solver: GLPKSolver())

  private func study(
    _ description: AllianceDescription, _ options: AllianceSharing.Options = .init()
  ) throws -> AllianceSharing {
    let outcome = try AllianceSharing.outcome(of: Alliance(description), options: options, planner: planner)
    return try #require(outcome.study)
  }

  private func isClose(_ found: [Double], _ expected: [Double], within tolerance: Double = 1e-9) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
  }

  // G. Owen, On the core of linear production games, Mathematical Programming 9 (1975).
  @Test("the linear production game pays Owen's (230, 282, 480) for the resources that its players bring")
  func production() throws {
    var program = LinearProgram(.maximise)
    let goods = (0..<2).map { program.addVariable("good \($0)", in: 0...) }
    program.objective = 68 * goods[0] + 52 * goods[1]
    let owned = [[4.0, 6, 60], [33.0, 39, 0]]
    program.require(4 * goods[0] + 5 * goods[1] <= 70, named: "first")
    program.require(6 * goods[0] + 2 * goods[1] <= 72, named: "second")
    let solver = GLPKSolver()
    let solution = try solver.solve(program)
    let paid = try ResourcePayments(
      of: program, at: solution, from: [0, 0], owners: 3,
      part: { owner, limit in limit < 2 ? 0 : owned[limit - 2][owner] / owned[limit - 2].reduce(0, +) },
      solver: solver)
    #expect(isClose(paid.payments, [230, 282, 480]))
    #expect(!paid.arePricesOpen)
    #expect(ReferenceGames.production.coreTest(of: paid.payments).isInCore)
  }

  @Test("where two sets of prices prove an optimum, the payments are known to lie between theirs")
  func openPrices() throws {
    // One left glove of the first, one right glove of the second: whatever part of the pair's worth the left one has.
    var program = LinearProgram(.maximise)
    let pairs = program.addVariable("pairs", in: 0...)
    program.objective = pairs.expression
    program.require(pairs <= 1, named: "left")
    program.require(pairs <= 1, named: "right")
    let solver = GLPKSolver()
    let paid = try ResourcePayments(
      of: program, at: solver.solve(program), from: [0], owners: 2, part: { $1 == $0 + 1 ? 1 : 0 }, solver: solver)
    #expect(paid.arePricesOpen)
    #expect(paid.payments.reduce(0, +) == 1)
    #expect(paid.ranges.allSatisfy { isClose([$0.lowerBound, $0.upperBound], [0, 1]) })
  }

  @Test("two firms that share a budget of 8: by hand")
  func twoFirms() throws {
    // Acme makes 2 of a unit of money and Bolt 1. Alone each has half of the budget: 8 and 4; together 16.
    let study = try study(.twoFirms(budget: 8))
    #expect(study.sharing.alone == [8, 4])
    #expect(study.sharing.total == 16)
    #expect(isClose(study.held, [16, 0]))
    #expect(isClose(try #require(study.sharing.division(by: .shapley)).allocation, [10, 6]))
    #expect(isClose(try #require(study.sharing.division(by: .nucleolus)).allocation, [10, 6]))
    // Money is worth 2 a unit and each owns 4; nothing else is scarce.
    #expect(isClose(try #require(study.sharing.division(by: .owen)).allocation, [8, 8]))
    let payments = Compensation.payments(from: study.held, to: [10, 6])
    #expect(payments == [Compensation(payer: 0, receiver: 1, amount: 6)])
  }

  @Test("a coalition has a part of the budget, all of it or nothing", arguments: AllianceGame.MoneyPart.allCases)
  func parts(part: AllianceGame.MoneyPart) throws {
    let alone = try study(.twoFirms(budget: 8), .init(part: part)).sharing.alone
    switch part {
    case .proportional: #expect(alone == [8, 4])
    case .whole: #expect(alone == [16, 8])
    case .none: #expect(alone == [0, 0])
    }
  }

  @Test("who bears an own contribution is paid in proportion to it")
  func contributions() throws {
    var description = try AllianceDescription.twoFirms(budget: 0)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own": [1, 3]])
    description.contributions = Contributions(maximum: "own")
    let study = try study(description)
    #expect(isClose([study.sharing.total], [8]))
    #expect(isClose(try #require(study.sharing.division(by: .proportional)).allocation, [2, 6]))
    #expect(isClose(study.sharing.alone, [2, 3]))
    #expect(isClose(try #require(study.sharing.division(by: .owen)).allocation, [2, 6]))
  }

  @Test("payments settle everything in fewer payments than there are players", arguments: 1...20 as ClosedRange<UInt64>)
  func payments(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...9, using: &generator)
    let held = (0..<count).map { _ in Double.random(in: -5...20, using: &generator) }
    var target = (0..<count).map { _ in Double.random(in: -5...20, using: &generator) }
    target[0] += held.reduce(0, +) - target.reduce(0, +)
    let payments = Compensation.payments(from: held, to: target)
    var after = held
    for payment in payments {
      #expect(payment.amount > 0)
      after[payment.payer] -= payment.amount
      after[payment.receiver] += payment.amount
    }
    #expect(isClose(after, target))
    #expect(payments.count < count)
  }

  @Test("an alliance that cannot be planned has nothing to share")
  func infeasible() throws {
    let description = try AllianceDescription.twoFirms(budget: 1).adding(
      Rule("floor", .gainFloor(GainFloor(minimum: 100))))
    let outcome = try AllianceSharing.outcome(of: Alliance(description), options: .init(), planner: planner)
    guard case .infeasible = outcome else {
      Issue.record("an alliance without a plan was shared")
      return
    }
  }
}

@Suite("Properties of sharing the gain of random alliances")
struct AllianceSharingProperties {
  private let planner = Planner(solver: GLPKSolver())
  private static let seeds = Array(1...10 as ClosedRange<UInt64>)

  /// A random alliance whose coalitions are free of rules anyway, so that the division by resources is in the core.
  private func description(_ seed: UInt64, curved: Bool = false) throws -> AllianceDescription {
    var description = try AllianceDescription.random(seed: seed, curved: curved)
    description.rules = []
    description.objective = .gain
    return description
  }

  private func study(_ description: AllianceDescription) throws -> AllianceSharing {
    let outcome = try AllianceSharing.outcome(of: Alliance(description), options: .init(), planner: planner)
    return try #require(outcome.study)
  }

  @Test(
    "the division by resources hands out the gain, is in the core, and so the core is not empty", arguments: seeds,
    [false, true])
  func owen(seed: UInt64, curved: Bool) throws {
    let study = try study(description(seed, curved: curved))
    guard let owen = study.sharing.division(by: .owen) else {
      #expect(study.notes.contains(.withoutResourcePrices))
      return
    }
    let total = study.sharing.total
    #expect(abs(owen.allocation.reduce(0, +) - total) <= 1e-7 * max(1, abs(total)))
    let test = try #require(owen.test)
    #expect(test.excess <= 1e-6 * max(1, abs(total)))
    #expect(try #require(study.sharing.leastCore).epsilon <= 1e-6 * max(1, abs(total)))
  }

  @Test("what a coalition is worth is what planning its firms by themselves gains", arguments: seeds.prefix(4))
  func worths(seed: UInt64) throws {
    let description = try description(seed)
    let study = try study(description)
    let members = Double(description.firms.count)
    for (coalition, worth) in study.sharing.worths where coalition.count == 2 && description.grants.isEmpty {
      var own = description
      own.firms = description.firms.keeping(coalition.members)
      switch description.budget {
      case .horizon(let amount): own.budget = .horizon(amount * 2 / members)
      case .perPeriod(let amounts): own.budget = .perPeriod(amounts.map { $0 * 2 / members })
      }
      let alone = try planner.bestPlan(of: Alliance(own))
      #expect(abs((alone?.totals.gain ?? 0) - worth) <= 1e-8 * max(1, abs(worth)) || study.game.players.count == 2)
    }
  }

  @Test("the search among coalitions finds the one that going through all of them finds", arguments: seeds)
  func search(seed: UInt64) throws {
    let study = try study(description(seed))
    let game = study.game
    let search = CoalitionSearch(
      try Alliance(game.descriptionOfOpenCoalition()), members: Array(game.players.indices), parts: game.players.count,
      planner: planner)
    let size = max(1, abs(study.sharing.total))
    for method in [Sharing.Method.shapley, .equal] {
      let division = try #require(study.sharing.division(by: method))
      let found = try #require(try search.worstServed(by: division.allocation))
      let excess = found.worth - found.firms.reduce(0) { $0 + division.allocation[$1] }
      #expect(abs(excess - (try #require(division.test)).excess) <= 1e-6 * size)
    }
    var generated = GeneratedCore(
      alone: study.sharing.alone, everyone: study.sharing.total, solver: GLPKSolver())
    let core = try generated.leastCore { (allocation) throws(PlanningError) in
      try search.worstServed(by: allocation)
    }
    #expect(abs(core.epsilon - (try #require(study.sharing.leastCore)).epsilon) <= 1e-6 * size)
  }

  @Test("with more firms than coalitions are gone through for, the estimate agrees with symmetry and says its error")
  func manyFirms() throws {
    // Seven strong and seven weak firms: by symmetry equal firms have equal parts.
    let count = 14
    let description = AllianceDescription(
      name: "many", model: try sampleModel("output ~ 0 + rd:skill", ["rd:skill": 1]),
      firms: sampleFirms(
        (0..<count).map { FirmID("f\($0)") },
        ["rd": (0..<count).map { _ in 0 }, "skill": (0..<count).map { $0 < 7 ? 2 : 1 }]),
      budget: .horizon(28), levers: [Lever("rd", maximumIncrease: .amount(3))])
    let study = try study(description)
    let shapley = try #require(study.sharing.division(by: .shapley))
    let errors = try #require(shapley.standardErrors)
    #expect(abs(shapley.allocation.reduce(0, +) - study.sharing.total) < 1e-9 * study.sharing.total)
    let strong = shapley.allocation[..<7].reduce(0, +) / 7
    for player in 0..<7 { #expect(abs(shapley.allocation[player] - strong) <= 4 * max(errors[player], 1e-9)) }
    #expect(study.notes.contains(.withoutNucleolus(limit: AllianceSharing.exactLimit)))
    // Each firm owns 2 of the 28; what it cannot use is worth 1 to the weak and 2 to the strong: linear, so the core is
    // not empty, and the division by resources is in it.
    #expect(try #require(study.sharing.leastCore).coreIsEmpty == false)
    #expect(try #require(study.sharing.division(by: .owen)?.test).isInCore)
    #expect(try #require(study.sharing.division(by: .equal)?.test).isInCore == false)
  }
}

@Suite("Sharing where coalitions are not searched for")
struct SingleFirmTests {
  /// Thirteen firms that own 2 of the 26 each and can use 3, the first of which yields 3 a unit and the others 1; research
  /// nearby is linked and counts for nothing.
  private func sharing(cap: Double?) throws -> Sharing {
    let description = AllianceDescription(
      name: "thirteen", model: try sampleModel("y ~ 0 + rd:skill + near", ["rd:skill": 1, "near": 0]),
      firms: sampleFirms(
        (0..<13).map { FirmID("f\($0)") },
        [
          "rd": (0..<13).map { _ in 0 }, "skill": (0..<13).map { $0 == 0 ? 3 : 1 }, "near": (0..<13).map { _ in 0 },
        ], texts: ["region": (0..<13).map { _ in "east" }]),
      budget: .horizon(26), levers: [Lever("rd", maximumIncrease: .amount(3))],
      links: [Link("near", .sums(lever: "rd", weights: .same(column: "region")))],
      rules: cap.map { [Rule("cap", .spendingCap(SpendingCap(maximum: $0)))] } ?? [])
    let outcome = try AllianceSharing.outcome(
      of: Alliance(description), options: .init(groups: 2), planner: Planner(solver: GLPKSolver()))
    return try #require(outcome.study).sharing
  }

  /// A cap of 13 leaves 3·3 + 10 together, while alone nobody is bound by it: 6 and twelve times 2.
  @Test("firms that are worth more alone than together leave the core empty, whatever is not looked for")
  func emptyCore() throws {
    let sharing = try sharing(cap: 13)
    #expect(sharing.leastCore == nil)
    #expect(sharing.coreObstacle == .links)
    #expect(abs(sharing.aloneTogether - 30) < 1e-9)
    #expect(sharing.isWorthMoreAlone)
    let leaving = sharing.worseOffThanAlone(by: try #require(sharing.division(by: .equal)))
    #expect(leaving.map(\.player) == Array(0..<13))
    let expected = [6 - 19.0 / 13] + [Double](repeating: 2 - 19.0 / 13, count: 12)
    #expect(leaving.map(\.excess).isApproximatelyEqual(to: expected))
  }

  /// Without the cap all of the money is used, 3·3 + 23.
  @Test("a firm that a division gives less than it is worth alone is named, the others are not")
  func oneFirmLeaves() throws {
    let sharing = try sharing(cap: nil)
    #expect(!sharing.isWorthMoreAlone)
    let leaving = sharing.worseOffThanAlone(by: try #require(sharing.division(by: .equal)))
    #expect(leaving.map(\.player) == [0])
    #expect(leaving.map(\.excess).isApproximatelyEqual(to: [6 - 32.0 / 13]))
  }

  @Test("the more players, the fewer groups of orders, from ten down to four")
  func groups() {
    #expect([13, 24, 25, 30, 62].map(AllianceSharing.usualGroups) == [10, 10, 9, 6, 4])
  }
}

extension AllianceSharing.Outcome {
  fileprivate var study: AllianceSharing? {
    if case .shared(let study) = self { study } else { nil }
  }
}
