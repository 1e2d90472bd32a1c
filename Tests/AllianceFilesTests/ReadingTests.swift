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
    let files = FilesInMemory.small.with("alliance.yaml", everyKey)
      .with("model.yaml", "formula: y ~ rd + heads + size\nfamily: poisson\ncoefficients: \(coefficients)\n")
      .with("members.csv", "id,rd,heads,size,region,kind\na,30,8,4,east,x\nb,12,5,2,west,y\nc,1,5,2,south,y\n")
    let description = try files.alliance().alliance.description
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
        Rule("no one above a third", .eachMember(EachMember(minimumShare: 0.01, maximumShare: 0.333))),
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

private let everyKey = """
  alliance: 2026
  currency: CNY million
  model: model.yaml
  members: members.csv
  periods: [2026, "2027"]
  discount_rate: 6%
  output_value: 0.3
  budget: {2026: 60, "2027": 45.5}
  carry_over: no
  levers:
    rd:
      kind: investment
      unit_cost: 1.5
      refund: 0.25
      min: 1
      max: 50
      max_increase: 20
      extrapolate: true
    heads:
      {kind: talent, unit_cost: 0.35, hire_max: 2, max_increase: 15.5%, secondment: {max_out: 20%, unit_cost: 0.05}}
  attributes:
    size: {growth: 8 %}
  maximise: gain
  response: latent
  policies:
    - {name: east not above 60%, share: allocation, of: {region: [east, south], kind: x}, min: 10%, max: 60%,
       each_period: true}
    - {name: no one above a third, each_member: allocation, max_share: 33.3%, min_share: 0.01, each_period: off}
    - {name: floor, gain: {min: 10}}
  """

private let coefficients = "{(Intercept): 1, rd: 0.01, heads: 0.02, size: 0.25}"
