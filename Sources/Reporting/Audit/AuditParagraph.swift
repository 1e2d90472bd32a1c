import Regression

/// What cannot all be true in a row, and what would make it agree, in sentences.
struct AuditParagraph {
  private let row: AuditedRow
  private let previous: AuditedRow?
  private let kind: AuditedTableKind

  /// The paragraph on the row at `position` of `audit`, whose figures disagree.
  init(on position: Int, of audit: Audit) {
    row = audit.rows[position]
    previous = position > 0 ? audit.rows[position - 1] : nil
    kind = audit.kind
  }

  /// The sentences, one behind the other.
  var text: String {
    "\(row.name.printable) (line \(row.line)): \((disagreements + remedies).joined(separator: " "))"
  }

  // MARK: What disagrees

  private var disagreements: [String] {
    let failing = row.checks.filter { !$0.agrees }
    let figures = kind.figures.filter { figure in failing.contains { $0.figure == figure } }
    return figures.map { figure in disagreement(of: failing.filter { $0.figure == figure }) }
  }

  /// The sentence on `checks` of the same figure, at least one.
  private func disagreement(of checks: [AuditCheck]) -> String {
    let sources = checks.map { "from \(source(of: $0)), which gives \($0.range.text(as: $0.printed))\(unit)" }
    let figure = checks.first.map { "\($0.figure.rawValue) \($0.printed.text.printable)\(unit)" } ?? ""
    return sources.count == 1
      ? "\(figure) does not follow \(sources[0])." : "\(figure) follows neither \(sources.joined(separator: ", nor "))."
  }

  private var unit: String { kind == .series ? " %" : "" }

  private func source(of check: AuditCheck) -> String {
    func text(_ figure: AuditFigure, _ row: AuditedRow?) -> String { row?.figures[figure]?.text.printable ?? "" }
    return switch check.sources {
    case [.value]: "\(text(.value, previous)) and \(text(.value, row))"
    case [.statistic]: "the statistic \(text(.statistic, row))"
    default: check.sources.map { text($0, row) }.joined(separator: " / ")
    }
  }

  // MARK: What would agree

  private var remedies: [String] {
    let full = row.explanations.filter { $0.leaves.isEmpty }
    guard full.isEmpty else {
      let noValue = kind == .series && !full.contains { $0.figure == .value }
      return ["It would agree with \(listed(full.map(phrase), "or"))."]
        + (noValue ? ["No other value of a single period would do."] : [])
    }
    return ["No other value of a single figure makes the row agree."]
      + row.explanations.map { explanation in
        "\(explanation.figure.rawValue) \(explanation.printed.text.printable) may be a slip for "
          + "\(explanation.wouldBe)\(slip(of: explanation)), but "
          + "\(listed(explanation.leaves.map(\.rawValue))) would still disagree."
      }
  }

  private func phrase(_ explanation: AuditExplanation) -> String {
    let place = explanation.row == row.name ? "" : " of \(explanation.row.printable)"
    let figure = explanation.range.isBounded ? explanation.wouldBe : explanation.range.text(as: explanation.printed)
    return "\(explanation.figure.rawValue)\(place) \(figure)\(slip(of: explanation))"
  }

  /// The slip in brackets; nothing where it is none of the usual ones.
  private func slip(of explanation: AuditExplanation) -> String {
    explanation.slip.map { " (\($0.phrase))" } ?? ""
  }
}

extension Slip {
  /// What the printed figure has.
  fileprivate var phrase: String {
    switch self {
    case .sign: "the other sign is printed"
    case .oneSided: "that of one side is printed"
    case .decimalPoint: "the point is printed one place off"
    case .transposition: "two digits are swapped"
    case .digit: "one digit is different"
    }
  }
}
