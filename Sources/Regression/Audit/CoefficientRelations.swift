/// What the figures of a coefficient say of each other, as ranges.
///
/// With t the true statistic, the printed figures say three things: t = estimate/SE, t is the printed statistic, and the
/// two-sided tail beyond |t| is the printed p value, each within its rounding. Each allows an interval of t, or two that
/// mirror each other; rounding lets only figures printed as 0 be of either sign, whose intervals then mirror themselves.
/// So it is enough to look at |t|, where three intervals that meet two by two have a point in common (Helly's theorem):
/// figures that agree in pairs can all be true at once.
struct CoefficientRelations {
  /// The figures that are printed, each within its rounding and what such a figure can be.
  var ranges: [AuditFigure: FigureRange]
  let reference: TestDistribution

  /// What follows for one printed figure from one or two others.
  enum Relation: CaseIterable {
    case ratioIsStatistic
    case tailOfStatistic
    case tailOfRatio

    /// What follows.
    var figure: AuditFigure { self == .ratioIsStatistic ? .statistic : .probability }

    /// From what.
    var sources: [AuditFigure] { self == .tailOfStatistic ? [.statistic] : [.estimate, .standardError] }
  }

  /// All that the relation's figure may be by its sources; nil where one of these is not printed.
  func recomputed(_ relation: Relation) -> FigureRange? {
    switch relation {
    case .ratioIsStatistic: ratio
    case .tailOfStatistic: ranges[.statistic].map(probabilities)
    case .tailOfRatio: ratio.map(probabilities)
    }
  }

  /// The relations that the printed figures cannot have; they can all be true when it is empty.
  var failing: Set<Relation> {
    Set(
      Relation.allCases.filter { relation in
        guard let printed = ranges[relation.figure], let range = recomputed(relation) else { return false }
        return !range.meets(printed)
      })
  }

  /// estimate/SE.
  private var ratio: FigureRange? {
    guard let estimate = ranges[.estimate], let error = ranges[.standardError] else { return nil }
    return (estimate / error)?.allowingForArithmetic
  }

  /// The p values of the statistics in `range`.
  private func probabilities(of range: FigureRange) -> FigureRange {
    reference.probabilities(of: range).allowingForArithmetic
  }

  /// The statistics that both the printed one and the ratio may be, as far as they are there.
  private var statistic: FigureRange? {
    guard let ratio else { return ranges[.statistic] }
    guard let printed = ranges[.statistic] else { return ratio }
    return ratio.intersection(printed)
  }

  /// What `figure` must be, given that the other figures are right, as near to `printed` as signs leave a choice; nil
  /// where the others already disagree, or where nothing depends on it.
  func needed(_ figure: AuditFigure, near printed: Double) -> FigureRange? {
    let parts: [FigureRange]
    switch figure {
    case .estimate:
      parts = ranges[.standardError].map { error in statistics(ranges[.statistic]).map { $0 * error } } ?? []
    case .standardError: parts = ranges[.estimate].map { standardErrors(of: $0) } ?? []
    case .statistic: parts = statistics(ratio)
    case .probability: parts = statistic.map { [probabilities(of: $0)] } ?? []
    case .value, .growth: parts = []
    }
    return parts.compactMap { $0.intersection(figure.domain) }
      .min { $0.distance(to: printed) < $1.distance(to: printed) }
  }

  /// The statistics within `range`, where that is known, whose p value may be the printed one, where that is known:
  /// those above 0 and those below 0 apart.
  private func statistics(_ range: FigureRange?) -> [FigureRange] {
    guard let probability = ranges[.probability]?.intersection(.probabilities) else { return range.map { [$0] } ?? [] }
    let distances = reference.distances(of: probability).allowingForArithmetic
    let either = FigureRange(from: -distances.high, through: distances.high)
    let parts = distances.low <= 0 ? [either] : [distances, distances.negated]
    return parts.compactMap { $0.intersection(range ?? .everything) }
  }

  /// The standard errors, above 0, with which `estimate` has one of the statistics: both have the same sign.
  private func standardErrors(of estimate: FigureRange) -> [FigureRange] {
    statistics(ranges[.statistic]).flatMap { statistic in
      [(estimate, statistic), (estimate.negated, statistic.negated)].compactMap { estimate, statistic in
        guard let dividend = estimate.intersection(.notNegative), let divisor = statistic.intersection(.notNegative)
        else { return nil }
        return (dividend / divisor)?.allowingForArithmetic
      }
    }
  }
}
