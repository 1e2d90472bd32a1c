import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

extension AllianceDescription {
  /// Acme as in `twoFirms`, a unit of money yielding 2 up to 10 units, and candidates that may each take 10 units as well:
  /// `c1` yields 5 a unit, `c2` 4, `c3` 3, and joining costs what `costs` say.
  static func oneMember(budget: Double, costs: [Double]) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.firms = FirmTable(
      ids: ["acme", "c1", "c2", "c3"],
      columns: [
        FirmColumn(name: "rd", [0, 0, 0, 0]), FirmColumn(name: "skill", [2, 5, 4, 3]),
        FirmColumn(name: "joining_cost", [100] + costs), FirmColumn(name: "risk", [1, 2, 3, 4]),
        FirmColumn(name: "revenue", [1, 1, 1, 1]),
      ], memberCount: 1)
    return description
  }
}

/// The same candidates, in any order, that join or not, with worths that differ by rounding alone.
private func expectEqual(
  _ some: [PartnerChoice], _ others: [PartnerChoice], scale: Double, sourceLocation: SourceLocation = #_sourceLocation
) {
  let known = Dictionary(uniqueKeysWithValues: others.map { ($0.id, $0) })
  #expect(some.count == others.count, sourceLocation: sourceLocation)
  for partner in some {
    let other = known[partner.id]
    #expect(other?.isSelected == partner.isSelected, sourceLocation: sourceLocation)
    #expect(other?.joiningCost == partner.joiningCost, sourceLocation: sourceLocation)
    #expect((other?.worth == nil) == (partner.worth == nil), sourceLocation: sourceLocation)
    #expect(abs((other?.worth ?? 0) - (partner.worth ?? 0)) <= 1e-6 * scale, sourceLocation: sourceLocation)
  }
}

@Suite("Partners")
struct PartnerTests {
  private func joined(_ plan: Plan) -> [String] { plan.partners.filter(\.isSelected).map(\.id.description) }

  @Test("a candidate joins when what it yields outweighs what joining takes from the budget")
  func joinsWhereItPays() throws {
    // With 10 of money Acme alone yields 20. c1 at a cost of 5 leaves 5, which yield 25; at 6.5 it leaves 17.5.
    let cheap = try plan(.oneMember(budget: 10, costs: [5, 20, 20]))
    #expect(joined(cheap) == ["c1"])
    #expect(cheap.totals.gain.isApproximatelyEqual(to: 25))
    #expect(cheap.totals.joiningCosts == 5)
    #expect(cheap.totals.spending.isApproximatelyEqual(to: 5))
    #expect(cheap.money[0].spending.isApproximatelyEqual(to: 10))
    #expect(cheap.totals.netValue.isApproximatelyEqual(to: 25 - 10))
    let dear = try plan(.oneMember(budget: 10, costs: [6.5, 20, 20]))
    #expect(joined(dear).isEmpty)
    #expect(dear.totals.gain.isApproximatelyEqual(to: 20))
  }

  @Test("the worth of a partner is the gain with it less the gain without it, where both have a plan")
  func worthByHand() throws {
    let plan = try plan(.oneMember(budget: 10, costs: [5, 8, 20]))
    #expect(joined(plan) == ["c1"])
    let worths = plan.partners.map(\.worth)
    #expect(try #require(worths[0]).isApproximatelyEqual(to: 25 - 20))
    // Two units are left for c2, which yields 4 a unit: 8, instead of 25.
    #expect(try #require(worths[1]).isApproximatelyEqual(to: 8 - 25))
    #expect(worths[2] == nil)
  }

  @Test(
    "the worth of each partner is the difference of two plans made for themselves",
    arguments: 1...8 as ClosedRange<UInt64>)
  func worthByPlans(seed: UInt64) throws {
    let firms = try AllianceDescription.random(seed: seed, curved: false)
    let description = firms.withCandidates(min(3, firms.firms.count - 1), seed: seed, rules: false)
    let plan = try plan(description)
    let member = description.firms.ids[0]
    func figure(_ demand: Rule.Demand) throws -> Double? {
      var settled = description
      settled.rules.append(Rule("settled", demand))
      guard case .plan(let plan) = try Planner(solver: GLPKSolver()).plan(Alliance(settled)) else { return nil }
      return plan.objective.value
    }
    for partner in plan.partners {
      let with = try figure(.together(Together([member, partner.id])))
      let without = try figure(.apart(Apart([member, partner.id])))
      guard let with, let without else {
        #expect(partner.worth == nil)
        continue
      }
      let scale = max(1, abs(with), abs(without))
      #expect(abs(try #require(partner.worth) - (with - without)) <= 1e-6 * scale)
    }
  }

