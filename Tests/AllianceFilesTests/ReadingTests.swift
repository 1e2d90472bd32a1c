import Alliances
import SourceText
import Testing

@testable import AllianceFiles

@Suite("An alliance is read as its files say")
struct ReadingTests {
  @Test func aSmallAllianceHasWhatItsFilesSayAndDefaultsElse() throws {
    let input = try FilesInMemory.small.alliance()
    let description = input.alliance.description
    #expect(description.name == "Two workshops")
    #expect(description.currency == "kEUR")
    #expect(description.firms.ids == ["a", "b"])
    #expect(description.firms.names == ["Acme", "Bolt"])
    #expect(description.budget == .horizon(40))
    #expect(description.periods == ["plan"])
    #expect(description.discountRate == 0)
    #expect(description.outputValue == 1)
    #expect(description.carryOver)
    #expect(description.response == .expected)
    #expect(description.rules.isEmpty)
    #expect(description.levers == [Lever("rd", .investment(refund: 0), maximumIncrease: .share(0.5))])
    #expect(input.alliance.levers[0].upper == [45, 18])
    #expect(input.files.map(\.path) == ["alliance.yaml", "model.yaml", "members.csv"])
  }

  @Test func everyKeyReachesTheAlliance() throws {
    let description = try FilesInMemory.withEveryKey.alliance().alliance.description
    #expect(description.name == "2026")
    #expect(description.periods == ["2026", "2027"])
    #expect(description.discountRate == 0.06)
    #expect(description.outputValue == 0.3)
    #expect(description.budget == .perPeriod([60, 45.5]))
    #expect(!description.carryOver)
    #expect(description.response == .latent)
    #expect(description.attributeGrowth == ["size": 0.08])
    #expect(
      description.levers == [
        Lever(
          "rd", .investment(refund: 0.25), unitCost: 1.5, minimum: 1, maximum: 50, maximumIncrease: .amount(20),
          extrapolate: true),
        Lever(
          "heads", .talent(hireMaximum: 2, secondment: .init(maximumShareOut: 0.2, unitCost: 0.05)), unitCost: 0.35,
          maximumIncrease: .share(0.155)),
      ])
    #expect(
      description.rules == [
        Rule(
          "east not above 60%",
          .groupShare(
            GroupShare(
              of: FirmFilter([.init("region", in: ["east", "south"]), .init("kind", in: ["x"])]), minimum: 0.1,
              maximum: 0.6, eachPeriod: true))),
        Rule("no one above a third", .eachMember(EachMember(minimumShare: 0.01, maximumShare: 0.334))),
        Rule("floor", .gainFloor(GainFloor(minimum: 10))),
      ])
  }

  @Test func filesAreLookedForBesideTheAllianceFile() throws {
    let small = FilesInMemory.small
    let files = FilesInMemory(texts: [
      "cases/small.yaml": small.texts["alliance.yaml"]?.replacing("model.yaml", with: "/models/m.yaml") ?? "",
      "/models/m.yaml": small.texts["model.yaml"] ?? "", "cases/members.csv": small.texts["members.csv"] ?? "",
    ])
    let input = try files.alliance(at: "cases/small.yaml")
    #expect(input.files.map(\.path) == ["cases/small.yaml", "/models/m.yaml", "cases/members.csv"])
  }

  @Test func aFirmWithoutANameIsCalledByItsID() throws {
    let files = FilesInMemory.small.replacing("Acme", "", in: "members.csv")
    #expect(try files.alliance().alliance.firms.names == ["a", "Bolt"])
    let nameless = FilesInMemory.small.with("members.csv", "id,rd,size\na,30,4\n")
    #expect(try nameless.alliance().alliance.firms.names == ["a"])
  }

  @Test func byteOrderMarksAndWindowsLineEndsAreAccepted() throws {
    var files = FilesInMemory.small
    for (path, text) in files.texts {
      files.texts[path] = "\u{FEFF}" + text.replacing("\n", with: "\r\n")
    }
    #expect(try files.alliance().alliance.firms.ids == ["a", "b"])
  }

  @Test func anchorsStandForWhatTheyName() throws {
    let files = FilesInMemory.small.replacing("50%", "&rise 50%").adding("discount_rate: *rise")
    #expect(try files.alliance().alliance.description.discountRate == 0.5)
  }

  @Test func rulesAndBudgetsKnowTheirPlaces() throws {
    let files = FilesInMemory.small.adding("policies:\n  - each_member: allocation\n    max_share: 80%\n    name: cap")
    let places = try files.alliance().places
    #expect(places.mark(of: .rule(0)).line == 11)
    #expect(places.mark(of: .budget(period: nil)).line == 5)
    #expect(places.mark(of: .minimum(lever: 0)).line == 7)
  }
}
