/// The program has defects and cannot be written.
public struct ProgramDefects: Error, Sendable, Equatable {
  /// What is wrong; never empty.
  public let defects: [ProgramDefect]
}

/// Short ASCII names that every solver's file reader accepts: C0001, C0002, … for variables and R0001, … for rows.
struct ExportIdentifiers {
  private let variableWidth: Int
  private let rowWidth: Int

  init(for program: LinearProgram) {
    variableWidth = max(4, String(program.variableCount).count)
    rowWidth = max(4, String(program.rowCount).count)
  }

  func variable(_ position: Int) -> String { "C" + padded(position + 1, to: variableWidth) }
  func row(_ position: Int) -> String { "R" + padded(position + 1, to: rowWidth) }

  private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension LinearProgram {
  /// The first line of `namesTable()`, without its end.
  public static let namesTableHeader = "id,kind,name,lp_name"

  /// The table that tells what the names in the files of `mps()` and `lp()` stand for: a CSV text quoted as RFC 4180 says,
  /// in the program's order.
  ///
  /// Its columns are `id`, the name in MPS; `kind`, which is `variable`, `row`, or `constant` for the objective's constant
  /// where it has one; `name`, the full name; and `lp_name`, the name in LP. A row with two ends, which LP has to write
  /// as two rows, takes two lines with the same `id`.
  public func namesTable() -> String {
    let identifiers = ExportIdentifiers(for: self)
    let names = LPNames(for: self)
    var text = "\(Self.namesTableHeader)\n"
    for (position, name) in variableNames.enumerated() {
      text += "\(identifiers.variable(position)),variable,\(quoted(name)),\(names.variables[position])\n"
    }
    for (position, name) in rowNames.enumerated() {
      for lpName in names.lines(ofRow: position, bounds: rowBounds[position]) {
        text += "\(identifiers.row(position)),row,\(quoted(name)),\(lpName)\n"
      }
    }
    if objective.constant != 0 { text += "OBJ,constant,constant of the objective,\(names.constant)\n" }
    return text
  }

  private func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
    var text = "\""
    for character in field { text += character == "\"" ? "\"\"" : String(character) }
    return text + "\""
  }

  /// Throws what keeps the program from being written.
  func checkForExport() throws(ProgramDefects) {
    let defects = defects()
    if !defects.isEmpty { throw ProgramDefects(defects: defects) }
  }
}

extension String {
  /// The text in one line of ASCII, for comments and titles in files that know nothing else.
  var asciiLine: String {
    String(unicodeScalars.map { (" "..."~").contains($0) ? Character($0) : "_" })
  }
}
