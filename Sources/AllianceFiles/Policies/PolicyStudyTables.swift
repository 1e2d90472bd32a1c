import SourceText
import Studies

extension PolicyStudy {
  /// The tables of the comparison: the policies, and every firm's gain under each. `names` are the policies' names, one a
  /// result.
  public func tables(names: [String]) -> [NamedTable] {
    let rows = zip(["no policy"] + names, [nil] + results.map { Optional($0) })
    return [
      NamedTable("policies", policyTable(rows.map { ($0, $1) })),
      NamedTable("policy_gains", gainTable(rows.map { ($0, $1) })),
    ]
  }

  private func ids(_ firms: [Int]) -> String {
    firms.map { alliance.firms.ids[$0].description }.joined(separator: " ")
  }

  private func policyTable(_ rows: [(name: String, result: PolicyResult?)]) -> TableText {
    TableText(
      header: [
        "name", "tolerance", "status", "gain", "objective_value", "corrected", "correction_error", "price", "gini",
        "worst_gain", "spending", "winners", "losers", "binding", "partners",
      ],
      rows: rows.map { name, result in
        let figures = result == nil ? withoutPolicy : result?.figures
        let correction = figures?.correction
        let numbers = [
          figures?.gain, figures?.objective.value, correction?.corrected, correction?.standardError, figures?.price,
          figures?.gini, figures?.worstGain, figures?.spending,
        ]
        return [name, TableText.cell(result?.policy.tolerance), result?.outcome.word ?? "planned"]
          + numbers.map(TableText.cell)
          + [figures?.winners, figures?.losers, figures?.binding.all, figures?.partners].map { ids($0 ?? []) }
      })
  }

  private func gainTable(_ rows: [(name: String, result: PolicyResult?)]) -> TableText {
    TableText(
      header: ["name", "tolerance", "firm", "gain"],
      rows: rows.flatMap { name, result -> [[String]] in
        guard let figures = result == nil ? withoutPolicy : result?.figures else { return [] }
        return (Array(0..<alliance.memberCount) + figures.partners).map { firm in
          [name, TableText.cell(result?.policy.tolerance), ids([firm]), TableText.cell(figures.gains[firm])]
        }
      })
  }
}
