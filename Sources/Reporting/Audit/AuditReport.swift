import Regression

/// An audit for a terminal: the printed figures beside the recomputed ones, then a paragraph on every row whose figures
/// cannot all be true.
public struct AuditReport: Sendable {
  private let audit: Audit
  private let file: String

  /// The report of `audit` on the table in `file`.
  public init(_ audit: Audit, of file: String) {
    self.audit = audit
    self.file = file
  }

  /// The report in lines of `width` cells; the table is wider only where its figures need it.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    let table = AuditTable(audit).table.lines(width: width)
    var lines = title.wrapped(to: width, indent: 2).map(palette.strong) + [""]
    lines += table.heading.map(palette.quiet) + table.rows + [""]
    for position in audit.rows.indices where !audit.rows[position].agrees {
      lines += AuditParagraph(on: position, of: audit).text.wrapped(to: width, indent: 2) + [""]
    }
    lines += summary.wrapped(to: width, indent: 2).map(audit.disagreementCount == 0 ? palette.good : palette.bad)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What should be known about the table, one sentence each.
  public var notes: [String] {
    guard !audit.ignoredColumns.isEmpty else { return [] }
    let columns = listed(audit.ignoredColumns.map { quoted($0) })
    return [
      audit.ignoredColumns.count == 1 ? "the column \(columns) is not read" : "the columns \(columns) are not read"
    ]
  }

  private var title: String {
    let size: String
    switch audit.kind {
    case .coefficients: size = counted(audit.rows.count, "coefficient")
    case .series: size = counted(audit.rows.count, "period")
    }
    return ([file.printable, size] + [audit.reference?.phrase].compactMap { $0 }).joined(separator: " · ")
  }

  private var summary: String {
    let checked = audit.rows.count - audit.uncheckedCount
    guard checked > 0 else { return "No row has figures enough to recompute any." }
    let unchecked =
      audit.uncheckedCount == 0
      ? ""
      : " \(counted(audit.uncheckedCount, "row")) \(audit.uncheckedCount == 1 ? "has" : "have") nothing to recompute."
    guard audit.disagreementCount > 0 else {
      return
        "The figures of \(checked == 1 ? "the row" : "all \(counted(checked, "row"))") agree within rounding.\(unchecked)"
    }
    return "\(audit.disagreementCount) of \(counted(checked, "row")) \(audit.disagreementCount == 1 ? "has" : "have") "
      + "figures that cannot all be true.\(unchecked)"
  }
}

extension TestDistribution {
  /// Where the p values come from.
  fileprivate var phrase: String {
    switch self {
    case .normal: "two-sided p values of the normal distribution"
    case .studentT(let degrees):
      "two-sided p values of Student's t with \(NumberText.asWritten(degrees)) degrees of freedom"
    }
  }
}
