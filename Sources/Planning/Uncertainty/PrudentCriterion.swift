/// What a plan is made large in, where the parameters of the model are known only up to what their estimation leaves
/// open.
///
/// Parameters are lists as long as those of the model, in their order.
public enum PrudentCriterion: Sendable, Hashable {
  /// The mean figure of the worst `share` of the `draws` of the parameters, 0 < `share` ≤ 1: the conditional value at
  /// risk.
  case tail(share: Double, draws: [[Double]])
  /// The least figure where the parameters leave the estimates along at most `count` of the `directions`, each by at
  /// most its own length to either side; a part of `count` above a whole number counts as that part of one more
  /// direction.
  case worstCase(directions: [[Double]], count: Double)
}

/// A plan that is best by a prudent criterion.
public struct PrudentPlan: Sendable {
  /// The plan, with its figures at the estimated parameters. Its `objective` tells of these, not of the criterion.
  public let plan: Plan
  /// No plan has a greater figure by the criterion than this, up to rounding.
  public let bound: Double
}

/// Why no plan can be found by a prudent criterion.
public enum PrudenceObstacle: Error, Sendable, Hashable {
  /// Outputs are curves of the index, so that they are not linear in the coefficients.
  case bentResponse
  /// What this term adds bends upwards in the variable that the plan decides.
  case bentTerm(String)
  /// Products of levels are only near what stands for them.
  case productsOfLevels
  /// What the plan makes large is no sum of gains.
  case objective
  /// What this term bends changes its sign over the parameters that are looked at, so that no plan could be proved
  /// best.
  case changingSign(term: String)
  /// The coefficients of these terms cancel at a firm, so that the program does not hold what they do apart.
  case cancellingTerms(String)
}

/// What looking for a prudent plan comes to.
public enum PrudentOutcome: Sendable {
  /// The best plan by the criterion.
  case plan(PrudentPlan)
  /// No plan meets all demands.
  case infeasible
  /// The criterion cannot be written as rows of this alliance's program.
  case refused(PrudenceObstacle)
}
