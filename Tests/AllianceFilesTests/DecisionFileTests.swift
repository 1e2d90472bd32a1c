import Alliances
import SourceText
import Testing

@testable import AllianceFiles

/// An alliance with a switch and two links in lines 8 and 10 to 11 of its file, and weights between its two firms.
private let decided = FilesInMemory.small
  .with(
    "model.yaml",
    """
    formula: patents ~ rd + size + support + near + partners
    family: {name: gaussian}
    coefficients: {(Intercept): 1, rd: 0.5, size: 0.25, support: 2, near: 0.1, partners: 1}
    """
  )
  .with("members.csv", "id,rd,size,support,region\na,30,4,0,east\nb,12,2,1,west\n")
  .with("near.csv", "id,a,b\na,0,0.5\nb,2,0\n")
  .adding(
    """
      support: {kind: switch, unit_cost: 2}
    links:
      near: {sums: rd, weights: near.csv}
      partners: {counts: candidates}
    """)

private func found(_ place: String, _ marked: String?, _ fact: AllianceFact) -> [Complaint] {
  [Complaint("alliance.yaml:\(place)", marked, fact)]
}

private func found(_ place: String, _ marked: String?, _ fact: StructureFact) -> [Complaint] {
  [Complaint("alliance.yaml:\(place)", marked, fact)]
}

@Suite("Switches, lags and stocks in the alliance file")
struct SwitchFileTests {
  private func firstLever(_ keys: String) throws -> Lever {
    try FilesInMemory.small.replacing("kind: investment", keys).alliance().alliance.description.levers[0]
  }

  @Test func everyKeyReachesTheLever() throws {
    let files = decided.replacing("unit_cost: 2", "unit_cost: 2, max_count: 3, can_switch_off: yes, lag: 1")
    let lever = try files.alliance().alliance.description.levers[1]
    #expect(lever == Lever("support", .switch(maximumCount: 3, canSwitchOff: true), unitCost: 2, lag: 1))
    #expect(try firstLever("kind: investment, lag: 2").lag == 2)
    #expect(try firstLever("kind: investment, stock: {depreciation: 15%}").stock == Lever.Stock(depreciation: 0.15))
    let plain = try decided.alliance().alliance.description.levers[1]
    #expect(plain == Lever("support", .switch(maximumCount: nil, canSwitchOff: false), unitCost: 2))
  }

  @Test func aStockStartsAtItsColumn() throws {
    let files = FilesInMemory.small.replacing("kind: investment", "kind: investment, stock: {depreciation: 0.5}")
      .with("members.csv", "id,rd,size,rd_stock\na,30,4,100\nb,12,2,\n")
    #expect(try files.alliance().alliance.levers[0].initialStock == [100, 24])
    #expect(
      files.replacing("rd_stock", "rd_stok", in: "members.csv").complaints() == [
        Complaint(
          "members.csv:1:4", "rd_stok", AllianceFact.leverColumnMisspelt("rd_stok", lever: "rd", meant: "rd_stock"))
      ])
  }

  @Test func aSwitchIsOnOrOff() {
    #expect(
      decided.replacing("12,2,1", "12,2,0.5", in: "members.csv").complaints() == [
        Complaint("members.csv:3:4", "0.5", AllianceFact.switchNotOnOrOff("b", column: "support", value: 0.5))
      ])
    let forbidden = decided.with("members.csv", "id,rd,size,support,support_max\na,30,4,0,2\nb,12,2,1,0\n")
    #expect(
      forbidden.complaints() == [
        Complaint("members.csv:2:5", "2", AllianceFact.switchNotOnOrOff("a", column: "support_max", value: 2)),
        Complaint(
          "members.csv:3:5", "0",
          AllianceFact.boundsCross(
            "b", lever: "support", minimum: .baseline, from: 1, maximum: .column("support_max"), to: 0)),
      ])
  }

  @Test func keysOfOtherLeversAndNumbersThatAreNotWhole() {
    let keys = ["kind", "unit_cost", "extrapolate", "max_count", "can_switch_off", "lag", "stock"]
    #expect(
      decided.replacing("unit_cost: 2", "max: 1").complaints()
        == found("8:27", "max", StructureFact.unknownKey("max", under: ["levers", "support"], known: keys)))
    #expect(
      decided.replacing("unit_cost: 2", "max_count: 1.5").complaints()
        == found(
          "8:38", "1.5", StructureFact.wrongType(key: "max_count", expected: .count, found: .number("1.5"))))
    #expect(
      decided.replacing("unit_cost: 2", "lag: -1").complaints()
        == found("8:32", "-1", StructureFact.wrongType(key: "lag", expected: .count, found: .number("-1"))))
    #expect(
      decided.replacing("unit_cost: 2", "stock: {depreciation: 0}").complaints()
        == found("8:49", "0", AllianceFact.outOfRange(key: "depreciation", 0, allowed: .shareAboveZero)))
    #expect(
      decided.replacing("unit_cost: 2", "stock: {}").complaints()
        == found("8:27", "stock", StructureFact.missingKey("depreciation", under: ["levers", "support", "stock"])))
  }
}

