import Alliances
import Planning
import SourceText
import Testing

@testable import AllianceFiles

private let small = FilesInMemory.small

@Suite("Funds in the alliance file")
struct FundFileTests {
  private let withOwnFunds = small.with("members.csv", "id,rd,size,own_funds\na,30,4,2\nb,12,2,1\n")

  @Test func contributionsNameTheColumnOfTheirMaximum() throws {
    let alliance = try withOwnFunds.adding("contributions: {max: own_funds}").alliance().alliance
    #expect(alliance.description.contributions == Contributions(maximum: "own_funds"))
    #expect(alliance.contributionMaximums == [2, 1])
  }

  @Test func theBudgetMayLackWhereFirmsPay() throws {
    let files = withOwnFunds.adding("contributions: {max: own_funds}").replacing("budget: 40\n", "")
    #expect(try files.alliance().alliance.description.budget == .horizon(0))
  }

  @Test func aColumnThatIsNotThereIsMarkedAtItsName() {
    #expect(
      withOwnFunds.adding("contributions: {max: own_fund}").complaints() == [
        Complaint(
          "alliance.yaml:8:22", "own_fund",
          AllianceFact.contributionColumnUnknown("own_fund", known: ["id", "rd", "size", "own_funds"]))
      ])
  }

  @Test func aMisspeltKeyOfContributionsHidesNothingElse() {
    #expect(
      withOwnFunds.adding("contributions: {mxa: own_funds}").complaints() == [
        Complaint(
          "alliance.yaml:8:17", "mxa", StructureFact.unknownKey("mxa", under: ["contributions"], known: ["max"]))
      ])
  }

  @Test func ownFundsAreNoSlipOfALeversColumn() throws {
    let files = small.with("members.csv", "id,rd,size,rd_mx\na,30,4,2\nb,12,2,1\n")
    #expect(files.complaints().count == 1)
    _ = try files.adding("contributions: {max: rd_mx}").alliance()
  }

  @Test func aConflictPointsAtTheContributions() throws {
    let input = try withOwnFunds.adding("contributions: {max: own_funds}").alliance()
    #expect(input.places.mark(of: .contributions).column == 22)
  }

  private let twoYears = """
    contributions: {max: own_funds}
    periods: [2026, 2027]
    grants:
    - {name: provincial fund, amount: 30, match: 50%, eligible: {id: [a]}}
    - {name: city, amount: {2026: 1, 2027: 2.5}}
    """

  @Test func grantsHaveAnAmountAndMayAskForAMatch() throws {
    let input = try withOwnFunds.adding(twoYears).alliance()
    #expect(
      input.alliance.description.grants == [
        Grant(
          "provincial fund", amount: .horizon(30), match: 0.5, eligible: FirmFilter([.init("id", in: ["a"])])),
        Grant("city", amount: .perPeriod([1, 2.5])),
      ])
    let marks = [
      Conflict.Demand.grant(0, period: nil), .match(grant: 0), .grant(1, period: 1),
    ].map { input.places.mark(of: $0) }
    #expect(marks.map(\.line) == [11, 11, 12])
    #expect(marks.map(\.column) == [35, 46, 40])
  }

  @Test func theBudgetMayLackWhereThereIsAGrant() throws {
    let files = small.adding("grants: [{name: city, amount: 4}]").replacing("budget: 40\n", "")
    #expect(try files.alliance().alliance.description.budget == .horizon(0))
  }

  @Test func aMatchNeedsContributions() {
    #expect(
      small.adding("grants: [{name: city, amount: 4, match: 1}]").complaints() == [
        Complaint("alliance.yaml:8:41", "1", AllianceFact.matchWithoutContributions("city"))
      ])
    #expect(
      withOwnFunds.adding("contributions: {mx: own_funds}\ngrants: [{name: city, amount: 4, match: 1}]").complaints()
        .count == 1)
  }

  @Test func problemsOfAGrantStandAtItsOwnPlaceThoughOthersCannotBeRead() {
    let grants = """
      periods: [2026, 2027]
      grants:
      - 12
      - {name: city, amout: 3}
      - {name: land, amount: {2026: 1, 2072: 2}, eligible: {}}
      - {name: state, amount: -1}
      - {name: union, amount: 1, eligible: {regoin: east}}
      - {name: state, amount: lots}
      """
    #expect(
      small.adding(grants).complaints() == [
        Complaint(
          "alliance.yaml:10:3", "12", StructureFact.wrongType(key: "grants", expected: .table, found: .number("12"))),
        Complaint(
          "alliance.yaml:11:16", "amout",
          StructureFact.unknownKey("amout", under: ["grants", "1"], known: ["name", "amount", "match", "eligible"])),
        Complaint(
          "alliance.yaml:12:34", "2072",
          AllianceFact.grantWithoutPeriod("land", period: "2072", waiting: ["2027"])),
        Complaint("alliance.yaml:12:44", "eligible", StructureFact.nothingListed(key: "eligible")),
        Complaint("alliance.yaml:13:25", "-1", AllianceFact.outOfRange(key: "amount", -1, allowed: .notNegative)),
        Complaint(
          "alliance.yaml:14:39", "regoin",
          AllianceFact.ruleColumnUnknown("regoin", known: ["id", "name", "rd", "size", "region"])),
        Complaint(
          "alliance.yaml:15:25", "lots",
          StructureFact.wrongType(key: "amount", expected: .numberOrTable, found: .text("lots"))),
      ])
  }

  @Test func poolingIsAShareOfContributions() throws {
    let input = try withOwnFunds.adding("contributions: {max: own_funds}\npooling: 40%").alliance()
    #expect(input.alliance.description.pooling == 0.4)
    #expect(input.places.mark(of: .pooling).line == 9)
    #expect(
      small.adding("pooling: 40%").complaints() == [
        Complaint("alliance.yaml:8:10", "40%", AllianceFact.poolingWithoutContributions)
      ])
  }
}
