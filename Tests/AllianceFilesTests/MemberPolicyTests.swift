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
