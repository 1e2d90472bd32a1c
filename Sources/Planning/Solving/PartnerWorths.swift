import Alliances
import LinearProgramming

extension DirectionSearch {
  /// The most candidates whose worth is found: each takes a search of its own.
  static let worthLimit = 12

  /// What the figure of the objective changes by when a candidate joins that would else stay out, everything else decided
  /// anew, by candidate: the best figure with it less the best one without.
  ///
  /// One of the two is that of the plan `found` of `formulation`, the other is found with the decision turned round. Nil where
  /// there is no plan then, where the time is over, and for all where there are more than `worthLimit` candidates.
  ///
  /// - Throws: what the solver throws.
  func partnerWorths(in found: Candidate, of formulation: Formulation) throws(PlanningError) -> [Double?] {
    let candidates = formulation.alliance.candidates
    guard candidates.count <= Self.worthLimit else { return candidates.map { _ in nil } }
    let known = PlanReading(found).objective.value
    var worths: [Double?] = []
    for firm in candidates {
      let joins = found.formulation.isIn(firm, at: found.thrifty.solution)
      guard let other = try figure(of: formulation, where: firm, joins: !joins, startingAt: found) else {
        worths.append(nil)
        continue
      }
      worths.append(joins ? known - other : other - known)
    }
    return worths
  }

  /// The best figure where it is settled whether `firm` joins, everybody else at first as in `found`; nil where there is no
  /// plan or no time.
  private func figure(
    of formulation: Formulation, where firm: Int, joins: Bool, startingAt found: Candidate
  ) throws(PlanningError) -> Double? {
    guard method.clock.stop == nil, let join = formulation.join(of: firm) else { return nil }
    var start = found.best.solution.values
    start[join.index] = joins ? 1 : 0
    let search = DirectionSearch(method: method.starting(at: start))
    do {
      guard let best = try search.best(of: formulation.settling([firm: joins])), best.stop == nil else { return nil }
      return PlanReading(best).objective.value
    } catch .stopped {
      return nil
    }
  }
}
