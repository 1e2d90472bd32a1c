import Regression

/// The printed figures of an audited table beside what they come to; `≠` stands where rounding cannot explain the
/// difference.
struct AuditTable {
  private let audit: Audit

  init(_ audit: Audit) { self.audit = audit }

  var table: TextTable {
    let names = (TextTable.Column(audit.kind.nameColumn, .left, keepsEnds: true), audit.rows.map(\.name))
    let columns =
      switch audit.kind {
      case .coefficients: coefficientColumns
      case .series: seriesColumns
      }
    return TextTable(columns: [names] + columns.filter { column in column.1.contains { $0 != Self.nothing } })
  }

  /// What stands where there is no figure.
  private static let nothing = "–"

  private var coefficientColumns: [(TextTable.Column, [String])] {
    let ratio: [AuditFigure] = [.estimate, .standardError]
    return [
      printed(.statistic), recomputed(.statistic, from: ratio, "estimate / std_error"), printed(.probability),
      recomputed(.probability, from: [.statistic], "p of the statistic"),
      recomputed(.probability, from: ratio, "p of estimate / std_error"),
    ]
  }

  private var seriesColumns: [(TextTable.Column, [String])] {
    [printed(.value), printed(.growth), recomputed(.growth, from: [.value], "growth of the values")]
  }

  private func printed(_ figure: AuditFigure) -> (TextTable.Column, [String]) {
    (TextTable.Column(figure.rawValue), audit.rows.map { $0.figures[figure]?.text ?? Self.nothing })
  }

  private func recomputed(
    _ figure: AuditFigure, from sources: [AuditFigure], _ title: String
  ) -> (TextTable.Column, [String]) {
    let cells = audit.rows.map { row in
      guard let check = row.checks.first(where: { $0.figure == figure && $0.sources == sources }) else {
        return Self.nothing
      }
      return check.agrees ? check.recomputedText : "≠ \(check.recomputedText)"
    }
    return (TextTable.Column(title), cells)
  }
}

extension AuditCheck {
  /// What the sources give as printed, with the digits of the printed figure.
  fileprivate var recomputedText: String { recomputed.map(printed.rewrittenForReaders) ?? range.text(as: printed) }
}

extension PrintedNumber {
  /// `number` with the digits of this figure; a figure that is only a bound has none to go by.
  func rewrittenForReaders(_ number: Double) -> String {
    relation == .rounded ? rewritten(number) : NumberText.significant(number, digits: 3, grouping: false)
  }
}

extension FigureRange {
  /// The range as figures printed like `figure`: one where its ends round to the same.
  func text(as figure: PrintedNumber) -> String {
    let (least, greatest) = (figure.rewrittenForReaders(low), figure.rewrittenForReaders(high))
    switch (low.isFinite, high.isFinite) {
    case (true, true): return least == greatest ? least : "\(least) to \(greatest)"
    case (true, false): return "at least \(least)"
    case (false, true): return "at most \(greatest)"
    case (false, false): return "anything"
    }
  }
}
