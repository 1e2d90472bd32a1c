/// One row of a coefficient table, recomputed.
struct CoefficientAudit {
  private let printed: PublishedTable.Row
  private let relations: CoefficientRelations

  init(_ row: PublishedTable.Row, reference: TestDistribution) {
    printed = row
    let ranges = row.figures.compactMap { figure, number in
      number.range.intersection(figure.domain).map { (figure, $0) }
    }
    relations = CoefficientRelations(
      ranges: Dictionary(ranges, uniquingKeysWith: { first, _ in first }), reference: reference)
  }

  var row: AuditedRow {
    let agrees = relations.failing.isEmpty
    return AuditedRow(
      name: printed.name, line: printed.line, figures: printed.figures,
      checks: CoefficientRelations.Relation.allCases.compactMap(check), agrees: agrees,
      explanations: agrees ? [] : explanations)
  }

  // MARK: Checks

  private func check(_ relation: CoefficientRelations.Relation) -> AuditCheck? {
    guard let number = printed.figures[relation.figure], let range = relations.recomputed(relation) else { return nil }
    return AuditCheck(
      relation.figure, from: relation.sources, printed: number, recomputed: recomputed(relation), range: range)
  }

  /// What the sources come to as printed; not a number where one of them is printed as 0.
  private func recomputed(_ relation: CoefficientRelations.Relation) -> Double {
    let estimate = printed.figures[.estimate]?.value ?? .nan
    let ratio = estimate / (printed.figures[.standardError]?.value ?? .nan)
    return switch relation {
    case .ratioIsStatistic: ratio
    case .tailOfStatistic: tail(printed.figures[.statistic]?.value ?? .nan)
    case .tailOfRatio: tail(ratio)
    }
  }

  private func tail(_ statistic: Double) -> Double {
    statistic.isFinite ? relations.reference.twoSidedTail(statistic) : .nan
  }

  // MARK: Explanations

  /// The values of single figures that make the whole row agree; where there is none, the usual slips that settle some
  /// of the checks at least.
  private var explanations: [AuditExplanation] {
    let figures = AuditedTableKind.coefficients.figures
    let full = figures.compactMap(fullExplanation)
    return full.isEmpty ? figures.compactMap(partialExplanation) : full
  }

  private func fullExplanation(_ figure: AuditFigure) -> AuditExplanation? {
    guard let number = printed.figures[figure], let needed = relations.needed(figure, near: number.value) else {
      return nil
    }
    // Into a range without an end almost any figure gets by some slip.
    let slip =
      needed.isBounded ? number.nearestSlip(as: figure, to: needed.middle) { with(figure, $0).failing.isEmpty } : nil
    return AuditExplanation(figure, of: printed.name, printed: number, needed: needed, slip: slip)
  }

  /// A usual slip in `figure` without which fewer figures disagree, and nothing that agreed before.
  private func partialExplanation(_ figure: AuditFigure) -> AuditExplanation? {
    guard let number = printed.figures[figure] else { return nil }
    let failing = relations.failing
    let disagreeing = figures(failing)
    let slip = number.nearestSlip(as: figure, to: number.value) { range in
      let left = with(figure, range).failing
      return left.isSubset(of: failing) && figures(left).count < disagreeing.count
    }
    guard let slip else { return nil }
    return AuditExplanation(
      figure, of: printed.name, printed: number, needed: slip.range, slip: slip,
      leaves: figures(with(figure, slip.range).failing))
  }

  private func figures(_ relations: Set<CoefficientRelations.Relation>) -> [AuditFigure] {
    let figures = Set(relations.map(\.figure))
    return AuditFigure.allCases.filter(figures.contains)
  }

  private func with(_ figure: AuditFigure, _ range: FigureRange) -> CoefficientRelations {
    var relations = relations
    relations.ranges[figure] = range
    return relations
  }
}