  @Test("a candidate that stays out has no place among the firms, and its output counts nowhere")
  func staysOut() throws {
    var description = try AllianceDescription.oneMember(budget: 10, costs: [5, 20, 20])
    description.model = try sampleModel("output ~ rd:skill", ["(Intercept)": 50, "rd:skill": 1])
    let plan = try plan(description)
    #expect(plan.firms.map(\.id) == ["acme", "c1"])
    #expect(plan.firms.map(\.position) == [0, 1])
    // Two firms at an output of 50 without the plan.
    #expect(plan.totals.baselineOutput == 100)
    #expect(plan.totals.gain.isApproximatelyEqual(to: 25))
    #expect(plan.program.integers == 3)
  }

  @Test("what a candidate does without the plan is no gain of the alliance")
  func bringsNoBaseline() throws {
    var description = try AllianceDescription.oneMember(budget: 0, costs: [0, 0, 0])
    description.model = try sampleModel("output ~ rd:skill", ["(Intercept)": 50, "rd:skill": 1])
    #expect(try joined(plan(description)).isEmpty)
    description.rules = [Rule("all", .partners(PartnerCount(minimum: 3)))]
    let plan = try plan(description)
    #expect(joined(plan) == ["c1", "c2", "c3"])
    #expect(abs(plan.totals.gain) < 1e-9)
    #expect(plan.totals.baselineOutput == 200)
  }

  @Test("the number of partners is limited from both sides")
  func countsPartners() throws {
    let free = try AllianceDescription.oneMember(budget: 35, costs: [1, 1, 1])
    // 3 for joining, then 10 at c1, 10 at c2, 10 at c3 and 2 at Acme.
    #expect(try plan(free).totals.gain.isApproximatelyEqual(to: 50 + 40 + 30 + 4))
    let two = try plan(free.adding(Rule("two", .partners(PartnerCount(maximum: 2)))))
    #expect(joined(two) == ["c1", "c2"])
    #expect(two.totals.gain.isApproximatelyEqual(to: 50 + 40 + 20))
    #expect(two.partnerRules.first?.slack == 0)
    var forced = try AllianceDescription.oneMember(budget: 10, costs: [1, 1, 1])
    forced.rules = [Rule("three", .partners(PartnerCount(minimum: 3)))]
    #expect(try plan(forced).totals.gain.isApproximatelyEqual(to: 7 * 5))
  }

  @Test("rivals, friends and conditions are kept, also where a member is among them")
  func keepsCompanies() throws {
    let free = try AllianceDescription.oneMember(budget: 35, costs: [1, 1, 1])
    func joinedUnder(_ demand: Rule.Demand) throws -> [String] { joined(try plan(free.adding(Rule("r", demand)))) }
    #expect(try joinedUnder(.apart(Apart(["c1", "c2"]))) == ["c1", "c3"])
    #expect(try joinedUnder(.apart(Apart(["acme", "c1", "c2"]))) == ["c3"])
    var few = free
    few.rules = [Rule("one", .partners(PartnerCount(maximum: 1)))]
    let together = try plan(few.adding(Rule("r", .together(Together(["c1", "c2"])))))
    #expect(joined(together) == ["c3"])
    let required = try plan(few.adding(Rule("r", .requires(Requirement([.init("c1", requires: "c3")])))))
    #expect(joined(required) == ["c2"])
    let needed = try plan(few.adding(Rule("r", .requires(Requirement([.init("acme", requires: "c3")])))))
    #expect(joined(needed) == ["c3"])
  }

  @Test("risks of those in the alliance add up, members first")
  func limitsSelectionRisk() throws {
    let free = try AllianceDescription.oneMember(budget: 35, costs: [1, 1, 1])
    // Acme's 1 leaves 5: c1 and c2 with 2 + 3.
    let plan = try plan(free.adding(Rule("r", .selectionRisk(SelectionRisk(column: "risk", maximum: 6)))))
    #expect(joined(plan) == ["c1", "c2"])
    #expect(plan.partnerRules.first?.slack?.isApproximatelyEqual(to: 0) == true)
    let conflict = try conflict(free.adding(Rule("r", .selectionRisk(SelectionRisk(column: "risk", maximum: 0.5)))))
    #expect(conflict.demands == [.rule(0)])
  }

