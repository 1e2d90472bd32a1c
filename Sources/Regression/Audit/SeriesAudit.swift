/// A series with its growth, recomputed: the growth of a row is 100·(its value / the value of the row before − 1).
struct SeriesAudit {
  private let rows: [PublishedTable.Row]
  private let values: [FigureRange?]
  private let growth: [FigureRange?]

  init(_ rows: [PublishedTable.Row]) {
    self.rows = rows
    values = rows.map { $0.figures[.value]?.range.intersection(AuditFigure.value.domain) }
    growth = rows.map { $0.figures[.growth]?.range.intersection(AuditFigure.growth.domain) }
  }

  var auditedRows: [AuditedRow] {
    rows.indices.map { position in
      let row = rows[position]
      let check = check(position)
      let agrees = check?.agrees ?? true
      return AuditedRow(
        name: row.name, line: row.line, figures: row.figures, checks: check.map { [$0] } ?? [], agrees: agrees,
        explanations: agrees ? [] : explanations(position))
    }
  }

  // MARK: Checks

  private func check(_ position: Int) -> AuditCheck? {
    guard position > 0, let printed = rows[position].figures[.growth], let value = rows[position].figures[.value],
      let previous = rows[position - 1].figures[.value], let range = recomputedGrowth(position)
    else { return nil }
    let recomputed = 100 * (value.value - previous.value) / previous.value
    return AuditCheck(.growth, from: [.value], printed: printed, recomputed: recomputed, range: range)
  }

  /// The growth [%] that the values of row `position` and of the one before may have; nil where one is missing.
  ///
  /// What the arithmetic is off is in proportion to the ratio of the values, not to the growth, which may be near 0.
  private func recomputedGrowth(_ position: Int) -> FigureRange? {
    guard position > 0, let value = values[position], let previous = values[position - 1] else { return nil }
    return (value / previous).map(\.allowingForArithmetic).map { ratio in
      FigureRange(between: 100 * (ratio.low - 1), and: 100 * (ratio.high - 1))
    }
  }

  // MARK: Explanations

  /// The values that the growth is made of, and the growth itself; first what explains the growth of two rows.
  ///
  /// A wrong value makes its own growth and that of the next row wrong, so it has to agree with both.
  private func explanations(_ position: Int) -> [AuditExplanation] {
    let values = [position - 1, position].compactMap { row in
      explanationByValue(row).map { (explanation: $0, explainsTwo: isWrong(row) && isWrong(row + 1)) }
    }
    return values.filter(\.explainsTwo).map(\.explanation)
      + [explanationByGrowth(position)].compactMap { $0 } + values.filter { !$0.explainsTwo }.map(\.explanation)
  }

  private func isWrong(_ position: Int) -> Bool {
    rows.indices.contains(position) && check(position)?.agrees == false
  }

  private func explanationByGrowth(_ position: Int) -> AuditExplanation? {
    guard let printed = rows[position].figures[.growth], let needed = recomputedGrowth(position) else {
      return nil
    }
    let slip = printed.nearestSlip(as: .growth, to: needed.middle) { needed.meets($0) }
    return AuditExplanation(.growth, of: rows[position].name, printed: printed, needed: needed, slip: slip)
  }

  /// The value of row `position` with which its own growth and that of the next row agree.
  private func explanationByValue(_ position: Int) -> AuditExplanation? {
    guard let printed = rows[position].figures[.value] else { return nil }
    let needed = [valueByOwnGrowth(position), valueByNextGrowth(position)].compactMap { $0 }
    guard let first = needed.first else { return nil }
    guard let value = needed.dropFirst().reduce(first, { $0?.intersection($1) }) else { return nil }
    let slip = printed.nearestSlip(as: .value, to: value.middle) { value.meets($0) }
    return AuditExplanation(.value, of: rows[position].name, printed: printed, needed: value, slip: slip)
  }

  /// The values of row `position` that its growth allows; nil where nothing is said of that.
  private func valueByOwnGrowth(_ position: Int) -> FigureRange? {
    guard position > 0, let previous = values[position - 1], let growth = growth[position] else { return nil }
    return (previous * factors(growth)).allowingForArithmetic
  }

  /// The values of row `position` that the growth of the next row allows; nil where nothing is said of that.
  private func valueByNextGrowth(_ position: Int) -> FigureRange? {
    guard position + 1 < rows.count, let next = values[position + 1], let growth = growth[position + 1] else {
      return nil
    }
    return (next / factors(growth))?.allowingForArithmetic
  }

  /// 1 + growth/100.
  private func factors(_ growth: FigureRange) -> FigureRange {
    FigureRange(between: 1 + growth.low / 100, and: 1 + growth.high / 100)
  }
}
