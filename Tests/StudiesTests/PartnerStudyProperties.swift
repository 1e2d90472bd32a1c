import Alliances
import GLPKSolver
import Planning
import TestSupport
import Testing

@testable import Studies

@Suite("What partners are worth, against plans made by themselves")
struct PartnerStudyProperties {
  /// A random alliance with candidates, for which the three objectives with one figure take turns.
  private func alliance(seed: UInt64, curved: Bool) throws -> AllianceDescription {
    var description = try AllianceDescription.random(seed: seed, curved: curved)
    description.objective = [Objective.gain, .netValue, .cost(targetGain: 3)][Int(seed % 3)]
    let candidates = max(1, min(3, description.firms.count - 2))
    return description.withCandidates(candidates, seed: seed)
  }

  /// The description in which `firm`, a candidate, is tied to the first member or kept apart from it.
  private func settling(_ firm: Int, joins: Bool, in description: AllianceDescription) -> AllianceDescription {
    let (member, id) = (description.firms.ids[0], description.firms.ids[firm])
    let demand: Rule.Demand = joins ? .together(Together([member, id])) : .apart(Apart([member, id]))
    return description.adding(Rule("settled \(id)", demand))
  }

  private func settling(only selected: Set<Int>, in description: AllianceDescription) -> AllianceDescription {
    description.firms.positions(in: .candidates).reduce(description) {
      settling($1, joins: selected.contains($1), in: $0)
    }
  }

  @Test(
    "every value is the difference of two plans of alliances in which rules settle who joins",
    arguments: [1, 2, 3, 4, 5, 7])
  func values(seed: Int) throws {
    let description = try alliance(seed: UInt64(seed), curved: seed % 2 == 0)
    let study = try partnerStudy(description)
    let sign = description.objective.isMinimised ? -1.0 : 1.0
    let none = try plannedFigure(settling(only: [], in: description))
    #expect((none == nil) == (study.withoutPartners == nil))
    for value in study.candidates {
      let with = try plannedFigure(settling(value.firm, joins: true, in: description))
      let without = try plannedFigure(settling(value.firm, joins: false, in: description))
      let alone = try plannedFigure(settling(only: [value.firm], in: description))
      let size = max(1, abs(study.best.objective.value))
      func check(_ found: Improvement?, _ first: Double?, _ second: Double?) {
        guard let first, let second else {
          #expect(found == nil)
          return
        }
        #expect(abs((found?.value ?? .nan) - sign * (first - second)) < 1e-6 * size, "\(seed)")
      }
      check(value.inBest, with, without)
      check(value.alone, alone, none)
      #expect((with == nil) == (value.freedom == .cannotJoin || value.freedom == .tooDear))
      #expect((without == nil) == (value.freedom == .cannotStayOut))
    }
  }

  @Test("planned anew at its break-even cost a candidate is worth nothing")
  func breakEven() throws {
    var checked = 0
    for seed in UInt64(1)...6 {
      var description = try AllianceDescription.random(seed: seed, curved: seed % 3 == 0)
      description.objective = seed % 2 == 0 ? .netValue : .gain
      description = description.withCandidates(1, seed: seed, rules: false)
      let study = try partnerStudy(description)
      for value in study.candidates {
        guard let breakEven = value.breakEven else { continue }
        checked += 1
        try check(breakEven, of: value.firm, in: description, size: max(1, abs(study.best.objective.value)))
      }
    }
    #expect(checked >= 3)
  }

  private func check(
    _ breakEven: BreakEvenCost, of firm: Int, in description: AllianceDescription, size: Double
  ) throws {
    var changed = description
    changed.firms = description.firms.setting("joining_cost", of: firm, to: breakEven.cost)
    let with = try #require(try bestFigure(settling(firm, joins: true, in: changed)))
    let without = try #require(try bestFigure(settling(firm, joins: false, in: changed)))
    let worth = (description.objective.isMinimised ? -1 : 1) * (with - without)
    switch breakEven.limit {
    case .value: #expect(abs(worth) < 1e-5 * size, "\(worth) at \(breakEven)")
    case .money:
      #expect(worth > 0)
      changed.firms = changed.firms.setting(
        "joining_cost", of: firm, to: breakEven.cost + 2 * breakEven.tolerance + 1e-3)
      #expect(try bestFigure(settling(firm, joins: true, in: changed)) == nil)
    }
  }

  @Test("synergies are those of all coalitions, each planned as an alliance of its own", arguments: [UInt64(3), 7, 9])
  func synergies(seed: UInt64) throws {
    var description = try AllianceDescription.random(seed: seed, curved: false)
    description.rules = []
    description = description.withCandidates(min(3, description.firms.count - 1), seed: seed, rules: false)
    let study = try partnerStudy(description)
    func worth(_ selected: Set<Int>) throws -> Double? { try description.deciding(selected).flatMap(bestFigure) }
    let none = try #require(try worth([]))
    for pair in study.pairs {
      let parts = try pair.firms.map { try worth([$0]) }
      guard let both = try worth(Set(pair.firms)), let first = parts[0], let second = parts[1] else {
        #expect(pair.synergy == nil)
        continue
      }
      let value = try #require(pair.value?.value)
      let synergy = try #require(pair.synergy?.value)
      #expect(value.isApproximatelyEqual(to: both - none, relativeTolerance: 1e-6))
      #expect(synergy.isApproximatelyEqual(to: both - first - second + none, relativeTolerance: 1e-6))
    }
  }

