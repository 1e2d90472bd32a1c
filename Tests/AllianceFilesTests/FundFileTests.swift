import Alliances
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
}
