/// A row of a published table with what its figures come to when they are recomputed from one another.
public struct AuditedRow: Sendable, Hashable {
  /// The term or the period.
  public let name: String
  /// The line it begins on, from 1.
  public let line: Int
  /// The figures as printed.
  public let figures: [AuditFigure: PrintedNumber]
  /// What was recomputed; empty where too few figures are printed.
  public let checks: [AuditCheck]
  /// Whether all its figures can be true at once.
  public let agrees: Bool
  /// What would make them agree; empty where they do.
  public let explanations: [AuditExplanation]
}

/// A figure recomputed from others, beside the printed one.
public struct AuditCheck: Sendable, Hashable {
  /// Which figure.
  public let figure: AuditFigure
  /// What it was recomputed from: `statistic` for the p value of the printed statistic, `estimate` and `std_error` for
  /// what follows from these.
  public let sources: [AuditFigure]
  /// The figure as printed.
  public let printed: PrintedNumber
  /// What the sources give as printed; nil where that does not exist, as for a standard error printed as 0.000.
  public let recomputed: Double?
  /// All that the sources may give, each anywhere within its rounding.
  public let range: FigureRange
  /// Whether the printed figure may be one of these.
  public let agrees: Bool

  init(
    _ figure: AuditFigure, from sources: [AuditFigure], printed: PrintedNumber, recomputed: Double, range: FigureRange
  ) {
    self.figure = figure
    self.sources = sources
    self.printed = printed
    self.recomputed = recomputed.isFinite ? recomputed : nil
    self.range = range
    agrees = range.meets(printed.range)
  }
}

/// What one figure would have to be for the others to agree with it.
public struct AuditExplanation: Sendable, Hashable {
  /// Which figure.
  public let figure: AuditFigure
  /// The term or the period of its row.
  public let row: String
  /// The figure as printed.
  public let printed: PrintedNumber
  /// All that it could be; where a slip is named, what the figure without it stands for.
  public let range: FigureRange
  /// One of these with the decimals of the printed figure.
  public let wouldBe: String
  /// The slip that turns this into what is printed; nil where it is none of the usual ones.
  public let slip: Slip?
  /// The figures that would still disagree; empty where the explanation is a full one.
  public let leaves: [AuditFigure]

  init(
    _ figure: AuditFigure, of row: String, printed: PrintedNumber, needed: FigureRange, slip: SlipCandidate?,
    leaves: [AuditFigure] = []
  ) {
    self.figure = figure
    self.row = row
    self.printed = printed
    self.slip = slip?.slip
    self.leaves = leaves
    range = slip?.range ?? needed
    wouldBe = slip?.text ?? printed.rewritten((slip?.range.intersection(needed) ?? needed).middle)
  }
}
