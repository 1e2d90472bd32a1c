import Regression

/// A fit as a table for a terminal: the estimates as statisticians know them, then how well the model fits, then what
/// was left out of the data.
public struct FitReport: Sendable {
  private let fit: any DescribedFit
  private let file: String
  private let level: Double?
  private let specification: Specification?
  private let effects: MarginalEffects?

  /// The report of `fit` on the data in `file`; with `level`, between 0 and 1, confidence intervals too, with
  /// `specification` what the data say against the assumptions, with `effects` those of the variables.
  public init(
    _ fit: some DescribedFit, of file: String, level: Double? = nil, specification: Specification? = nil,
    effects: MarginalEffects? = nil
  ) {
    self.fit = fit
    self.file = file
    self.level = level
    self.specification = specification
    self.effects = effects
  }

  /// The table in lines of `width` cells, longer only where labels and numbers need it.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    var lines = "\(fit.formula)".printable.wrapped(to: width, indent: 2).map(palette.strong)
    lines += "\(fit.method) on \(fit.n) of \(counted(fit.missing.rowCount, "row")) of \(file.printable)"
      .wrapped(to: width, indent: 2)
    lines += fit.covarianceWords.wrapped(to: width, indent: 2)
    lines.append("")
    let counts = fit.observationCounts
    if !counts.isEmpty {
      let table = TextTable(
        columns: [(TextTable.Column("observations", .left), [""])]
          + counts.map { (TextTable.Column($0.kind, isBreakable: false), ["\($0.count)"]) })
      lines += laidOut(table, palette, width)
    }
    for table in EstimateTable(fit, level: level).tables(width: width) { lines += laidOut(table, palette, width) }
    lines += fit.qualityLines.flatMap { $0.wrapped(to: width, indent: 2) }
    let checks = specification.map { SpecificationText($0, fit: fit).sentences } ?? []
    if !checks.isEmpty { lines += [""] + checks.flatMap { $0.wrapped(to: width, indent: 2) } }
    let notes = FitNotes(fit).sentences
    if !notes.isEmpty { lines += [""] + notes.flatMap { $0.wrapped(to: width, indent: 2) } }
    if let effects { lines += [""] + EffectsReport(effects, level: level).lines(palette, width: width) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func laidOut(_ table: TextTable, _ palette: Palette, _ width: Int) -> [String] {
    let laidOut = table.lines(width: width, narrowestFirst: 24)
    return laidOut.heading.map(palette.quiet) + laidOut.rows + [""]
  }

  /// What should be known about the fit, one sentence each.
  public var warnings: [String] { (fit.warnings + fit.covarianceWarnings).map(\.wording.message) }
}
