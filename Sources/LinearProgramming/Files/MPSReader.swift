/// Why a text is not an MPS file that can be read; lines count from 1.
public enum MPSError: Error, Sendable, Equatable {
  /// A section that is not known, or one before the section that it needs.
  case unexpectedSection(String, line: Int)
  /// A line with too few or too many fields for its section.
  case wrongFieldCount(Int, line: Int)
  /// A field that should be a finite number.
  case notANumber(String, line: Int)
  /// A row type other than N, L, G, E.
  case unknownRowType(String, line: Int)
  /// A bound type that is not known; semi-continuous variables (SC) are not supported.
  case unknownBoundType(String, line: Int)
  /// A row that the ROWS section does not name.
  case unknownRow(String, line: Int)
  /// A column that the COLUMNS section does not name.
  case unknownColumn(String, line: Int)
  /// A row that is named twice.
  case duplicateRow(String, line: Int)
  /// A column whose entries do not stand together.
  case duplicateColumn(String, line: Int)
  /// An objective sense other than MIN or MAX.
  case unknownSense(String, line: Int)
  /// No row of type N.
  case objectiveMissing
  /// No ENDATA at the end.
  case endMissing
}

extension LinearProgram {
  /// Reads free-format MPS, or fixed-format whose names have no blanks.
  ///
  /// The first N row is the objective, further ones are free rows. An `OBJSENSE` section is understood. Of numbers,
  /// 1e30 and more mean infinity in bounds and right-hand sides. An integer variable without bounds lies in 0…1, the
  /// custom of the format. Names are those of the file.
  public init(mps text: String) throws(MPSError) {
    var reader = MPSReader()
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      if reader.isAtEnd || line.hasPrefix("*") || line.allSatisfy(\.isWhitespace) { continue }
      try reader.take(line, number: number)
    }
    self = try reader.program()
  }
}

private struct MPSReader {
  private enum Section: String {
    case name = "NAME"
    case sense = "OBJSENSE"
    case rows = "ROWS"
    case columns = "COLUMNS"
    case rightHandSides = "RHS"
    case ranges = "RANGES"
    case bounds = "BOUNDS"
    case end = "ENDATA"
  }

  private struct RowEntry {
    var name: String
    var type: String
    var expression = LinearExpression()
    var rightHandSide = 0.0
    var width: Double?
  }

  private var section = Section.name
  private var result = LinearProgram(.minimise)
  private var objectiveName: String?
  private var objective = LinearExpression()
  private var rows: [RowEntry] = []
  private var rowPositions: [String: Int] = [:]
  private var columns: [String: Variable] = [:]
  private var lastColumn: (name: String, variable: Variable)?
  private var isInsideIntegers = false
  private var unboundedIntegers: Set<Variable> = []

  var isAtEnd: Bool { section == .end }

  mutating func take(_ line: Substring, number: Int) throws(MPSError) {
    let fields = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = line.first, first.isWhitespace else { return try open(fields, line: number) }
    switch section {
    case .sense: try setSense(fields[0], line: number)
    case .rows: try takeRow(fields, line: number)
    case .columns: try takeColumn(fields, line: number)
    case .rightHandSides: try takeRightHandSides(fields, line: number)
    case .ranges: try takeRanges(fields, line: number)
    case .bounds: try takeBound(fields, line: number)
    case .name, .end: throw .unexpectedSection(fields[0], line: number)
    }
  }

  private mutating func open(_ fields: [String], line: Int) throws(MPSError) {
    guard let opened = Section(rawValue: fields[0]), opened != .columns || !rows.isEmpty || objectiveName != nil else {
      throw .unexpectedSection(fields[0], line: line)
    }
    section = opened
    if opened == .name { result.name = fields.dropFirst().joined(separator: " ") }
    if opened == .sense, fields.count > 1 { try setSense(fields[1], line: line) }
  }

  private mutating func setSense(_ field: String, line: Int) throws(MPSError) {
    switch field.uppercased() {
    case "MIN", "MINIMIZE", "MINIMISE": result.sense = .minimise
    case "MAX", "MAXIMIZE", "MAXIMISE": result.sense = .maximise
    default: throw .unknownSense(field, line: line)
    }
  }

  private mutating func takeRow(_ fields: [String], line: Int) throws(MPSError) {
    guard fields.count == 2 else { throw .wrongFieldCount(fields.count, line: line) }
    let (type, name) = (fields[0].uppercased(), fields[1])
    guard ["N", "L", "G", "E"].contains(type) else { throw .unknownRowType(fields[0], line: line) }
    if rowPositions[name] != nil || name == objectiveName { throw .duplicateRow(name, line: line) }
    if type == "N", objectiveName == nil {
      objectiveName = name
    } else {
      rowPositions[name] = rows.count
      rows.append(RowEntry(name: name, type: type))
    }
  }

