extension LinearProgram {
  /// This program restricted to all its optimal solutions, without an objective.
  ///
  /// By complementary slackness, feasible values are optimal exactly if every variable with a reduced cost other than
  /// zero sits at the bound that it prices, and every row with a dual other than zero likewise. They are fixed there;
  /// integer variables are fixed at their values. A second objective can then be minimised over the result, which is
  /// exact in a way that a row "objective at least the optimum" is not. Variables and rows stay those of this program.
  ///
  /// `solution` must be optimal and have duals. A price counts as zero below `tolerance` relative to the magnitudes in
  /// its column (see `Certificate`), and where its variable or row does not sit at the bound that it prices.
  public func restrictedToOptimalFace(of solution: Solution, tolerance: Double = 1e-9) -> LinearProgram {
    precondition(
      solution.values.count == variableCount && solution.rowDuals.count == rowCount
        && solution.reducedCosts.count == variableCount, "the solution has values and duals of this program")
    var face = hasIntegers ? fixingIntegers(at: solution.values) : self
    face.objective = LinearExpression()
    let matrix = matrix
    let weights = PriceWeights(
      matrix: matrix, costs: objectiveCoefficients, rowDuals: solution.rowDuals, reducedCosts: solution.reducedCosts)
    for column in variableBounds.indices where weights.columns[column] > tolerance {
      face.variableBounds[column] = face.variableBounds[column].fixed(
        by: solution.reducedCosts[column], sense: sense, near: solution.values[column])
    }
    for row in rowBounds.indices where weights.rows[row] > tolerance {
      face.rowBounds[row] = face.rowBounds[row].fixed(
        by: solution.rowDuals[row], sense: sense, near: solution.activities[row])
    }
    return face
  }
}

extension Bounds {
  /// Both ends at the one that `price` prices, if `value` sits there; else unchanged.
  fileprivate func fixed(by price: Double, sense: LinearProgram.Sense, near value: Double) -> Bounds {
    let bound = (price > 0) == (sense == .minimise) ? lower : upper
    guard bound.isFinite else { return self }
    let isThere = abs(value - bound) <= Certificate.defaultTolerance * max(1, abs(bound))
    return isThere ? .exactly(bound) : self
  }
}
