import Alliances
import Planning

/// A few lines on an alliance that was read and can be planned.
public struct CheckReport: Sendable {
  private let plan: Plan

  /// The report on the alliance of `plan`.
  public init(_ plan: Plan) { self.plan = plan }

  /// The report in lines of `width` cells.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    let alliance = plan.alliance
    let terms = AllianceTerms(alliance: alliance)
    let levers = alliance.levers.map { $0.lever.variable.printable }
    let budget = plan.money.reduce(0) { $0 + $1.budget }
    let size =
      [
        counted(alliance.memberCount, alliance.candidates.isEmpty ? "firm" : "member")
      ] + (alliance.candidates.isEmpty ? [] : [counted(alliance.candidates.count, "candidate")]) + [
        counted(alliance.periods.count, "period"),
        "\(counted(levers.count, "lever")) (\(levers.joined(separator: ", ")))",
        counted(alliance.description.rules.count, "rule"),
      ]
    var lines = (PlanHeadline(plan: plan).title).wrapped(to: width, indent: 2).map(palette.strong)
    lines += "\(size.joined(separator: ", "))".wrapped(to: width, indent: 2)
    let model = "model: \(alliance.model.formula), \(alliance.model.family.name)".printable
    lines += model.wrapped(to: width, indent: 2)
    let unit = alliance.description.currency.map { " \($0.printable)" } ?? ""
    lines += "budget: \(NumberText.asWritten(budget))\(unit)".wrapped(to: width, indent: 2)
    if let contributions = alliance.description.contributions {
      let most = NumberText.asWritten(alliance.contributionMaximums.reduce(0, +))
      lines += "contributions: up to \(most)\(unit) a period (\(contributions.maximum.printable))"
        .wrapped(to: width, indent: 2)
      if alliance.description.pooling < 1 {
        let share = NumberText.percent(alliance.description.pooling, digits: 4)
        lines += "pooling: \(share) of contributions may pay for other firms".wrapped(to: width, indent: 2)
      }
    }
    lines += alliance.description.grants.flatMap { grant in
      "grant: \(grant.name.printable): \(terms.terms(of: grant))".wrapped(to: width, indent: 2)
    }
    lines += alliance.description.rules.flatMap { rule in
      "rule: \(rule.name.printable): \(terms.demand(of: rule))".wrapped(to: width, indent: 2)
    }
    lines += palette.lines(of: PlanReport(plan).warnings, width: width)
    lines.append(palette.good("All files are valid, and a plan exists."))
    return lines.joined(separator: "\n") + "\n"
  }
}
