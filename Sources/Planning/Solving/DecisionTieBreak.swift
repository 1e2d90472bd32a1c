import LinearProgramming

/// Chooses among decisions, such as who joins, with which a plan is equally good.
extension DirectionSearch {
  /// The most programs with integers that are solved for it.
  private static let decisionRounds = 5

  /// The decisions of the plan that moves least money among those as good as `best`, with the optimum for them; `best` where
  /// none moves less.
  ///
  /// A program with integers has a floor under its objective and is solved for the least money. What it decides is then held
  /// and the plan for it made as for any decision: where the tangents promised more than it keeps, it gains tangents and is
  /// asked again.
  func cheapestDecisions(
    among best: TangentMethod.Answer, of formulation: inout Formulation
  ) throws(PlanningError) -> TangentMethod.Answer {
    guard formulation.program.hasIntegers, let money = formulation.moneyMoved.first else { return best }
    let least = best.solution.objective - 1e-9 * max(abs(best.solution.objective), formulation.sizes.objective)
    for _ in 0..<Self.decisionRounds {
      var cheapest = formulation
      cheapest.require(formulation.program.objective >= least, .objectiveFloor)
      cheapest.program.objective = -(formulation.sizes.objective / formulation.sizes.money) * money
      let found = try method.solve(&cheapest)
      formulation.adoptTangents(of: cheapest)
      guard found.solution.termination == .optimal else { return best }
      guard formulation.decisions(at: found.solution) != formulation.decisions(at: best.solution) else { return best }
      var held = formulation.holdingDecisions(at: found.solution)
      let answer = try method.solve(&held)
      formulation.adoptTangents(of: held)
      if answer.solution.termination == .optimal, answer.solution.objective >= least { return answer }
    }
    return best
  }
}
