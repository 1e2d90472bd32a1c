import Planning

/// Which candidates join, with what that costs, and which stay out.
struct PartnerLines {
  let plan: Plan

  /// One line each for those that join and those that stay out; none without candidates.
  var lines: [String] {
    let (joined, out) = (plan.partners.filter(\.isSelected), plan.partners.filter { !$0.isSelected })
    return [line("joins", joined.map(phrase)), line("stays out", out.map(\.name.printable))].compactMap(\.self)
  }

  private func line(_ label: String, _ items: [String]) -> String? {
    items.isEmpty ? nil : "\(label): \(items.joined(separator: "; "))"
  }

  private func phrase(_ partner: PartnerChoice) -> String {
    let cost = partner.joiningCost == 0 ? "" : " (\(NumberText.asWritten(partner.joiningCost)))"
    return "\(partner.name.printable)\(cost)"
  }
}