  @Test("least shares and shares in proportion bind those that join, and nobody else")
  func releasesThoseOutside() throws {
    let free = try AllianceDescription.oneMember(budget: 16, costs: [1, 5, 5])
    // c1 joins for 1; of 15 Acme must get a third, and the candidates outside nothing.
    let shares = try plan(free.adding(Rule("fair", .eachMember(EachMember(minimumShare: 1 / 3)))))
    #expect(joined(shares) == ["c1"])
    #expect(shares.totals.gain.isApproximatelyEqual(to: 10 * 5 + 5 * 2))
    let equal = try plan(free.adding(Rule("equal", .proportion(Proportion(to: .column("revenue"))))))
    #expect(joined(equal) == ["c1"])
    #expect(equal.totals.gain.isApproximatelyEqual(to: 7.5 * 7))
    #expect(equal.rules.first?.slack == 0)
  }

  @Test("a cap on spending counts what joining costs, and shares do not")
  func countsJoiningCosts() throws {
    let free = try AllianceDescription.oneMember(budget: 100, costs: [4, 50, 50])
    let capped = try plan(free.adding(Rule("cap", .spendingCap(SpendingCap(maximum: 12)))))
    #expect(capped.totals.gain.isApproximatelyEqual(to: 8 * 5))
    let shared = try plan(
      free.adding(Rule("half", .eachMember(EachMember(maximumShare: 0.5)))).adding(
        Rule("cap", .spendingCap(SpendingCap(maximum: 12)))))
    #expect(shared.firms.map(\.spending).isApproximatelyEqual(to: [4, 4]))
  }

  @Test("prices are those with the partners as they are, and say so")
  func labelsPrices() throws {
    let plan = try plan(.oneMember(budget: 12, costs: [5, 20, 20]))
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 5))
    // c1 takes 10 of what is left; whether others then join is not in the range.
    #expect(plan.prices[0].price.to.isApproximatelyEqual(to: 15))
    #expect(plan.warnings.contains(.pricesHoldDecisions))
  }

  @Test("the smallest gain is that of members; a candidate may gain less")
  func comparesMembersOnly() throws {
    var description = try AllianceDescription.oneMember(budget: 8, costs: [0, 0, 0])
    description.objective = .worstGain
    description.rules = [Rule("one", .partners(PartnerCount(minimum: 1)))]
    let plan = try plan(description)
    #expect(plan.objective.value.isApproximatelyEqual(to: 16))
    #expect(plan.certificate.holds)
  }

  @Test("candidates that contribute do so only when they join")
  func contributes() throws {
    var description = try AllianceDescription.oneMember(budget: 1, costs: [1, 1, 1])
    description.firms = FirmTable(
      ids: description.firms.ids,
      columns: description.firms.columnNames.compactMap(description.firms.column) + [
        FirmColumn(name: "own", [0, 0, 0, 6])
      ], memberCount: 1)
    description.contributions = Contributions(maximum: "own")
    // c3 joins for 1 and brings 6, which yield 3 a unit, unless c1 joins too and takes 5 of them at 5 a unit.
    let plan = try plan(description)
    #expect(joined(plan) == ["c1", "c3"])
    #expect(plan.totals.gain.isApproximatelyEqual(to: 25))
    #expect(plan.totals.contributions.isApproximatelyEqual(to: 6))
    description.pooling = 0
    // Nothing of c3's money may pay for others: either the common 1 lets it in to spend its own 6, or nobody joins.
    let apart = try self.plan(description)
    #expect(joined(apart) == ["c3"])
    #expect(apart.totals.gain.isApproximatelyEqual(to: 18))
  }

  private func plan(_ description: AllianceDescription) throws -> Plan { try PlanningTests.plan(description) }

  @Test("partners that cannot be had are told by the rules that clash")
  func explainsConflicts() throws {
    var description = try AllianceDescription.oneMember(budget: 3, costs: [2, 2, 2])
    description.rules = [
      Rule("two at least", .partners(PartnerCount(minimum: 2))), Rule("floor", .gainFloor(GainFloor(minimum: 1))),
    ]
    let conflict = try conflict(description)
    #expect(Set(conflict.demands) == [.budget(period: nil), .rule(0)])
    #expect(Set(conflict.removable) == [.budget(period: nil), .rule(0)])
  }
}

@Suite("Properties of plans with candidates")
struct PartnerProperties {
  private static let seeds = Array(UInt64(1)...10)

  private func random(_ seed: UInt64, curved: Bool) throws -> AllianceDescription {
    let description = try AllianceDescription.random(seed: seed, curved: curved)
    return description.withCandidates(max(1, description.firms.count - 2), seed: seed)
  }

