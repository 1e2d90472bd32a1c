import Alliances
import TestSupport
import Testing

@testable import Planning

@Suite("What stops money that is there, whoever has it")
struct IdleFundTests {
  /// Acme gains 2 per unit and Bolt 1, each up to 10 units.
  private func description(budget: Double, own: [Double]) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": own], texts: ["region": ["east", "west"]])
    description.contributions = Contributions(maximum: "own_funds")
    return description
  }

  private let full = IdleMoney.Obstacle.bound(.lever(key: "max_increase"))

  @Test("a rule that keeps Acme from putting in its last unit is named, for Bolt's lever alone could take it")
  func namesRules() throws {
    let acme = FirmFilter([.init("region", in: ["east"])])
    let rule = Rule("dues", .groupShare(GroupShare(of: acme, maximum: 0.5, measure: .contribution)))
    let plan = try plan(description(budget: 5, own: [4, 3]).adding(rule))
    let unused = try #require(plan.unusedContributions)
    #expect(unused.amount.isApproximatelyEqual(to: 1))
    #expect(
      unused.reasons == [
        IdleMoney.Reason(lever: "rd", obstacle: full, firms: ["acme"]),
        IdleMoney.Reason(lever: "rd", obstacle: .rules(["dues"]), firms: ["bolt"]),
      ])
    #expect(plan.idleMoney == nil)
  }

  @Test("a cap on spending is named for money of the budget and for a grant")
  func namesCaps() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.grants = [Grant("fund", amount: .horizon(3))]
    description.rules = [Rule("cap", .spendingCap(SpendingCap(maximum: 6)))]
    let plan = try plan(description)
    let reason = IdleMoney.Reason(lever: "rd", obstacle: .rules(["cap"]), firms: ["acme", "bolt"])
    #expect(try #require(plan.idleMoney).reasons == [reason])
    #expect(plan.grants[0].reasons == [reason])
    #expect(plan.unusedContributions == nil)
  }

  @Test("Acme puts in 20 so that 20 % of it pay for Bolt, and 6 of it stay with Acme for want of pooling")
  func namesPooling() throws {
    var description = try description(budget: 0, own: [20, 0])
    description.pooling = 0.2
    let plan = try plan(description)
    let idle = try #require(plan.idleMoney)
    #expect(idle.amount.isApproximatelyEqual(to: 6))
    #expect(
      idle.reasons == [
        IdleMoney.Reason(lever: "rd", obstacle: full, firms: ["acme"]),
        IdleMoney.Reason(lever: "rd", obstacle: .pooling, firms: ["bolt"]),
      ])
  }

  @Test("where all levers are full, that is why firms are not asked; where money is short, they are asked for all")
  func namesBounds() throws {
    let rich = try #require(try plan(description(budget: 25, own: [4, 3])).unusedContributions)
    #expect(rich.amount.isApproximatelyEqual(to: 7))
    #expect(rich.reasons == [IdleMoney.Reason(lever: "rd", obstacle: full, firms: ["acme", "bolt"])])
    #expect(try plan(description(budget: 5, own: [4, 3])).unusedContributions == nil)
  }
}
