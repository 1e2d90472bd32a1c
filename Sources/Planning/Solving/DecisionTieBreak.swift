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
    let before = formulation
    for _ in 0..<Self.decisionRounds {
      var cheapest = formulation
      cheapest.require(formulation.program.objective >= least, .objectiveFloor)
      cheapest.program.objective = -(formulation.sizes.objective / formulation.sizes.money) * money
      let found = try method.starting(at: best.solution.values).solve(&cheapest).solution
      formulation.adoptTangents(of: cheapest)
      guard found.termination == .optimal,
        formulation.decisions(at: found) != formulation.decisions(at: best.solution)
      else { break }
      let answer = try optimum(of: &formulation, decidedAsIn: found)
      if answer.solution.termination == .optimal, answer.solution.objective >= least { return answer }
    }
    // The tangents that were added are rows that `best` knows nothing of.
    guard formulation.tangents.count > before.tangents.count else { return best }
    let answer = try optimum(of: &formulation, decidedAsIn: best.solution)
    if answer.solution.termination == .optimal { return answer }
    // The time was over: the program without those tangents is the one that `best` is the optimum of.
    formulation = before
    return best
  }

  /// The optimum with every decision held as `solution` has it.
  private func optimum(
    of formulation: inout Formulation, decidedAsIn solution: Solution
  ) throws(PlanningError) -> TangentMethod.Answer {
    var held = formulation.deciding(as: solution)
    let answer = try method.solve(&held)
    formulation.adoptTangents(of: held)
    return answer
  }
}
