import Alliances
import GLPKSolver
import TestSupport
import Testing

@testable import Planning

/// The repairs of a description without a plan, as limits with the values that they would have to have.
private func repairs(
  _ description: AllianceDescription, sourceLocation: SourceLocation = #_sourceLocation
) throws -> [NumericLimit: Double] {
  let conflict = try conflict(description, sourceLocation: sourceLocation)
  for repair in conflict.repairs { #expect(repair.demand.map(conflict.removable.contains) ?? true) }
  return Dictionary(uniqueKeysWithValues: conflict.repairs.map { ($0.limit, $0.to) })
}

@Suite("Repairs of alliances solved by hand: Acme gains 2 per unit and Bolt 1, each up to 10 units")
struct RepairTests {
  @Test("what firms may contribute belongs to a conflict of shares of contributions, whoever else could join")
  func contributionsWithCandidates() throws {
    let firms = FirmTable(
      members: sampleFirms(["a", "b"], ["rd": [0, 0], "own": [1, 10]]),
      candidates: sampleFirms(["c"], ["rd": [0], "own": [0]]))
    let description = AllianceDescription(
      name: "shares", model: try sampleModel("y ~ rd", ["(Intercept)": 1, "rd": 1]), firms: firms, budget: .horizon(0),
      contributions: Contributions(maximum: "own"), levers: [Lever("rd", minimum: 4, maximum: 20)],
      rules: [Rule("fair", .eachMember(EachMember(minimumShare: 0.3, measure: .contribution)))])
    let conflict = try conflict(description)
    #expect(conflict.demands.contains(.contributions))
    // Eight of money, of which a must bring 30 %.
    let repair = try #require(conflict.repairs.first { $0.limit == .contribution(firm: 0) })
    #expect(repair.from == 1 && abs(repair.to - 2.4) < 1e-9)
  }

  private func description(
    budget: Double, _ columns: KeyValuePairs<String, [Double]> = [:], _ rules: Rule.Demand...
  ) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    let own = [FirmColumn(name: "rd", [0.0, 0.0]), FirmColumn(name: "skill", [2.0, 1.0])]
    description.firms = FirmTable(
      ids: ["acme", "bolt"],
      columns: own + columns.map { FirmColumn(name: $0.key, $0.value) }
        + [FirmColumn(name: "region", ["east", "west"])])
    description.rules = rules.enumerated().map { Rule("rule \($0)", $1) }
    return description
  }

  @Test("a gain of 25 from 12 units: 3 more units, or a gain of 22")
  func gainFloor() throws {
    let description = try description(budget: 12, [:], .gainFloor(GainFloor(minimum: 25)))
    #expect(try repairs(description) == [.budget(period: nil): 15, .rule(0, .least): 22])
  }

  @Test("a gain of 31 where levers end at 30: a lower floor, or room for 31/3 units each, rounded up")
  func greatestLevel() throws {
    let description = try description(budget: 100, [:], .gainFloor(GainFloor(minimum: 31)))
    #expect(
      try repairs(description) == [.rule(0, .least): 30, .greatestLevel(lever: 0, firm: nil): 10.334])
    var cells = try self.description(budget: 100, ["rd_max": [10, 10]], .gainFloor(GainFloor(minimum: 31)))
    cells.levers = [Lever("rd")]
    // Half a unit at Acme brings the one that is missing, at Bolt it takes a whole one.
    #expect(try repairs(cells) == [.rule(0, .least): 30, .greatestLevel(lever: 0, firm: 0): 10.5])
  }

  @Test("a target is lowered, or the budget raised")
  func target() throws {
    var description = try description(budget: 5)
    description.objective = .cost(targetGain: 22)
    #expect(try repairs(description) == [.target: 10, .budget(period: nil): 12])
  }

  @Test("least levels of 8 each from 12 units: 4 more units, or one least level of 4")
  func leastLevels() throws {
    #expect(
      try repairs(description(budget: 12, ["rd_min": [8, 8]])) == [
        .budget(period: nil): 16, .leastLevel(lever: 0, firm: 0): 4,
      ])
    var key = try description(budget: 12)
    key.levers[0].minimum = 8
    #expect(try repairs(key) == [.budget(period: nil): 16, .leastLevel(lever: 0, firm: nil): 6])
  }

  @Test("a budget of one period is raised where it is missing, whatever others have")
  func periods() throws {
    var description = try description(budget: 0, ["rd_min": [3, 0]])
    (description.periods, description.budget) = (["2026", "2027"], .perPeriod([1.5, 9]))
    #expect(try repairs(description) == [.budget(period: 0): 3, .leastLevel(lever: 0, firm: 0): 1.5])
    description.budget = .perPeriod([4, 1.25])
    // What 2026 leaves can be carried, so either is short by 0.75; Acme's level of 2.625 costs 5.25 in both.
    #expect(
      try repairs(description) == [
        .budget(period: 0): 4.75, .budget(period: 1): 2, .leastLevel(lever: 0, firm: 0): 2.625,
      ])
  }

  @Test("shares of at most 60 % and 30 % leave 10 % to nobody")
  func groupShares() throws {
    let (east, west) = (FirmFilter([.init("region", in: ["east"])]), FirmFilter([.init("region", in: ["west"])]))
    let description = try description(
      budget: 12, [:], .groupShare(GroupShare(of: east, maximum: 0.6)), .groupShare(GroupShare(of: west, maximum: 0.3)),
      .gainFloor(GainFloor(minimum: 5)))
    #expect(try repairs(description) == [.rule(0, .greatest): 0.7, .rule(1, .greatest): 0.4, .rule(2, .least): 0])
  }

  @Test("at least 45 % each from 12 units is a gain of 18.6: for 19 it has to be 5/12 of them, or 19/1.55 units")
  func eachMember() throws {
    let description = try description(
      budget: 12, [:], .eachMember(EachMember(minimumShare: 0.45)), .gainFloor(GainFloor(minimum: 19)))
    #expect(
      try repairs(description) == [
        .rule(0, .least): 0.4166, .rule(1, .least): 18.6, .budget(period: nil): 12.259,
      ])
  }

  @Test("least levels of 8 and 2 are in proportion 1:1 within 60 % of 5")
  func tolerance() throws {
    let description = try description(
      budget: 10, ["rd_min": [8, 2]], .proportion(Proportion(to: .equal)))
    #expect(
      try repairs(description) == [
        .rule(0, .tolerance): 0.6, .budget(period: nil): 16, .leastLevel(lever: 0, firm: 0): 5,
      ])
  }

  @Test("a cap on spending that stands in a row for each period is raised in all of them")
  func caps() throws {
    let once = try description(
      budget: 50, [:], .spendingCap(SpendingCap(maximum: 10)), .gainFloor(GainFloor(minimum: 21)))
    #expect(try repairs(once) == [.rule(0, .greatest): 11, .rule(1, .least): 20])
    var each = try description(
      budget: 50, [:], .spendingCap(SpendingCap(maximum: 4, eachPeriod: true)), .gainFloor(GainFloor(minimum: 18)))
    each.periods = ["2026", "2027"]
    #expect(try repairs(each) == [.rule(0, .greatest): 4.5, .rule(1, .least): 16])
  }

  @Test("risk of 5 from a least level, where 3 are allowed")
  func risk() throws {
    let description = try description(
      budget: 50, ["rd_min": [5, 0], "leak": [1, 0]], .risk(RiskLimit(column: "leak", maximum: 3)))
    #expect(try repairs(description) == [.rule(0, .greatest): 5, .leastLevel(lever: 0, firm: 0): 3])
  }

  @Test("Bolt's 3 units need 1.8 more than the 20 % of Acme's 6 that are pooled")
  func pooling() throws {
    var description = try description(budget: 0, ["rd_min": [0, 3], "own_funds": [6, 0]])
    (description.contributions, description.pooling) = (Contributions(maximum: "own_funds"), 0.2)
    // Of what Bolt puts in itself all counts, and 20 % once more.
    #expect(
      try repairs(description) == [
        .budget(period: nil): 1.8, .pooling: 0.5, .contribution(firm: 1): 1.5, .leastLevel(lever: 0, firm: 1): 1.2,
      ])
  }

  @Test("a grant is raised by what is missing, and a match to what contributions have to be doubled by")
  func grants() throws {
    var description = try description(budget: 2, ["rd_min": [4, 0]])
    description.grants = [Grant("fund", amount: .horizon(1))]
    #expect(
      try repairs(description) == [
        .budget(period: nil): 3, .grant(0, period: nil): 2, .leastLevel(lever: 0, firm: 0): 3,
      ])
    description = try self.description(budget: 2, ["rd_min": [6, 0], "own_funds": [2, 0]])
    description.contributions = Contributions(maximum: "own_funds")
    description.grants = [Grant("fund", amount: .horizon(10), match: 0.5)]
    #expect(
      try repairs(description) == [
        .budget(period: nil): 3, .match(grant: 0): 1, .contribution(firm: 0): 2.667, .leastLevel(lever: 0, firm: 0): 5,
      ])
  }

  @Test("three heads each gain 9; for 12 it takes four")
  func hiring() throws {
    var description = try description(budget: 100, [:], .gainFloor(GainFloor(minimum: 12)))
    description.levers = [Lever("rd", .talent(hireMaximum: 3, secondment: nil), maximumIncrease: .amount(10))]
    #expect(try repairs(description) == [.rule(0, .least): 9, .hiring(lever: 0): 4])
  }

  @Test("a rule without a number is given up, or what clashes with it changed")
  func ruleWithoutNumber() throws {
    var description = try description(budget: 12, ["rd_min": [0, 4]], .winWin(WinWin()))
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, -1], "rd_min": [0, 4]])
    let conflict = try conflict(description)
    #expect(Set(conflict.removable) == [.rule(0), .minimum(lever: 0)])
    #expect(conflict.repairs.map(\.limit) == [.leastLevel(lever: 0, firm: 1)])
    #expect(conflict.repairs.map(\.to) == [0])
  }

  @Test("what firms reach alone is found anew where a repair changes it")
  func standalone() throws {
    var description = try description(
      budget: 0, ["own_funds": [4, 3], "rd_min": [6, 0]], .winWin(WinWin(.standalone)))
    description.contributions = Contributions(maximum: "own_funds")
    description.outputValue = 2
    // Acme's 6 units leave Bolt 1 of the 7 that it must contribute 2 to, where it would have 3 alone; a least level of
    // 4 is paid by Acme itself. Of a budget of b Bolt gets 1 + b at most, and needs 3.
    let found = try repairs(description)
    #expect(found[.budget(period: nil)] == 2)
    #expect(found[.leastLevel(lever: 0, firm: 0)] == 4)
  }

  @Test("where no demand is enough alone, those are told that have to give way together")
  func together() throws {
    let description = try description(budget: 12, ["rd_min": [8, 8]], .gainFloor(GainFloor(minimum: 100)))
    let conflict = try conflict(description)
    #expect(conflict.removable == [] && conflict.repairs == [])
    #expect(Set(conflict.jointlyRemovable) == [.minimum(lever: 0), .rule(0)])
  }
}

