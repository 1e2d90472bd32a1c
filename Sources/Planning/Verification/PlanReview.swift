import Alliances

/// A plan that somebody recorded, beside what the alliance itself says of it.
public struct PlanReview: Sendable {
  /// What planning the alliance anew comes to.
  public let fresh: PlanningOutcome
  /// The plan with the recorded levels: everything that follows from them recomputed, with the bound, the prices and the
  /// certificate found anew. Nil where there is no plan, or levels are missing.
  public let recomputed: Plan?
  /// What the recorded levels do not keep.
  public let faults: [LevelFault]
}

extension Planner {
  /// Reviews a record of `formulation`'s alliance by its `levels`, nil where the record does not hold them all.
  ///
  /// - Throws: as `plan(_:)`.
  public func review(_ levels: RecordedLevels?, of formulation: Formulation) throws(PlanningError) -> PlanReview {
    switch try evidence(on: formulation) {
    case .conflict(let conflict): return PlanReview(fresh: .infeasible(conflict), recomputed: nil, faults: [])
    case .optimum(let evidence):
      let fresh = plan(with: evidence, of: evidence.reading.account)
      guard let review = levels.flatMap({ LevelReview($0, formulation: evidence.reading.formulation) }) else {
        return PlanReview(fresh: .plan(fresh), recomputed: nil, faults: [])
      }
      let account = review.account
      return PlanReview(
        fresh: .plan(fresh), recomputed: plan(with: evidence, of: account), faults: review.faults(of: account))
    }
  }
}
