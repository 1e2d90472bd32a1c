import LinearProgramming

extension DirectionSearch.Candidate {
  /// The check of the plan against the duals, made without the solver: of all programs that were solved one after another,
  /// the check that came out worst. It is of the program in which decisions are made and curves that bend upwards are tangents;
  /// how far other decisions or curves could lead beyond it is what the bound of the search tells.
  var certificate: Certificate {
    let first = check(formulation, best.solution)
    return stages.map { check($0.formulation, $0.answer.solution) }.reduce(first) { $1.isWorse(than: $0) ? $1 : $0 }
  }

  /// The check of the plan in the program `formulation` with the duals of `optimum`.
  private func check(_ formulation: Formulation, _ optimum: Solution) -> Certificate {
    var values = zip(thrifty.solution.values, formulation.units.columns).map { $0 / $1 }
    if let smallest = formulation.worstGain?.smallest {
      // Each program speaks of the smallest gain of the members that it does not hold, the plan of the last one only.
      values[smallest.index] = optimum[smallest] / formulation.units.columns[smallest.index]
    }
    let duals = optimum.stated(in: formulation.units)
    // Rows that were added since have no price.
    let later = [Double](repeating: 0, count: max(0, formulation.program.rowCount - duals.rowDuals.count))
    return Certificate(
      of: formulation.balanced, values: values, rowDuals: duals.rowDuals + later, reducedCosts: duals.reducedCosts)
  }
}

extension Certificate {
  fileprivate func isWorse(than other: Certificate) -> Bool {
    guard holds == other.holds else { return !holds }
    return max(gap, worstResidual) > max(other.gap, other.worstResidual)
  }
}