@Suite("Repairs of random alliances")
struct RepairProperties {
  private let search = DirectionSearch(method: TangentMethod(solver: GLPKSolver()))

  /// A random alliance that is asked for more than it can give.
  private func infeasible(_ seed: Int) throws -> AllianceDescription {
    var description = try AllianceDescription.random(seed: UInt64(seed), curved: seed % 4 == 3)
    var generator = SeededGenerator(seed: UInt64(seed) + 77)
    let best = try plan(description).totals.gain
    let more = best * Double.random(in: 1.05...1.6, using: &generator) + 0.1
    switch seed % 3 {
    case 0: description.objective = .cost(targetGain: more)
    case 1: description.rules.append(Rule("growth", .gainFloor(GainFloor(minimum: more))))
    default:
      let greatest = try Alliance(description).levers[0].upper
      description.firms = FirmTable(
        ids: description.firms.ids,
        columns: description.firms.columnNames.compactMap(description.firms.column)
          + [FirmColumn(name: "rd_min", greatest.map { $0 * 0.98 })])
      description.budget = .horizon(1)
      description.carryOver = true
    }
    return description
  }

  private func isPlannable(_ description: AllianceDescription) throws -> Bool {
    try search.best(of: Formulation(Alliance(description))) != nil
  }

  @Test("every repair makes a plan possible, and one smaller by a hundredth does not", arguments: 0..<24)
  func repairsAreLeast(seed: Int) throws {
    let description = try infeasible(seed)
    guard try !isPlannable(description) else { return }
    let alliance = try Alliance(description)
    let conflict = try conflict(description)
    // The least levels of several firms may have to fall, each of which is a number of its own.
    #expect(!conflict.repairs.isEmpty || conflict.removable == [.minimum(lever: 0)])
    for repair in conflict.repairs {
      #expect(try isPlannable(repair.limit.set(to: repair.to, in: alliance)), "\(repair)")
      #expect(try !isPlannable(repair.limit.set(to: repair.from + 0.99 * repair.change, in: alliance)), "\(repair)")
    }
  }

