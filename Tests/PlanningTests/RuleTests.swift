import Alliances
@testable import Planning
import TestSupport
import Testing

@Suite("Rules")
struct RuleTests {
  @Test("no firm above 70 %: money moves to the weaker firm, and a point of the limit costs 0.12")
  func capsEachMember() throws {
    let rule = Rule("no one above 70 %", .eachMember(EachMember(maximumShare: 0.7)))
    let plan = try plan(.twoFirms(budget: 12).adding(rule))
    #expect(plan.firms[0].spending.isApproximatelyEqual(to: 8.4))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 3.6))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 20.4))
    let price = try #require(plan.rules.first)
    #expect(price.limit.key == "max_share")
    #expect(price.price.price.isApproximatelyEqual(to: 0.12))
    #expect(price.slack.isApproximatelyEqual(to: 0))
    // At 12 in all Acme's share may rise until it holds 10, and fall until Bolt holds 10.
    #expect(price.price.to.isApproximatelyEqual(to: 10.0 / 12))
    #expect(price.price.from < 0.7)
    #expect(plan.prices[0].price.price.isApproximatelyEqual(to: 0.7 * 2 + 0.3 * 1))
  }

  @Test("every firm at least 40 %")
  func floorsEachMember() throws {
    let rule = Rule("everyone at least 40 %", .eachMember(EachMember(minimumShare: 0.4)))
    let plan = try plan(.twoFirms(budget: 12).adding(rule))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 4.8))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 2 * 7.2 + 4.8))
    // One point more moves 0.12 from Acme to Bolt.
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: -0.12))
  }

  @Test("a group gets no more than its share")
  func capsAGroup() throws {
    let east = FirmFilter([.init("region", in: ["east"])])
    let rule = Rule("east not above half", .groupShare(GroupShare(of: east, maximum: 0.5)))
    let plan = try plan(.twoFirms(budget: 12).adding(rule))
    #expect(plan.firms[0].spending.isApproximatelyEqual(to: 6))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 18))
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: 0.12))
  }

  @Test("a group gets at least its share")
  func floorsAGroup() throws {
    let west = FirmFilter([.init("region", in: ["west"])])
    let rule = Rule("west a quarter at least", .groupShare(GroupShare(of: west, minimum: 0.25, maximum: 0.9)))
    let plan = try plan(.twoFirms(budget: 12).adding(rule))
    #expect(plan.firms[1].spending.isApproximatelyEqual(to: 3))
    #expect(plan.rules[0].limit.key == "min")
    #expect(plan.rules[0].price.price.isApproximatelyEqual(to: -0.12))
  }

  @Test("a rule that does not bind costs nothing and says how far away it is")
  func reportsSlack() throws {
    let east = FirmFilter([.init("region", in: ["east"])])
    let rule = Rule("east below 90 %", .groupShare(GroupShare(of: east, maximum: 0.9)))
    let plan = try plan(.twoFirms(budget: 12).adding(rule))
    #expect(plan.rules[0].price.price == 0)
    #expect(plan.rules[0].slack.isApproximatelyEqual(to: 0.9 - 10.0 / 12))
  }

  @Test("a share of each period is held in each period")
  func countsEachPeriod() throws {
    let east = FirmFilter([.init("region", in: ["east"])])
    var description = try AllianceDescription.twoFirms(budget: 0)
    description.periods = ["2026", "2027"]
    description.budget = .perPeriod([8, 8])
    description.carryOver = false
    let whole = description.adding(Rule("east", .groupShare(GroupShare(of: east, maximum: 0.5))))
    let each = description.adding(Rule("east", .groupShare(GroupShare(of: east, maximum: 0.5, eachPeriod: true))))
    let held = try plan(each)
    #expect(held.level(0, 0).isApproximatelyEqual(to: 4))
    #expect(held.level(0, 1).isApproximatelyEqual(to: 4))
    #expect(held.totals.gain.isApproximatelyEqual(to: 24))
    #expect((try plan(whole).totals.gain).isApproximatelyEqual(to: 24))
    #expect(held.rules[0].price.price.isApproximatelyEqual(to: 0.16))
    #expect((try plan(whole).rules[0].price.price).isApproximatelyEqual(to: 0.16))
  }

  @Test("a floor under the gain is met at no price, or not at all")
  func floorsTheGain() throws {
    let reachable = Rule("gain", .gainFloor(GainFloor(minimum: 21)))
    let plan = try plan(.twoFirms(budget: 12).adding(reachable))
    #expect(plan.rules[0].slack.isApproximatelyEqual(to: 1))
    #expect(plan.rules[0].price.price == 0)
    let conflict = try conflict(.twoFirms(budget: 12).adding(Rule("gain", .gainFloor(GainFloor(minimum: 25)))))
    #expect(Set(conflict.demands) == [.rule(0), .budget(period: nil)])
  }
}

@Suite("Demands that cannot be met together")
struct ConflictTests {
  @Test("two shares above the whole clash, and leaving out either helps")
  func namesTheRulesThatClash() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    for (name, region) in [("east first", "east"), ("west first", "west")] {
      let group = FirmFilter([.init("region", in: [region])])
      description = description.adding(Rule(name, .groupShare(GroupShare(of: group, minimum: 0.6))))
    }
    description = description.adding(Rule("gain", .gainFloor(GainFloor(minimum: 1))))
    let conflict = try conflict(description)
    #expect(Set(conflict.demands) == [.rule(0), .rule(1), .rule(2)])
    #expect(Set(conflict.removable) == [.rule(0), .rule(1), .rule(2)])
  }

  @Test("least levels that the budget cannot pay")
  func namesMinimums() throws {
    var description = try AllianceDescription.twoFirms(budget: 5)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "rd_min": [4, 4]])
    let conflict = try conflict(description)
    #expect(Set(conflict.demands) == [.budget(period: nil), .minimum(lever: 0)])
  }

  @Test("a gain that no money can buy stands alone")
  func namesAnImpossibleFloor() throws {
    let conflict = try conflict(.twoFirms(budget: 12).adding(Rule("gain", .gainFloor(GainFloor(minimum: 31)))))
    #expect(conflict.demands == [.rule(0)])
    #expect(conflict.removable == [.rule(0)])
  }
}
