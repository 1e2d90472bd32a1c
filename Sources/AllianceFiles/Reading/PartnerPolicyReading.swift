import Alliances
import SourceText

/// The policies about who joins.
extension TableReader {
  func partnerCount() -> Rule.Demand? {
    check(AllianceKeys.partners, required: ["name"])
    guard let limits = table("partners") else { return nil }
    limits.check(AllianceKeys.limitsOfPartners)
    return .partners(PartnerCount(minimum: limits.number("min"), maximum: limits.number("max")))
  }

  func apart() -> Rule.Demand? {
    check(AllianceKeys.apart, required: ["name"])
    return texts("apart").map { .apart(Apart($0.map { FirmID($0) })) }
  }

  func together() -> Rule.Demand? {
    check(AllianceKeys.together, required: ["name"])
    return texts("together").map { .together(Together($0.map { FirmID($0) })) }
  }

  /// Firms, each with the one or the ones that it requires.
  func requirement() -> Rule.Demand? {
    check(AllianceKeys.requires, required: ["name"])
    guard let table = table("requires") else { return nil }
    if table.names.isEmpty {
      report(.nothingListed(key: "requires"), at: mark(ofKey: "requires"), key: "requires")
    }
    let pairs = table.names.flatMap { name in
      (table.textOrTexts(name) ?? []).map { Requirement.Pair(FirmID(name), requires: FirmID($0)) }
    }
    return .requires(Requirement(pairs))
  }

  func selectionRisk() -> Rule.Demand? {
    check(AllianceKeys.selectionRisk, required: ["name", "by", "max"])
    guard let column = text("risk"), let maximum = number("max") else { return nil }
    return .selectionRisk(SelectionRisk(column: column, maximum: maximum))
  }
}
