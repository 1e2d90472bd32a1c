import SourceText
import Studies

extension WhatIf {
  /// The tables of the study: `factors`, `firms`, `parts` of every factor at every firm, and `periods`.
  public var tables: [NamedTable] { [factorTable, firmTable, partTable, periodTable] }

  private static let estimateHeader = ["change", "std_error", "conf_low", "conf_high"]

  private var factorTable: NamedTable {
    let rows = zip(factors, parts).map { factor, part in
      [factor.text] + part.estimate.cells + [TableText.cell(part.samplingError)]
    }
    return NamedTable(
      "factors",
      TableText(
        header: ["factor"] + Self.estimateHeader + ["sampling_error"],
        rows: rows + [["all"] + total.cells + [""]]))
  }

  private var firmTable: NamedTable {
    NamedTable(
      "firms",
      TableText(
        header: ["id"] + Self.estimateHeader + ["spending"],
        rows: firms.map { [$0.id.description] + $0.estimate.cells + [TableText.cell($0.spending)] }))
  }

  private var partTable: NamedTable {
    NamedTable(
      "parts",
      TableText(
        header: ["id", "factor", "change"],
        rows: firms.flatMap { firm in
          zip(factors, firm.parts).map { [firm.id.description, $0.text, TableText.cell($1)] }
        }))
  }

  private var periodTable: NamedTable {
    NamedTable(
      "periods",
      TableText(
        header: ["id", "period", "baseline_output", "output", "change", "spending"],
        rows: firms.flatMap { firm in
          zip(alliance.periods, firm.periods).map { name, period in
            [firm.id.description, name]
              + [period.baselineOutput, period.output, period.output - period.baselineOutput, period.spending]
              .map { TableText.cell($0) }
          }
        }))
  }
}

extension WhatIf.Estimate {
  fileprivate var cells: [String] {
    [value, standardError, interval?.lowerBound, interval?.upperBound].map { TableText.cell($0) }
  }
}