  private func plan(_ description: AllianceDescription) throws -> Plan? {
    guard case .plan(let plan) = try Planner(solver: GLPKSolver()).plan(Alliance(description)) else { return nil }
    return plan
  }

  @Test("a candidate that can do nothing and costs something changes nothing", arguments: seeds, [false, true])
  func ignoresNullCandidates(seed: UInt64, curved: Bool) throws {
    var description = try random(seed, curved: curved)
    description.rules.removeAll { $0.demand.isAboutPartners }
    // Least shares would be met by taking in firms that get nothing.
    description.rules.removeAll {
      switch $0.demand {
      case .proportion, .eachMember, .groupShare: true
      default: false
      }
    }
    let firms = description.firms
    let texts = ["region": "east"]
    let numbers: [String: Double] = ["joining_cost": 1e-3, "rd_unit_cost": 1]
    description.levers = description.levers.map { lever in
      var copy = lever
      copy.minimum = nil
      return copy
    }
    guard let without = try plan(description) else { return }
    description.firms = FirmTable(
      ids: firms.ids + ["null"], names: firms.names + ["null"],
      columns: (firms.columnNames.compactMap(firms.column)).map { column in
        let number = numbers[column.name] ?? 0
        return FirmColumn(
          name: column.name, texts: column.texts + [texts[column.name] ?? "\(number)"],
          numbers: column.numbers + [number])
      }
        + ["rd_max", "talent_max"].map { name in
          FirmColumn(
            name: name, texts: firms.ids.map { _ in nil } + ["0"], numbers: firms.ids.map { _ in .nan } + [0])
        }, memberCount: firms.memberCount)
    let after = try #require(try plan(description))
    #expect(after.partners.last?.isSelected == false)
    #expect(after.totals.gain.isApproximatelyEqual(to: without.totals.gain, relativeTolerance: 2e-7))
    expectEqual(Array(after.partners.dropLast()), without.partners, scale: max(1, abs(without.objective.value)))
  }

  @Test("the order of the candidates does not matter", arguments: seeds, [false, true])
  func permutes(seed: UInt64, curved: Bool) throws {
    let description = try random(seed, curved: curved)
    var generator = SeededGenerator(seed: seed)
    let order =
      Array(description.firms.positions(in: .members))
      + Array(description.firms.positions(in: .candidates)).shuffled(using: &generator)
    guard let plan = try plan(description) else { return }
    let permuted = try #require(try self.plan(description.permuted(order)))
    #expect(permuted.totals.gain.isApproximatelyEqual(to: plan.totals.gain, relativeTolerance: 2e-7))
    expectEqual(permuted.partners, plan.partners, scale: max(1, abs(plan.objective.value)))
  }

  @Test("joining for less never lowers the gain", arguments: seeds)
  func likesLowerCosts(seed: UInt64) throws {
    let description = try random(seed, curved: false)
    var cheaper = description
    let firms = description.firms
    cheaper.firms = FirmTable(
      ids: firms.ids, names: firms.names,
      columns: firms.columnNames.compactMap(firms.column).map { column in
        column.name == "joining_cost" ? FirmColumn(name: column.name, column.numbers.map { 0.5 * $0 }) : column
      }, memberCount: firms.memberCount)
    guard let plan = try plan(description) else { return }
    let better = try #require(try self.plan(cheaper))
    #expect(better.totals.gain >= plan.totals.gain - 1e-6 * max(1, plan.totals.gain))
  }

  @Test("an alliance whose candidates are all members has no decisions", arguments: seeds)
  func hasNoDecisionsWithoutCandidates(seed: UInt64) throws {
    let formulation = Formulation(try Alliance(.random(seed: seed, curved: false)))
    #expect(!formulation.program.hasIntegers)
    #expect(formulation.rowElements.allSatisfy { if case .ifJoined = $0 { false } else { true } })
  }

  @Test("another solver finds the same value in the exported program", arguments: seeds, [false, true])
  func agreesWithAnotherSolver(seed: UInt64, curved: Bool) throws {
    let description = try random(seed, curved: curved)
    guard let plan = try plan(description) else { return }
    let program = try Planner(solver: GLPKSolver()).program(of: Alliance(description))
    let other = try OtherSolver(command: "cbc").solve(program.mps(), type: "mps").objective
    #expect(abs(other).isApproximatelyEqual(to: abs(plan.objective.bound), relativeTolerance: 1e-6))
  }
}
