import LinearProgramming

/// Chooses among plans that are equally good, so that no money moves for nothing.
extension DirectionSearch {
  /// Of the answers that are as good as `best`, one that spends and contributes least.
  ///
  /// On the optimal face, where every variable with a reduced cost and every row with a price is held, each figure of
  /// `moneyMoved` in turn is made as small as it can be; the objective cannot change there, nor a figure before it. Tangents
  /// that this needs are added to `formulation` too.
  func thriftiest(
    among best: TangentMethod.Answer, of formulation: inout Formulation
  ) throws(PlanningError) -> TangentMethod.Answer {
    var face = formulation
    var chosen = best
    for figure in formulation.moneyMoved {
      face.program = face.optimalFace(of: chosen.solution)
      // In units of money and of the objective alike, else the figure may be too small for the solver to see.
      face.program.objective = -(formulation.sizes.objective / formulation.sizes.money) * figure
      let thrifty = try method.solve(&face, from: chosen.solution.basis)
      // Held values are rounded, so the face may be empty by a hair; the answer so far is optimal all the same.
      guard thrifty.solution.termination == .optimal else { break }
      chosen = thrifty
    }
    formulation.adoptTangents(of: face)
    return chosen
  }
}

extension Formulation {
  /// What should be no more than needed [currency], the weightiest first: spending together with contributions; what is
  /// drawn of grants; then, where there are such funds, what is carried, so that money comes in when it is needed.
  var moneyMoved: [LinearExpression] {
    guard !contributions.isEmpty || !grants.isEmpty else { return [totalSpending] }
    let moved = contributions.reduce(into: totalSpending) { $0 += $1 }
    let drawn = grants.joined().reduce(into: LinearExpression()) { $0 += $1 }
    let carried = carried.reduce(into: LinearExpression()) { $0 += $1 }
    return [moved] + [drawn, carried].filter { !$0.terms.isEmpty }
  }
}