  @Test("in another order every firm keeps its values", arguments: [UInt64(3), 4])
  func permutation(seed: UInt64) throws {
    let description = try alliance(seed: seed, curved: false)
    let (members, count) = (description.firms.memberCount, description.firms.count)
    let order = Array((0..<members).reversed()) + Array((members..<count).reversed())
    let study = try partnerStudy(description)
    let turned = try partnerStudy(description.permuted(order))
    for (value, other) in zip(study.candidates, turned.candidates.reversed()) {
      #expect(value.freedom == other.freedom)
      for (first, second) in [(value.alone, other.alone), (value.inBest, other.inBest)] {
        #expect((first == nil) == (second == nil))
        guard let first, let second else { continue }
        #expect(first.value.isApproximatelyEqual(to: second.value, relativeTolerance: 1e-6))
      }
    }
    for (member, other) in zip(study.members, turned.members.reversed()) {
      guard case .lost(let loss, _) = member.outcome, case .lost(let otherLoss, _) = other.outcome else { continue }
      #expect(loss.value.isApproximatelyEqual(to: otherLoss.value, relativeTolerance: 1e-6))
    }
  }

  @Test("a member's worth is what the others lack when they plan without it", arguments: [UInt64(1), 4, 8])
  func members(seed: UInt64) throws {
    var description = try AllianceDescription.random(seed: seed, curved: seed % 2 == 0)
    description.rules = []
    let study = try partnerStudy(description)
    for member in study.members {
      var others = description
      others.firms = description.firms.keeping((0..<description.firms.count).filter { $0 != member.firm })
      let without = try #require(try bestFigure(others))
      guard case .lost(let loss, _) = member.outcome else {
        Issue.record("no loss")
        continue
      }
      #expect(loss.value.isApproximatelyEqual(to: study.best.objective.value - without, relativeTolerance: 1e-6))
    }
  }
}

@Suite("An alliance that a member has left")
struct DepartureTests {
  private var description: AllianceDescription {
    get throws {
      var description = try AllianceDescription.twoFirms(budget: 10)
      description.firms = FirmTable(
        ids: ["acme", "bolt", "cobalt", "delta"],
        columns: [
          FirmColumn(name: "rd", [0, 0, 0, 0]), FirmColumn(name: "skill", [2, 1, 3, 1]),
          FirmColumn(name: "own", [1, 2, 3, 4]),
          FirmColumn(name: "region", ["east", "west", "east", "west"]),
        ], memberCount: 2)
      return description
    }
  }

  @Test("its row, its contribution and its name in rules are gone; candidates stay candidates")
  func names() throws {
    var alliance = try description
    alliance.contributions = Contributions(maximum: "own")
    alliance.rules = [
      Rule("apart", .apart(Apart(["acme", "cobalt", "delta"]))), Rule("rivals", .apart(Apart(["acme", "cobalt"]))),
      Rule("friends", .together(Together(["acme", "bolt", "delta"]))),
      Rule(
        "needs",
        .requires(Requirement([.init("cobalt", requires: "acme"), .init("bolt", requires: "acme")]))),
      Rule("acme needs", .requires(Requirement([.init("acme", requires: "delta")]))),
    ]
    let departure = alliance.withoutMember(0)
    #expect(departure.description.firms.ids == ["bolt", "cobalt", "delta"])
    #expect(departure.description.firms.memberCount == 1)
    #expect(departure.barred == ["cobalt"])
    #expect(
      departure.description.rules == [
        Rule("apart", .apart(Apart(["cobalt", "delta"]))), Rule("friends", .together(Together(["bolt", "delta"]))),
      ])
    #expect(try Alliance(departure.description).contributionMaximums == [2, 3, 4])
  }

  @Test("a group of which nobody is left ends with its rule or grant; other groups lose what nobody has")
  func groups() throws {
    var alliance = try description
    let acme = FirmFilter([.init("skill", in: ["2.0"])])
    let both = FirmFilter([.init("skill", in: ["1.0", "2.0"])])
    alliance.contributions = Contributions(maximum: "own")
    alliance.rules = [
      Rule("acme", .groupShare(GroupShare(of: acme, minimum: 0.5))),
      Rule("both", .groupShare(GroupShare(of: both, maximum: 0.9))),
    ]
    alliance.grants = [Grant("for acme", amount: .horizon(1), match: 1, eligible: acme)]
    let rest = alliance.withoutMember(0).description
    #expect(rest.rules.map(\.name) == ["both"])
    #expect(rest.grants.isEmpty)
    _ = try Alliance(rest)
  }

  @Test("a candidate that requires the member stays out when it leaves")
  func barred() throws {
    var alliance = try description
    alliance.rules = [Rule("needs", .requires(Requirement([.init("cobalt", requires: "bolt")])))]
    let study = try partnerStudy(alliance)
    // With all: 10 at Cobalt's skill of 3 yield 30. Without Bolt Cobalt stays out, and Acme yields 20.
    guard case .lost(let loss, _) = study.members[1].outcome else {
      Issue.record("no loss")
      return
    }
    #expect(loss.value.isApproximatelyEqual(to: 10))
  }

  @Test("shares that the others cannot add up to are said to leave no plan")
  func notSound() throws {
    var alliance = try AllianceDescription.twoFirms(budget: 10)
    alliance.rules = [Rule("half", .eachMember(EachMember(maximumShare: 0.5)))]
    let study = try partnerStudy(alliance)
    guard case .notSound(let problems) = study.members[0].outcome else {
      Issue.record("one firm gets no more than half of what it gets")
      return
    }
    #expect(problems.count == 1)
  }
}
