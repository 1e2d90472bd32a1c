extension LinearProgram {
  /// The program as free-format MPS, in minimisation form, with the short names that `namesTable()` explains.
  ///
  /// The format has no sense that all readers know, so a maximisation is written with its objective negated, which a
  /// comment at the top says. The objective's constant stands, negated as is the custom (CPLEX, CLP, CBC; GLPK 5.0 reads
  /// it with the other sign), in the right-hand side of the objective. Numbers are the shortest texts that read back as
  /// the same numbers. `init(mps:)` gives back the same program, but for a row with two ends: the format holds one end
  /// and the width, and in rare cases no width leads exactly to the other end, which is then met to the last digit or
  /// two.
  public func mps() throws(ProgramDefects) -> String {
    try checkForExport()
    var writer = MPSWriter(self)
    return writer.text()
  }
}

private struct MPSWriter {
  private let program: LinearProgram
  private let identifiers: ExportIdentifiers
  private let objectiveSign: Double
  private var lines: [String] = []

  init(_ program: LinearProgram) {
    self.program = program
    identifiers = ExportIdentifiers(for: program)
    objectiveSign = program.sense == .minimise ? 1 : -1
  }

  mutating func text() -> String {
    if program.sense == .maximise { lines.append("* Objective negated: the program maximises.") }
    let title = program.name.asciiLine.split(separator: " ").joined(separator: "_")
    lines.append("NAME \(title.isEmpty ? "program" : title)")
    writeRows()
    writeColumns()
    writeRightHandSides()
    writeRanges()
    writeBounds()
    lines.append("ENDATA")
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func writeRows() {
    lines.append("ROWS")
    lines.append(" N OBJ")
    for (row, bounds) in program.rowBounds.enumerated() {
      lines.append(" \(RowForm(bounds).type) \(identifiers.row(row))")
    }
  }

  private mutating func writeColumns() {
    lines.append("COLUMNS")
    let matrix = program.matrix
    let costs = program.objectiveCoefficients
    var isInsideIntegers = false
    var markers = 0
    for column in 0..<matrix.columnCount {
      if program.integrality[column] != isInsideIntegers {
        isInsideIntegers.toggle()
        markers += 1
        lines.append(" M\(markers) 'MARKER' '\(isInsideIntegers ? "INTORG" : "INTEND")'")
      }
      let name = identifiers.variable(column)
      let entries = matrix.entries(ofColumn: column)
      // A variable without coefficients has to be mentioned too.
      if costs[column] != 0 || entries.isEmpty { lines.append(" \(name) OBJ \(objectiveSign * costs[column] + 0)") }
      for position in entries {
        lines.append(" \(name) \(identifiers.row(Int(matrix.rows[position]))) \(matrix.values[position])")
      }
    }
    if isInsideIntegers { lines.append(" M\(markers + 1) 'MARKER' 'INTEND'") }
  }

  private mutating func writeRightHandSides() {
    lines.append("RHS")
    let constant = program.objective.constant
    if constant != 0 { lines.append(" RHS OBJ \(-objectiveSign * constant)") }
    for (row, bounds) in program.rowBounds.enumerated() {
      let form = RowForm(bounds)
      if form.rightHandSide != 0 { lines.append(" RHS \(identifiers.row(row)) \(form.rightHandSide)") }
    }
  }

  private mutating func writeRanges() {
    let widths = program.rowBounds.enumerated().compactMap { row, bounds in
      RowForm(bounds).width.map { (row, $0) }
    }
    if widths.isEmpty { return }
    lines.append("RANGES")
    for (row, width) in widths { lines.append(" RANGE \(identifiers.row(row)) \(width)") }
  }

  private mutating func writeBounds() {
    lines.append("BOUNDS")
    for (column, bounds) in program.variableBounds.enumerated() {
      let name = identifiers.variable(column)
      for (type, value) in boundEntries(bounds, isInteger: program.integrality[column]) {
        lines.append(" \(type) BOUND \(name)" + (value.map { " \($0)" } ?? ""))
      }
    }
  }

  /// Both ends are written wherever a reader could take another default: integers may get an upper bound of 1, and an
  /// upper bound below zero may take the lower one away.
  private func boundEntries(_ bounds: Bounds, isInteger: Bool) -> [(type: String, value: Double?)] {
    if isInteger, bounds == Bounds(0, 1) { return [("BV", nil)] }
    if bounds.isFixed { return [("FX", bounds.lower)] }
    switch (bounds.lower.isFinite, bounds.upper.isFinite) {
    case (false, false): return [("FR", nil)]
    case (false, true): return [("MI", nil), ("UP", bounds.upper)]
    case (true, false): return bounds.lower == 0 && !isInteger ? [] : [("LO", bounds.lower), ("PL", nil)]
    case (true, true): return [("LO", bounds.lower), ("UP", bounds.upper)]
    }
  }
}

/// A row's bounds as MPS holds them: a type, one right-hand side, and for two ends a width.
private struct RowForm {
  let type: String
  let rightHandSide: Double
  let width: Double?

  init(_ bounds: Bounds) {
    switch (bounds.lower.isFinite, bounds.upper.isFinite) {
    case (false, false): (type, rightHandSide, width) = ("N", 0, nil)
    case (false, true): (type, rightHandSide, width) = ("L", bounds.upper, nil)
    case (true, false): (type, rightHandSide, width) = ("G", bounds.lower, nil)
    case (true, true) where bounds.isFixed: (type, rightHandSide, width) = ("E", bounds.lower, nil)
    case (true, true): self = Self.ranged(bounds)
    }
  }

  private init(type: String, rightHandSide: Double, width: Double) {
    (self.type, self.rightHandSide, self.width) = (type, rightHandSide, width)
  }

  /// Of both types and the neighbouring widths, the first from which the other end comes back exactly.
  private static func ranged(_ bounds: Bounds) -> RowForm {
    let width = bounds.upper - bounds.lower
    for candidate in [width, width.nextUp, width.nextDown] {
      if bounds.lower + candidate == bounds.upper {
        return RowForm(type: "G", rightHandSide: bounds.lower, width: candidate)
      }
      if bounds.upper - candidate == bounds.lower {
        return RowForm(type: "L", rightHandSide: bounds.upper, width: candidate)
      }
    }
    return RowForm(type: "G", rightHandSide: bounds.lower, width: width)
  }
}
