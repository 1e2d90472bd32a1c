extension LinearProgram {
  /// The program in the CPLEX LP format, for people and for any other solver.
  ///
  /// Names are kept as far as the format allows: letters, digits, `_` and `.` stay, other ASCII characters become `_`.
  /// Names with further characters, reserved words and very long names become short ones as in `mps()`, and a name that
  /// would appear twice gets its short one appended. A row with two ends is written as two rows, `…_min` and `…_max`; a
  /// constant of the objective as a variable fixed at 1. `namesTable()` gives every one of these names.
  public func lp() throws(ProgramDefects) -> String {
    try checkForExport()
    var writer = LPWriter(self)
    return writer.text()
  }
}

private struct LPWriter {
  private let program: LinearProgram
  private let names: LPNames
  private var lines: [String] = []
  private static let termsInLine = 5

  init(_ program: LinearProgram) {
    self.program = program
    names = LPNames(for: program)
  }

  mutating func text() -> String {
    lines.append("\\ \(program.name.asciiLine)")
    writeObjective()
    writeRows()
    writeBounds()
    writeIntegers()
    lines.append("End")
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func writeObjective() {
    lines.append(program.sense == .minimise ? "Minimize" : "Maximize")
    var terms = program.objectiveCoefficients.enumerated()
      .filter { $0.element != 0 }
      .map { term($0.element, names.variables[$0.offset]) }
    if program.objective.constant != 0 { terms.append(term(program.objective.constant, names.constant)) }
    write(terms, before: " objective:", after: "")
  }

  private mutating func writeRows() {
    lines.append("Subject To")
    let matrix = program.matrix.transposed()
    for row in 0..<program.rowCount {
      let terms = matrix.entries(ofColumn: row).map {
        term(matrix.values[$0], names.variables[Int(matrix.rows[$0])])
      }
      let bounds = program.rowBounds[row]
      let name = names.rows[row]
      switch (bounds.lower.isFinite, bounds.upper.isFinite) {
      case (true, true) where bounds.isFixed: write(terms, before: " \(name):", after: " = \(bounds.lower)")
      case (true, true):
        let lines = names.lines(ofRow: row, bounds: bounds)
        for (line, end) in zip(lines, [" >= \(bounds.lower)", " <= \(bounds.upper)"]) {
          write(terms, before: " \(line):", after: end)
        }
      case (true, false): write(terms, before: " \(name):", after: " >= \(bounds.lower)")
      case (false, true): write(terms, before: " \(name):", after: " <= \(bounds.upper)")
      case (false, false): lines.append("\\ \(name) has no bound")
      }
    }
  }

  private func term(_ coefficient: Double, _ name: String) -> String {
    "\(coefficient < 0 ? "-" : "+") \(abs(coefficient)) \(name)"
  }

  /// Readers limit the length of a line, so terms are spread over several. Nothing is written as zero times something,
  /// because the format has no empty expressions.
  private mutating func write(_ terms: [String], before: String, after: String) {
    let terms = terms.isEmpty ? [term(0, names.variables.first ?? names.constant)] : terms
    var line = before
    for (position, term) in terms.enumerated() {
      if position > 0, position.isMultiple(of: Self.termsInLine) {
        lines.append(line)
        line = "  "
      }
      line += " \(term)"
    }
    lines.append(line + after)
  }

  private mutating func writeBounds() {
    lines.append("Bounds")
    for (position, bounds) in program.variableBounds.enumerated() where bounds != .atLeast(0) {
      let name = names.variables[position]
      switch (bounds.lower.isFinite, bounds.upper.isFinite) {
      case (true, true) where bounds.isFixed: lines.append(" \(name) = \(bounds.lower)")
      case (false, false): lines.append(" \(name) free")
      case (true, false): lines.append(" \(name) >= \(bounds.lower)")
      case (false, true): lines.append(" -inf <= \(name) <= \(bounds.upper)")
      case (true, true): lines.append(" \(bounds.lower) <= \(name) <= \(bounds.upper)")
      }
    }
    if program.objective.constant != 0 || names.variables.isEmpty { lines.append(" \(names.constant) = 1") }
  }

  private mutating func writeIntegers() {
    let integers = program.integrality.indices.filter { program.integrality[$0] }
    if integers.isEmpty { return }
    lines.append("General")
    for position in integers { lines.append(" \(names.variables[position])") }
  }
}
