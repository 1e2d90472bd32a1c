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
  public static let namesTableHeader = "id,kind,name"

  /// The table that tells what the short names of `mps()` stand for: a CSV text with the columns `id`, `kind`
  /// (`variable` or `row`) and `name`, quoted as RFC 4180 says, in the program's order.
  public func namesTable() -> String {
    let identifiers = ExportIdentifiers(for: self)
    var text = "\(Self.namesTableHeader)\n"
    for (position, name) in variableNames.enumerated() {
      text += "\(identifiers.variable(position)),variable,\(quoted(name))\n"
    }
    for (position, name) in rowNames.enumerated() { text += "\(identifiers.row(position)),row,\(quoted(name))\n" }
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