  @Test("what arithmetic calls a contradiction has no plan, and one is found where the gap is plain", arguments: 0..<40)
  func contradictionsAreTrue(seed: Int) throws {
    var description = try infeasible(3 * seed + 1)
    var alliance = try Alliance(description)
    if alliance.contradiction != nil { #expect(try !isPlannable(description)) }
    description.rules.append(Rule("wish", .gainFloor(GainFloor(minimum: 1e6))))
    alliance = try Alliance(description)
    guard case .gainBeyondReach(.rule(description.rules.count - 1), 1e6, _) = alliance.contradiction else {
      Issue.record("a gain of a million seems within reach")
      return
    }
  }
}

@Suite("Contradictions that arithmetic shows")
struct ContradictionTests {
  @Test("least levels of 8 each cost 16 by the end of a year, and 12 are there")
  func money() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "rd_min": [8, 8]])
    #expect(
      try Alliance(description).contradiction == .leastLevelsBeyondMoney(needed: 16, available: 12, period: 0))
    (description.periods, description.budget) = (["2026", "2027"], .perPeriod([20, 4]))
    #expect(
      try Alliance(description).contradiction == .leastLevelsBeyondMoney(needed: 32, available: 24, period: 1))
    description.carryOver = false
    #expect(
      try Alliance(description).contradiction == .leastLevelsBeyondMoney(needed: 16, available: 4, period: 1))
    let conflict = try conflict(description)
    #expect(Set(conflict.demands) == [.budget(period: 1), .minimum(lever: 0)])
  }

  @Test("grants count as far as contributions can match them, and refunds as far as levers may fall")
  func countsAllMoney() throws {
    var description = try AllianceDescription.twoFirms(budget: 2)
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "rd_min": [8, 0], "own_funds": [2, 0]])
    description.contributions = Contributions(maximum: "own_funds")
    description.grants = [
      Grant("open", amount: .horizon(1)), Grant("matching", amount: .horizon(50), match: 1),
    ]
    #expect(try Alliance(description).contradiction == .leastLevelsBeyondMoney(needed: 8, available: 7, period: 0))
    description.grants[1].match = 1.5
    #expect(try Alliance(description).contradiction == nil)
    var falling = try AllianceDescription.twoFirms(budget: 2)
    falling.levers[0].kind = .investment(refund: 0.5)
    falling.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 10], "skill": [2, 1], "rd_min": [8, 0]])
    // Bolt's 10 units bring 5 back: of the 8 only 3 have to be paid.
    #expect(try Alliance(falling).contradiction == .leastLevelsBeyondMoney(needed: 3, available: 2, period: 0))
    falling.budget = .horizon(3)
    #expect(try Alliance(falling).contradiction == nil)
    #expect(try plan(falling).level(0).isApproximatelyEqual(to: 8))
  }

  @Test("heads may be lent to where they are asked for, so that only the sum has to be hired")
  func lending() throws {
    var description = try AllianceDescription.twoFirms(budget: 0)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [4, 4], "skill": [2, 1], "rd_min": [6, 2]])
    description.levers = [
      Lever("rd", .talent(hireMaximum: nil, secondment: .init(maximumShareOut: 0.5)), maximumIncrease: .amount(10))
    ]
    #expect(try Alliance(description).contradiction == nil)
    #expect(try plan(description).level(0).isApproximatelyEqual(to: 6))
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [4, 4], "skill": [2, 1], "rd_min": [7, 3]])
    #expect(try Alliance(description).contradiction == .leastLevelsBeyondMoney(needed: 2, available: 0, period: 0))
  }

  @Test("a gain of 31 is asked for, and the levers end at 30; a target likewise")
  func gain() throws {
    let floor = try AllianceDescription.twoFirms(budget: 12).adding(Rule("gain", .gainFloor(GainFloor(minimum: 31))))
    #expect(try Alliance(floor).contradiction == .gainBeyondReach(demand: .rule(0), asked: 31, reach: 30))
    var target = try AllianceDescription.twoFirms(budget: 12)
    target.objective = .cost(targetGain: 40)
    #expect(try Alliance(target).contradiction == .gainBeyondReach(demand: .target, asked: 40, reach: 30))
    target.objective = .cost(targetGain: 30)
    #expect(try Alliance(target).contradiction == nil)
  }

  @Test("what hiring reaches in each year counts, discounted")
  func hiring() throws {
    var description = try AllianceDescription.twoFirms(budget: 100)
    (description.periods, description.discountRate) = (["2026", "2027"], 0.25)
    description.levers = [Lever("rd", .talent(hireMaximum: 3, secondment: nil), maximumIncrease: .amount(5))]
    description.rules = [Rule("gain", .gainFloor(GainFloor(minimum: 30)))]
    // Three heads each in 2026, five each in 2027: 3·(2 + 1) + 0.8·5·(2 + 1).
    #expect(try Alliance(description).contradiction == .gainBeyondReach(demand: .rule(0), asked: 30, reach: 21))
  }
}
