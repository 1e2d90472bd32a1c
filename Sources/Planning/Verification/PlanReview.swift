import Alliances

/// A plan that somebody recorded, beside what the alliance itself says of it.
public struct PlanReview: Sendable {
  /// What planning the alliance anew comes to.
  public let fresh: PlanningOutcome
  /// The plan with the recorded levels: everything that follows from them recomputed, with the bound, the prices and the
  /// certificate found anew. Nil where there is no plan, or levels are missing.
  public let recomputed: Plan?
  /// The same as the plan of a search that stopped at the recorded bound, or at the plan's own figure where that is beyond
  /// it: the gap follows from the bound. Nil where no bound was given.
  public let stopped: Plan?
  /// What the recorded levels do not keep.
  public let faults: [LevelFault]
}

extension Planner {
  /// Reviews a record of `formulation`'s alliance by its `levels`, nil where the record does not hold them all.
  ///
  /// - Parameter bound: the figure that no plan betters, as a record of a search that stopped says; nil for other records.
  /// - Throws: as `plan(_:)`.
  public func review(
    _ levels: RecordedLevels?, of formulation: Formulation, stoppedAt bound: Double? = nil
  ) throws(PlanningError) -> PlanReview {
    switch try evidence(on: formulation) {
    case .conflict(let conflict):
      return PlanReview(fresh: .infeasible(conflict), recomputed: nil, stopped: nil, faults: [])
    case .optimum(let evidence):
      let fresh = plan(with: evidence, of: evidence.reading.account)
      guard let review = levels.flatMap({ LevelReview($0, formulation: evidence.reading.formulation) }) else {
        return PlanReview(fresh: .plan(fresh), recomputed: nil, stopped: nil, faults: [])
      }
      let account = review.account
      let stopped = bound.map { bound in
        var halted = evidence
        halted.reading = evidence.reading.stopped(at: bound)
        return plan(with: halted, of: account)
      }
      return PlanReview(
        fresh: .plan(fresh), recomputed: plan(with: evidence, of: account), stopped: stopped,
        faults: review.faults(of: account))
    }
  }
}