  private mutating func takeColumn(_ fields: [String], line: Int) throws(MPSError) {
    if fields.count == 3, fields[1] == "'MARKER'" {
      isInsideIntegers = fields[2] == "'INTORG'"
      return
    }
    let variable = try column(named: fields[0], line: line)
    for (name, value) in try pairs(fields.dropFirst(), line: line) {
      if name == objectiveName {
        objective.add(value, variable)
      } else {
        rows[try row(name, line: line)].expression.add(value, variable)
      }
    }
  }

  private mutating func column(named name: String, line: Int) throws(MPSError) -> Variable {
    if let last = lastColumn, last.name == name { return last.variable }
    if columns[name] != nil { throw .duplicateColumn(name, line: line) }
    let variable = result.addVariable(name, in: 0..., integer: isInsideIntegers)
    if isInsideIntegers { unboundedIntegers.insert(variable) }
    columns[name] = variable
    lastColumn = (name, variable)
    return variable
  }

  private mutating func takeRightHandSides(_ fields: [String], line: Int) throws(MPSError) {
    for (name, value) in try pairs(fields.dropFirst(fields.count % 2), line: line) {
      if name == objectiveName {
        objective.constant = -value
      } else {
        rows[try row(name, line: line)].rightHandSide = value
      }
    }
  }

  private mutating func takeRanges(_ fields: [String], line: Int) throws(MPSError) {
    for (name, value) in try pairs(fields.dropFirst(fields.count % 2), line: line) {
      rows[try row(name, line: line)].width = value
    }
  }

  private mutating func takeBound(_ fields: [String], line: Int) throws(MPSError) {
    let type = fields[0].uppercased()
    let needsValue = ["LO", "UP", "FX", "LI", "UI"].contains(type)
    guard needsValue || ["FR", "MI", "PL", "BV"].contains(type) else { throw .unknownBoundType(fields[0], line: line) }
    // The name of the set of bounds may be left out, the value only where the type says all.
    let nameAt = needsValue ? fields.count - 2 : min(2, fields.count - 1)
    guard (1...2).contains(nameAt), fields.count <= 4 else { throw .wrongFieldCount(fields.count, line: line) }
    guard let variable = columns[fields[nameAt]] else { throw .unknownColumn(fields[nameAt], line: line) }
    let value = needsValue ? try number(fields[nameAt + 1], line: line).infiniteFromHuge : 0
    unboundedIntegers.remove(variable)
    set(type, value, of: variable)
  }

  private mutating func set(_ type: String, _ value: Double, of variable: Variable) {
    var bounds = result.bounds(of: variable)
    switch type {
    case "LO", "LI": bounds.lower = value
    case "UP", "UI": bounds.upper = value
    case "FX": bounds = .exactly(value)
    case "FR": bounds = .free
    case "MI": bounds.lower = -.infinity
    case "PL": bounds.upper = .infinity
    default: bounds = Bounds(0, 1)
    }
    result.setBounds(of: variable, to: bounds)
    if ["LI", "UI", "BV"].contains(type) { result.integrality[variable.index] = true }
  }

  private func pairs(_ fields: ArraySlice<String>, line: Int) throws(MPSError) -> [(String, Double)] {
    guard fields.count == 2 || fields.count == 4 else { throw .wrongFieldCount(fields.count, line: line) }
    var found: [(String, Double)] = []
    for position in stride(from: fields.startIndex, to: fields.endIndex, by: 2) {
      found.append((fields[position], try number(fields[position + 1], line: line)))
    }
    return found
  }

  private func row(_ name: String, line: Int) throws(MPSError) -> Int {
    guard let position = rowPositions[name] else { throw .unknownRow(name, line: line) }
    return position
  }

  private func number(_ field: String, line: Int) throws(MPSError) -> Double {
    guard let value = Double(field), value.isFinite else { throw .notANumber(field, line: line) }
    return value
  }

  consuming func program() throws(MPSError) -> LinearProgram {
    guard isAtEnd else { throw .endMissing }
    guard objectiveName != nil else { throw .objectiveMissing }
    for variable in unboundedIntegers { result.setBounds(of: variable, to: 0...1) }
    result.objective = objective
    for row in rows {
      result.require(row.expression.within(bounds(of: row)), named: row.name)
    }
    return result
  }

  private func bounds(of row: RowEntry) -> Bounds {
    let side = row.rightHandSide.infiniteFromHuge
    switch (row.type, row.width) {
    case ("L", nil): return .atMost(side)
    case ("L", let width?): return Bounds(side - abs(width), side)
    case ("G", nil): return .atLeast(side)
    case ("G", let width?): return Bounds(side, side + abs(width))
    case ("E", nil): return .exactly(side)
    case ("E", let width?): return width < 0 ? Bounds(side + width, side) : Bounds(side, side + width)
    default: return .free
    }
  }
}

extension Double {
  /// Itself, or infinity where it is as large as files write for it.
  fileprivate var infiniteFromHuge: Double { abs(self) >= 1e30 ? (self < 0 ? -.infinity : .infinity) : self }
}
