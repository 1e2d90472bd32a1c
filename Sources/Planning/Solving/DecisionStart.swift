import LinearProgramming

/// Finds decisions for branch and bound to begin with, so that a search that is stopped early has a plan to give.
extension TangentMethod {
  /// The parts of a decision above which it is rounded up: as it leans; nearly always; nearly never.
  private static let thresholds = [0.5, 0.1, 0.9]

  /// Values of a plan of `formulation` with decisions that are near at hand: those of `start`, a plan of a similar program,
  /// or else those of the relaxation's optimum, rounded, whichever of a few roundings comes out best. Nil where none of them
  /// allows a plan.
  func decisionStart(
    of formulation: Formulation, relaxed relaxation: Solution
  ) throws(PlanningError) -> [Double]? {
    if let start {
      let plan = try solved(formulation.deciding(as: start), from: relaxation.basis)
      if plan.termination == .optimal { return plan.values }
    }
    var best: Solution?
    var tried: [[Double]] = []
    for threshold in Self.thresholds {
      let values = formulation.roundingDecisions(of: relaxation, upAbove: threshold)
      guard !tried.contains(values) else { continue }
      tried.append(values)
      let plan = try solved(formulation.deciding(as: values), from: relaxation.basis)
      if plan.termination == .optimal, plan.objective > best?.objective ?? -.infinity { best = plan }
    }
    return best?.values
  }

  /// The same method, which begins a search for decisions with those of `values`.
  func starting(at values: [Double]?) -> TangentMethod {
    var method = self
    method.start = values
    return method
  }
}

extension Formulation {
  /// The values of `solution` with every decision whole: up where its part above a whole number is more than `threshold`.
  fileprivate func roundingDecisions(of solution: Solution, upAbove threshold: Double) -> [Double] {
    var values = solution.values
    for decision in decisions where program.isInteger(decision) {
      let bounds = program.bounds(of: decision)
      let value = solution[decision]
      // What is whole but for rounding is to stay.
      let nearest = value.rounded()
      let isWhole = abs(value - nearest) <= 1e-6
      let whole =
        isWhole ? nearest : value - value.rounded(.down) > threshold ? value.rounded(.up) : value.rounded(.down)
      values[decision.index] = min(max(whole, bounds.lower), bounds.upper)
    }
    return values
  }
}
