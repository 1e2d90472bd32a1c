import Alliances
import SourceText
import Testing

@testable import AllianceFiles

private let small = FilesInMemory.small

private func rules(_ policy: String) throws -> [Rule] {
  try small.adding("policies: [{name: x, \(policy)}]").alliance().alliance.description.rules
}

private func complaint(_ place: String, _ marked: String?, _ fact: StructureFact) -> Complaint {
  Complaint("alliance.yaml:\(place)", marked, fact)
}

private func complaint(_ place: String, _ marked: String?, _ fact: AllianceFact) -> Complaint {
  Complaint("alliance.yaml:\(place)", marked, fact)
}

private func complaints(_ policy: String) -> [Complaint] {
  small.adding("policies: [{name: x, \(policy)}]").complaints()
}

@Suite("A cap on spending is read, and its mistakes are marked")
struct SpendingPolicyTests {
  @Test func itsLimitAndSpan() throws {
    #expect(try rules("spend: {max: 50}") == [Rule("x", .spendingCap(SpendingCap(maximum: 50)))])
    #expect(
      try rules("spend: {max: 50}, each_period: true")
        == [Rule("x", .spendingCap(SpendingCap(maximum: 50, eachPeriod: true)))])
  }

  @Test func itsMistakes() {
    #expect(
      complaints("spend: {max: -1}") == [
        complaint("8:35", "-1", .outOfRange(key: "max", -1, allowed: .notNegative))
      ])
    #expect(
      complaints("spend: {min: 1}") == [complaint("8:30", "min", .unknownKey("min", under: ["spend"], known: ["max"]))])
    #expect(complaints("spend: {}") == [complaint("8:22", "spend", .missingKey("max", under: ["spend"]))])
    #expect(
      complaints("spend: 50") == [
        complaint("8:29", "50", .wrongType(key: "spend", expected: .table, found: .number("50")))
      ])
  }
}

@Suite("A limit on risk is read, and its mistakes are marked")
struct RiskPolicyTests {
  @Test func itsColumnLimitAndSpan() throws {
    #expect(
      try rules("risk: size, by: allocation, max: 12") == [Rule("x", .risk(RiskLimit(column: "size", maximum: 12)))])
    #expect(
      try rules("risk: size, by: allocation, max: 12, each_period: true")
        == [Rule("x", .risk(RiskLimit(column: "size", maximum: 12, eachPeriod: true)))])
  }

  @Test func itsMistakes() {
    let columns = ["id", "name", "rd", "size", "region"]
    #expect(
      complaints("risk: sise, by: allocation, max: 1") == [
        complaint("8:28", "sise", .ruleColumnUnknown("sise", known: columns))
      ])
    #expect(
      complaints("risk: size, by: allocation, max: -1") == [
        complaint("8:55", "-1", .outOfRange(key: "max", -1, allowed: .notNegative))
      ])
    #expect(complaints("risk: size, max: 1") == [complaint("8:12", "{", .missingKey("by", under: ["policies", "0"]))])
    #expect(
      complaints("risk: size, by: selectoin, max: 1") == [
        complaint(
          "8:38", "selectoin",
          .unknownChoice(key: "by", text: "selectoin", known: ["allocation", "contribution", "selection"]))
      ])
    #expect(
      complaints("risk: region, by: allocation, max: 1") == [
        Complaint("members.csv:2:5", "east", AllianceFact.cellNotNumber("a", column: "region", text: "east")),
        Complaint("members.csv:3:5", "west", AllianceFact.cellNotNumber("b", column: "region", text: "west")),
      ])
    let twice = "risk: region, by: allocation, max: 1}, {name: y, risk: region, by: allocation, max: 2"
    #expect(complaints(twice).count == 2)
    let negative = small.adding("policies: [{name: x, risk: leak, by: allocation, max: 1}]")
      .with("members.csv", "id,rd,size,leak\na,30,4,-1\nb,12,2,\n")
    #expect(
      negative.complaints() == [
        Complaint("members.csv:2:4", "-1", AllianceFact.cellNegative("a", column: "leak", value: -1)),
        Complaint("members.csv:3:4", "", AllianceFact.cellEmpty("b", column: "leak")),
      ])
  }
}

@Suite("Shares in proportion are read, and their mistakes are marked")
struct ProportionPolicyTests {
  @Test func itsBasisToleranceAndSpan() throws {
    #expect(
      try rules("proportional: allocation, to: size, tolerance: 10%")
        == [Rule("x", .proportion(Proportion(to: .column("size"), tolerance: 0.1)))])
    #expect(
      try rules("proportional: allocation, to: equal, each_period: true")
        == [Rule("x", .proportion(Proportion(to: .equal, eachPeriod: true)))])
  }

  @Test func itsMistakes() {
    let columns = ["id", "name", "rd", "size", "region"]
    #expect(
      complaints("proportional: allocation, to: sise") == [
        complaint("8:52", "sise", .ruleColumnUnknown("sise", known: columns))
      ])
    #expect(
      complaints("proportional: allocation, to: equal, tolerance: 10") == [
        complaint("8:70", "10", .outOfRange(key: "tolerance", 10, allowed: .shareBelowWhole))
      ])
    #expect(
      complaints("proportional: allocation, tolerance: 1%") == [
        complaint("8:12", "{", .missingKey("to", under: ["policies", "0"]))
      ])
    #expect(
      complaints("proportional: allocation, to: region").map(\.place) == ["members.csv:2:5", "members.csv:3:5"])
    let nothing = small.adding("policies: [{name: x, proportional: allocation, to: sales}]")
      .with("members.csv", "id,rd,size,sales\na,30,4,0\nb,12,2,0\n")
    #expect(nothing.complaints() == [complaint("8:52", "sales", .basisAllZero("x", of: .allocation, column: "sales"))])
  }

  @Test func aBasisThatIsTheGain() throws {
    #expect(
      try rules("proportional: allocation, to: gain, tolerance: 5%")
        == [Rule("x", .proportion(Proportion(to: .gain, tolerance: 0.05)))])
    let bent = small.replacing("rd", "sqrt(rd)", in: "model.yaml")
      .adding("policies: [{name: x, proportional: allocation, to: gain}]")
    #expect(bent.complaints().isEmpty)
  }
}

@Suite("No one worse off is read, and its mistakes are marked")
struct WinWinPolicyTests {
  @Test func itsComparison() throws {
    #expect(try rules("win_win: baseline") == [Rule("x", .winWin(WinWin()))])
    #expect(try rules("win_win: standalone") == [Rule("x", .winWin(WinWin(.standalone)))])
  }

  @Test func itsMistakes() {
    #expect(
      complaints("win_win: basline") == [
        complaint(
          "8:31", "basline", .unknownChoice(key: "win_win", text: "basline", known: ["baseline", "standalone"]))
      ])
  }
}
