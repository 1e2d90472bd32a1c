extension LinearProgram {
  /// The left-hand side of `row`, which must be this program's, as it was given but for the constant, which stands in
  /// the bounds.
  public func expression(of row: Row) -> LinearExpression {
    precondition(owns(row), "a row was used with a program that it does not belong to")
    var sum = LinearExpression()
    for position in rowStarts[row.index]..<rowStarts[row.index + 1] {
      let variable = Variable(index: Int(termVariables[position]), program: identity)
      sum.add(termCoefficients[position], variable)
    }
    return sum
  }
}
