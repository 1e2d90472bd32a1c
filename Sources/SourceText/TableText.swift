/// A table as comma-separated text (RFC 4180), with a line feed behind every row; `Table` reads it back.
public struct TableText: Sendable {
  /// The text.
  public let text: String

  /// A table with a header; every row has as many cells.
  public init(header: [String], rows: [[String]]) {
    text = ([header] + rows).map { $0.map(Self.field).joined(separator: ",") + "\n" }.joined()
  }

  /// The fewest digits that read back as `number`; empty where it is not known or not finite.
  public static func cell(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "" }
    let digits = "\(number)"
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }

  /// The cell in quotation marks where it would else be read as something else.
  private static func field(_ cell: String) -> String {
    let isPlain = !cell.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    let hasBlanks = cell.first?.isWhitespace == true || cell.last?.isWhitespace == true
    if isPlain, !hasBlanks, cell != "NA" { return cell }
    return "\"" + cell.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
