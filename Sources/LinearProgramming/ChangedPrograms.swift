extension LinearProgram {
  /// Puts `constraint` into the place of `row`: other coefficients and bounds, the same name.
  ///
  /// The row must keep its number of terms, so that nothing behind it moves; a coefficient of 0 fills a place.
  public mutating func replace(_ row: Row, with constraint: Constraint) {
    guard owns(row) else {
      buildingDefects.append(.foreignRow(index: row.index))
      return
    }
    let places = rowStarts[row.index]..<rowStarts[row.index + 1]
    let terms = constraint.expression.terms
    precondition(places.count == terms.count, "a row keeps its number of terms")
    for (place, term) in zip(places, terms) {
      guard owns(term.variable) else {
        buildingDefects.append(.foreignVariable(index: term.variable.index, place: .row(rowNames[row.index])))
        continue
      }
      termVariables[place] = Int32(truncatingIfNeeded: term.variable.index)
      termCoefficients[place] = term.coefficient
    }
    rowBounds[row.index] = constraint.bounds
  }

  /// A copy in which integer variables may take every value between their bounds.
  public func relaxingIntegers() -> LinearProgram {
    var relaxed = self
    relaxed.integrality = [Bool](repeating: false, count: integrality.count)
    return relaxed
  }

  /// A copy in which the variables that are integers in `original`, from which this program was made, are so again and
  /// have its bounds.
  public func restoringIntegers(of original: LinearProgram) -> LinearProgram {
    precondition(identity == original.identity, "the program was made from the original")
    var restored = self
    for position in original.integrality.indices where original.integrality[position] {
      restored.integrality[position] = true
      restored.variableBounds[position] = original.variableBounds[position]
    }
    return restored
  }
}
