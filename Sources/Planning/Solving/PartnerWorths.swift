import Alliances
import LinearProgramming

extension DirectionSearch {
  /// The most candidates whose worth is found: each takes a search of its own.
  static let worthLimit = 12

  /// What the figure of the objective changes by when a candidate joins that would else stay out, everything else decided
  /// anew, by candidate: the best figure with it less the best one without.
  ///
  /// One of the two is that of the plan `found` of `formulation`, the other is found with the decision turned round. Nil where
  /// there is no plan then, or none was found before the time was over, and for all where there are more than `worthLimit` candidates.
  ///
  /// - Throws: what the solver throws.
  func partnerWorths(in found: Candidate, of formulation: Formulation) throws(PlanningError) -> [PartnerWorth?] {
    let candidates = formulation.alliance.candidates
    guard candidates.count <= Self.worthLimit else { return candidates.map { _ in nil } }
    let known = BestFigure(found)
    var worths: [PartnerWorth?] = []
    for firm in candidates {
      let joins = found.formulation.isIn(firm, at: found.thrifty.solution)
      guard let other = try figure(of: formulation, where: firm, joins: !joins, startingAt: found) else {
        worths.append(nil)
        continue
      }
      let isOpen = known.isStopped || other.isStopped
      worths.append(
        PartnerWorth(
          value: joins ? known.value - other.value : other.value - known.value,
          within: isOpen ? known.open + other.open : nil))
    }
    return worths
  }

  /// The best figure where it is settled whether `firm` joins, everybody else at first as in `found`; nil where there is no
  /// plan or no time.
  private func figure(
    of formulation: Formulation, where firm: Int, joins: Bool, startingAt found: Candidate
  ) throws(PlanningError) -> BestFigure? {
    guard method.clock.stop == nil, let join = formulation.join(of: firm) else { return nil }
    var start = found.best.solution.values
    start[join.index] = joins ? 1 : 0
    let search = DirectionSearch(method: method.starting(at: start))
    do {
      return try search.best(of: formulation.settling([firm: joins])).map { BestFigure($0) }
    } catch .stopped {
      return nil
    }
  }
}

/// The figure of the best plan that a search found, and what it left open.
private struct BestFigure {
  let value: Double
  /// How far the figure is from the bound.
  let open: Double
  let isStopped: Bool

  init(_ candidate: DirectionSearch.Candidate) {
    let objective = PlanReading(candidate).objective
    (value, open) = (objective.value, abs(objective.bound - objective.value))
    isStopped = candidate.stop != nil
  }
}
