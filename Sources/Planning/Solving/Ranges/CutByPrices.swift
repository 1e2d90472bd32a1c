import LinearProgramming

/// Leaves out of a program what cannot be better than a plan that is known.
extension Formulation {
  /// Tells the program that a variable lies within `bounds` as well.
  mutating func narrow(_ variable: Variable, to bounds: Bounds) {
    let known = program.bounds(of: variable)
    let lower = min(max(known.lower, bounds.lower), known.upper)
    program.setBounds(of: variable, to: Bounds(lower, max(lower, min(known.upper, bounds.upper))))
  }

  /// Bounds of variables that every answer better than `cutoff` keeps: a variable with a reduced cost stands at its bound, and
  /// each unit away from it takes that much off the optimum `solution`.
  ///
  /// Source: M. Tawarmalani & N. V. Sahinidis, A polyhedral branch-and-cut approach to global optimization, Mathematical
  /// Programming 103 (2005), 225–249.
  func boundsByPrices(at solution: Solution, above cutoff: Double) -> [(variable: Variable, bounds: Bounds)] {
    let distance = solution.objective - cutoff
    guard distance > 0, solution.hasDuals, !program.hasIntegers else { return [] }
    var kept: [(variable: Variable, bounds: Bounds)] = []
    for (variable, price) in zip(program.variables, solution.reducedCosts) where price != 0 {
      var bounds = program.bounds(of: variable)
      let width = bounds.upper - bounds.lower
      let reach = distance / abs(price) * (1 + 1e-6)
      guard width > 0, reach < 0.9 * width else { continue }
      if price > 0 { bounds.lower = bounds.upper - reach } else { bounds.upper = bounds.lower + reach }
      guard bounds.lower.isFinite, bounds.upper.isFinite else { continue }
      kept.append((variable, bounds))
    }
    return kept
  }
}

extension TangentMethod {
  /// The least and the greatest value of each of `rates` in answers of `formulation` that are better than `cutoff`, where
  /// they were found.
  func bounds(
    of rates: [SharedRate], in formulation: Formulation, above cutoff: Double, from basis: Basis?
  ) throws(PlanningError) -> [(variable: Variable, bounds: Bounds)] {
    guard !rates.isEmpty else { return [] }
    var relaxed = formulation.withoutIntegers
    relaxed.require(relaxed.program.objective - cutoff >= 0, .objectiveFloor)
    var kept: [(variable: Variable, bounds: Bounds)] = []
    for rate in rates {
      var bounds = relaxed.program.bounds(of: rate.variable)
      for sign in [1.0, -1] {
        relaxed.program.objective = sign * rate.variable.expression
        let answer = try solved(relaxed, from: basis)
        guard answer.termination == .optimal else { continue }
        let end = answer[rate.variable]
        if sign > 0 {
          bounds.upper = min(bounds.upper, max(end * (1 + 1e-6), bounds.lower))
        } else {
          bounds.lower = max(bounds.lower, min(end * (1 - 1e-6), bounds.upper))
        }
      }
      kept.append((rate.variable, bounds))
      relaxed.program.setBounds(of: rate.variable, to: bounds)
    }
    return kept
  }
}
