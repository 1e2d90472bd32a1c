import Alliances
import SourceText
import Testing

@testable import AllianceFiles

@Suite("Rules on contributions are read, and their mistakes are marked")
struct ContributionPolicyTests {
  private func files(_ policy: String, funds: String = "contributions: {max: size}\n") -> FilesInMemory {
    FilesInMemory.small.adding("\(funds)policies: [{name: x, \(policy)}]")
  }

  private func rules(_ policy: String) throws -> [Rule] {
    try files(policy).alliance().alliance.description.rules
  }

  @Test func whatTheyCount() throws {
    let east = FirmFilter([.init("region", in: ["east"])])
    #expect(
      try rules("share: contribution, of: {region: east}, max: 60%")
        == [Rule("x", .groupShare(GroupShare(of: east, maximum: 0.6, measure: .contribution)))])
    #expect(
      try rules("each_member: contribution, max_share: 60%")
        == [Rule("x", .eachMember(EachMember(maximumShare: 0.6, measure: .contribution)))])
    #expect(
      try rules("proportional: contribution, to: size, tolerance: 10%")
        == [Rule("x", .proportion(Proportion(to: .column("size"), tolerance: 0.1, measure: .contribution)))])
    #expect(
      try rules("risk: size, by: contribution, max: 12")
        == [Rule("x", .risk(RiskLimit(column: "size", maximum: 12, measure: .contribution)))])
  }

  @Test(arguments: [
    ("share: contribution, of: {region: east}, max: 60%", "8:29"),
    ("each_member: contribution, max_share: 60%", "8:35"),
    ("proportional: contribution, to: size", "8:36"),
    ("risk: size, by: contribution, max: 12", "8:38"),
  ])
  func theyNeedContributions(policy: String, place: String) {
    #expect(
      files(policy, funds: "").complaints() == [
        Complaint("alliance.yaml:\(place)", "contribution", AllianceFact.ruleWithoutContributions("x"))
      ])
  }

  @Test func contributionsThatCannotBeReadAreTheOneProblem() {
    let complaints = files("each_member: contribution, max_share: 60%", funds: "contributions: {mxa: size}\n")
      .complaints()
    #expect(complaints.map(\.place) == ["alliance.yaml:8:17"])
  }

  @Test func aWordThatIsNoMeasureIsMarked() {
    #expect(
      files("share: contributions, of: {region: east}, max: 60%").complaints() == [
        Complaint(
          "alliance.yaml:9:29", "contributions",
          StructureFact.unknownChoice(
            key: "share", text: "contributions", known: ["allocation", "contribution"]))
      ])
  }
}
