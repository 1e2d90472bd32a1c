import Alliances
import SourceText
import Studies

extension Alternatives {
  /// The ranges, the candidates where there are any, and the plans that differ most.
  public var tables: [NamedTable] {
    [NamedTable("ranges", rangeTable)] + (partners.isEmpty ? [] : [NamedTable("partners", partnerTable)])
      + (plans.isEmpty ? [] : [NamedTable("plans", planTable)])
  }

  private func id(_ firm: Int) -> String { alliance.firms.ids[firm].description }

  private var rangeTable: TableText {
    TableText(
      header: ["firm", "quantity", "least", "planned", "greatest", "least_exact", "greatest_exact"],
      rows: ranges.map { range in
        [id(range.quantity.firm), range.quantity.name(in: alliance)]
          + [range.least, range.planned, range.greatest].map { TableText.cell($0) }
          + [range.isLeastExact, range.isGreatestExact].map { $0 ? "true" : "false" }
      })
  }

  private var partnerTable: TableText {
    TableText(
      header: ["candidate", "selected", "can_join", "can_stay_out"],
      rows: partners.map { partner in
        [id(partner.firm)] + [partner.isSelected, partner.canJoin, partner.canStayOut].map { $0 ? "true" : "false" }
      })
  }

  private var planTable: TableText {
    let levers = alliance.levers.map(\.lever.variable)
    return TableText(
      header: ["plan", "distance", "objective", "firm", "spending", "contribution", "gain"] + levers,
      rows: plans.enumerated().flatMap { number, different in
        alliance.firms.ids.indices.filter { different.plan.isIn[$0] }.map { firm in
          ["\(number + 1)", TableText.cell(different.distance), TableText.cell(different.plan.objective), id(firm)]
            + [different.plan.spending[firm], different.plan.contributions[firm], different.plan.gains[firm]].map {
              TableText.cell($0)
            } + different.plan.levels.indices.map { TableText.cell(different.plan[.level(lever: $0, firm: firm)]) }
        }
      })
  }
}
