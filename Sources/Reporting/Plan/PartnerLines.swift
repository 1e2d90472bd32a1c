import Alliances
import Planning

/// Which candidates join, with what that costs, and which stay out.
struct PartnerLines {
  let plan: Plan

  /// One line each for those that join and those that stay out, then what a worth is; none without candidates.
  var lines: [String] {
    let (joined, out) = (plan.partners.filter(\.isSelected), plan.partners.filter { !$0.isSelected })
    let firms = [line("joins", joined.map(phrase)), line("stays out", out.map(phrase))].compactMap(\.self)
    return firms + (plan.partners.contains { $0.worth != nil } ? [Self.explanation(of: plan.objective.kind)] : [])
  }

  private func line(_ label: String, _ items: [String]) -> String? {
    items.isEmpty ? nil : "\(label): \(items.joined(separator: "; "))"
  }

  /// A candidate with what it costs that it joins, and what it is worth.
  private func phrase(_ partner: PartnerChoice) -> String {
    let cost = partner.joiningCost == 0 ? nil : "\(NumberText.asWritten(partner.joiningCost)) to join"
    let worth = partner.worth.map { "worth \(NumberText.significant(plan.objective.kind.isMinimised ? -$0 : $0))" }
    let within = partner.worthWithin.map { "known to within \(NumberText.significant($0))" }
    let figures = [cost, worth, within].compactMap(\.self)
    return partner.name.printable + (figures.isEmpty ? "" : " (\(figures.joined(separator: ", ")))")
  }

  private static func explanation(of objective: Objective) -> String {
    "worth: how much \(objective.isMinimised ? "less the cost" : "more the figure planned for") is with a firm than without "
      + "it, all else planned anew"
  }
}
