import SourceText
import Studies

extension PartnerStudy {
  /// The tables of the study: candidates, what joining changes for every firm, pairs and members.
  public var tables: [NamedTable] {
    [
      NamedTable("partners", candidateTable), NamedTable("partner_gains", changeTable), NamedTable("pairs", pairTable),
      NamedTable("members", memberTable),
    ]
  }

  private func id(_ firm: Int) -> String { alliance.firms.ids[firm].description }

  private var candidateTable: TableText {
    let rows = candidates.enumerated().map { position, value -> [String] in
      let likelihood = likelihoods?.candidates[position]
      let parts = [likelihood?.payingInBest, likelihood?.payingAlone, likelihood?.selected]
      return [id(value.firm), value.freedom.word, value.isSelected ? "true" : "false"]
        + [
          value.joiningCost, value.alone?.value, value.inBest?.value, value.inBest?.uncertainty,
          likelihood?.correctedInBest?.corrected, likelihood?.correctedInBest?.standardError, value.breakEven?.cost,
          value.breakEven?.tolerance,
        ].map(TableText.cell) + [value.breakEven?.limit.rawValue ?? ""]
        + parts.flatMap { [TableText.cell($0?.value), TableText.cell($0?.standardError)] }
    }
    return TableText(
      header: [
        "id", "status", "selected", "joining_cost", "value_alone", "value_in_best", "uncertainty",
        "corrected_in_best", "corrected_in_best_error", "break_even_cost", "break_even_tolerance", "break_even_limit",
        "probability_positive", "probability_positive_std_error", "probability_positive_alone",
        "probability_positive_alone_std_error", "probability_selected", "probability_selected_std_error",
      ], rows: rows)
  }

  private var changeTable: TableText {
    let rows = candidates.flatMap { value in
      (value.changes ?? []).enumerated().map { [id(value.firm), id($0.offset), TableText.cell($0.element)] }
    }
    return TableText(header: ["partner", "firm", "gain_change"], rows: rows)
  }

  private var pairTable: TableText {
    TableText(
      header: ["first", "second", "value", "synergy"],
      rows: pairs.map { pair in
        pair.firms.map(id) + [TableText.cell(pair.value?.value), TableText.cell(pair.synergy?.value)]
      })
  }

  private var memberTable: TableText {
    TableText(
      header: ["id", "value", "uncertainty", "gain", "reason"],
      rows: members.map { member in
        let loss: Improvement? = if case .lost(let loss, _) = member.outcome { loss } else { nil }
        return [id(member.firm)] + [loss?.value, loss?.uncertainty, member.gain].map(TableText.cell)
          + [member.outcome.word ?? ""]
      })
  }
}
