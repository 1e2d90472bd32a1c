import Alliances
import TestSupport
import Testing

@Suite("What can be wrong with funds")
struct FundCheckTests {
  private func problems(
    contributions: Contributions? = nil, own: [Double] = [1, 1], _ grants: Grant...
  ) throws -> [AllianceProblem] {
    var description = try AllianceDescription.twoFirms(budget: 5)
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own_funds": own], texts: ["region": ["east", "west"]])
    description.contributions = contributions
    description.grants = grants
    do throws(AllianceProblems) {
      _ = try Alliance(description)
      return []
    } catch {
      return error.problems
    }
  }

  @Test("a column that nobody has, and cells that are no amounts")
  func contributions() throws {
    #expect(
      try problems(contributions: Contributions(maximum: "own_fund")) == [
        AllianceProblem(
          .contributionColumnUnknown("own_fund", known: ["rd", "skill", "own_funds", "region"]),
          at: .key(["contributions", "max"]))
      ])
    #expect(
      Set(try problems(contributions: Contributions(maximum: "own_funds"), own: [-1, .nan]).map(\.fact)) == [
        .cellNegative("acme", column: "own_funds", value: -1), .cellEmpty("bolt", column: "own_funds"),
      ])
  }

  @Test("two grants of one name, negative figures, and a match of nothing")
  func figures() throws {
    let grants = [Grant("fund", amount: .horizon(-1)), Grant("fund", amount: .horizon(1), match: -0.5)]
    #expect(
      try problems(grants[0], grants[1]) == [
        AllianceProblem(.outOfRange(key: "amount", -1, allowed: .notNegative), at: .key(["grants", "0", "amount"])),
        AllianceProblem(.duplicateGrant("fund"), at: .key(["grants", "1", "name"])),
        AllianceProblem(.outOfRange(key: "match", -0.5, allowed: .notNegative), at: .key(["grants", "1", "match"])),
        AllianceProblem(.matchWithoutContributions("fund"), at: .key(["grants", "1", "match"])),
      ])
  }

  @Test("as many amounts as periods, each no less than 0")
  func amounts() throws {
    #expect(
      try problems(Grant("fund", amount: .perPeriod([1, 2]))).map(\.fact) == [.grantCount("fund", 2, periods: 1)])
    #expect(
      try problems(Grant("fund", amount: .perPeriod([-2]))) == [
        AllianceProblem(
          .outOfRange(key: "amount plan", -2, allowed: .notNegative), at: .key(["grants", "0", "amount", "plan"]))
      ])
  }

  @Test("firms that are eligible by columns and values that nobody has")
  func eligible() throws {
    let north = Grant("fund", amount: .horizon(1), eligible: FirmFilter([.init("region", in: ["north"])]))
    let zone = Grant("other", amount: .horizon(1), eligible: FirmFilter([.init("zone", in: ["east"])]))
    #expect(
      try problems(north, zone) == [
        AllianceProblem(
          .ruleValueUnknown("north", column: "region", known: ["east", "west"]),
          at: .key(["grants", "0", "eligible", "region"])),
        AllianceProblem(
          .ruleColumnUnknown("zone", known: ["rd", "skill", "own_funds", "region"]),
          at: .key(["grants", "1", "eligible", "zone"])),
      ])
  }

  @Test("pooling is a share, and a share of something")
  func pooling() throws {
    var description = try AllianceDescription.twoFirms(budget: 5)
    for (share, fact) in [
      (1.5, AllianceFact.outOfRange(key: "pooling", 1.5, allowed: .share)), (0.5, .poolingWithoutContributions),
    ] {
      description.pooling = share
      #expect(throws: AllianceProblems.self) { try Alliance(description) }
      do { _ = try Alliance(description) } catch {
        #expect(error.problems == [AllianceProblem(fact, at: .key(["pooling"]))])
      }
    }
  }
}