@Suite("Links in the alliance file")
struct LinkFileTests {
  @Test func theirKeysReachTheLinks() throws {
    let input = try decided.alliance()
    let matrix = FirmMatrix(rows: ["a", "b"], columns: ["a", "b"], values: [0, 0.5, 2, 0])
    #expect(
      input.alliance.description.links == [
        Link("near", .sums(lever: "rd", weights: .matrix(matrix))), Link("partners", .counts(weight: nil)),
      ])
    #expect(input.files.map(\.path).contains("near.csv"))
    let same = try decided.replacing("weights: near.csv", "same: region").alliance().alliance
    #expect(same.description.links[0] == Link("near", .sums(lever: "rd", weights: .same(column: "region"))))
    let weighted = decided.replacing("counts: candidates", "counts: candidates, weight: q")
      .adding("candidates: c.csv").with("c.csv", "id,rd,size,support,region,q\nc,1,1,0,east,3\n")
      .with("near.csv", "id,a,b,c\na,0,0,1\nb,0,0,1\nc,0,0,0\n")
    #expect(try weighted.alliance().alliance.description.links[1] == Link("partners", .counts(weight: "q")))
    #expect(
      weighted.replacing("weight: q", "weight: qq").complaints()
        == found(
          "11:42", "qq",
          AllianceFact.linkColumnUnknown("qq", known: ["id", "rd", "size", "support", "region", "q"])))
  }

  @Test func whatALinkIsOn() {
    let names = ["rd", "size", "support", "near", "partners"]
    #expect(
      decided.replacing("near: {", "neer: {").complaints().first
        == found("10:3", "neer", AllianceFact.linkNotInModel("neer", known: names)).first)
    #expect(
      decided.replacing("  partners: {", "  support: {").complaints().contains(
        Complaint("alliance.yaml:11:3", "support", AllianceFact.linkOnLever("support"))))
    #expect(
      decided.replacing("sums: rd", "sums: rdd").complaints()
        == found("10:16", "rdd", AllianceFact.linkOfUnknownLever("rdd", known: ["rd", "support"])))
    #expect(
      decided.replacing("weights: near.csv", "same: regoin").complaints()
        == found(
          "10:26", "regoin",
          AllianceFact.linkColumnUnknown("regoin", known: ["id", "rd", "size", "support", "region"])))
    #expect(
      decided.adding("attributes: {near: {growth: 5%}}").complaints().map(\.fact)
        == [AnyHashable(AllianceFact.growthOfLink("near"))])
  }

  @Test func whatALinkAddsUp() {
    func complaints(_ link: String) -> [Complaint] {
      decided.replacing("{sums: rd, weights: near.csv}", link).complaints()
    }
    #expect(
      complaints("{sums: rd, weights: near.csv, same: region}")
        == found("10:39", "same", StructureFact.keysExclude("same", other: "weights")))
    #expect(
      complaints("{sums: rd}")
        == found("10:3", "near", StructureFact.missingOneOf(["weights", "same"], under: ["links", "near"])))
    #expect(
      complaints("{counts: candidates, sums: rd}")
        == found("10:30", "sums", StructureFact.keysExclude("sums", other: "counts")))
    #expect(
      complaints("{}")
        == found("10:3", "near", StructureFact.missingOneOf(["counts", "sums"], under: ["links", "near"])))
    #expect(
      complaints("{counts: members}")
        == found("10:18", "members", StructureFact.unknownChoice(key: "counts", text: "members", known: ["candidates"]))
    )
    #expect(
      complaints("{sums: rd, weigths: near.csv}").first
        == found(
          "10:20", "weigths",
          StructureFact.unknownKey("weigths", under: ["links", "near"], known: ["sums", "weights", "same"])
        ).first)
  }

  @Test func whatIsWrongWithWeightsIsMarkedInTheirFile() {
    func complaints(_ text: String) -> [Complaint] { decided.with("near.csv", text).complaints() }
    let known = ["a", "b"]
    #expect(
      complaints("id,a,c\na,0,1\nb,1,0\n") == [
        Complaint("near.csv:1:3", "c", AllianceFact.weightsOfUnknownFirm("c", known: known))
      ])
    #expect(
      complaints("id,a,b\na,0,1\nd,1,0\na,1,1\n") == [
        Complaint("near.csv:3:1", "d", AllianceFact.weightsOfUnknownFirm("d", known: known)),
        Complaint("near.csv:4:1", "a", AllianceFact.weightsTwice("a")),
      ])
    #expect(
      complaints("id,a,b\na,0,x\nb,,0\n") == [
        Complaint("near.csv:2:3", "x", AllianceFact.weightNotNumber(row: "a", column: "b", text: "x")),
        Complaint("near.csv:3:2", ",", AllianceFact.weightNotNumber(row: "b", column: "a", text: nil)),
      ])
    #expect(complaints("id,a,b\na,0,1\n") == found("10:29", "near.csv", AllianceFact.weightsWithoutRow("b")))
    #expect(complaints("id,a\na,0\nb,1\n") == found("10:29", "near.csv", AllianceFact.weightsWithoutColumn("b")))
    var missing = decided
    missing.texts["near.csv"] = nil
    #expect(missing.complaints().map(\.place) == ["alliance.yaml:10:29"])
  }
}
