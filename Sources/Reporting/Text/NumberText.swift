import Foundation

/// Numbers as people read them, the same in every locale: a point before the decimals, a comma between thousands.
enum NumberText {
  /// `value` with exactly `decimals` places behind the point; never `-0`.
  static func fixed(_ value: Double, decimals: Int, grouping: Bool = true) -> String {
    guard value.isFinite else { return notFinite(value) }
    let digits = String(format: "%.\(decimals)f", abs(value))
    let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
    return (value < 0 && !isZero ? "-" : "") + (grouping ? grouped(digits) : digits)
  }

  /// `value` rounded to `digits` significant digits, without zeros behind the last decimal that matters.
  ///
  /// Numbers too small or too large to be read in full are written with a power of ten.
  static func significant(_ value: Double, digits: Int = 3, grouping: Bool = true) -> String {
    guard value.isFinite else { return notFinite(value) }
    guard value != 0 else { return "0" }
    if abs(value) < 1e-5 || abs(value) >= 1e15 { return scientific(value, digits: digits) }
    let rounded = Double(String(format: "%.\(max(0, digits - 1))e", value)) ?? value
    return shortened(fixed(rounded, decimals: max(0, digits - 1 - exponent(of: rounded)), grouping: grouping))
  }

  /// `value` in full as far as `digits` significant digits go, for numbers that somebody wrote in a file.
  static func asWritten(_ value: Double, digits: Int = 12) -> String {
    if value.isNaN { return "not a number" }
    guard value.isFinite else { return value > 0 ? "infinite" : "minus infinite" }
    let parts = significant(value, digits: digits).split(separator: "e")
    return parts.count == 2 ? "\(shortened(String(parts[0])))e\(parts[1])" : String(parts[0])
  }

  /// `value` as a percentage, `0.086` as `8.6 %`.
  static func percent(_ value: Double, digits: Int = 2) -> String {
    "\(significant(value * 100, digits: max(digits, exponent(of: value * 100) + 1))) %"
  }

  /// A power of ten in short, such as `1e-9`.
  static func powerOfTen(_ exponent: Int) -> String { "1e\(exponent)" }

  /// `value` as one digit before the point and a power of ten, such as `1.23e-05`.
  static func scientific(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return notFinite(value) }
    return String(format: "%.\(max(0, digits - 1))e", value)
  }

  /// How many decimals tell `values` apart sensibly: about three digits of the largest, whole numbers from 1000 on.
  static func decimals(for values: some Sequence<Double>) -> Int {
    let largest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    switch largest {
    // Nothing but rounding.
    case ..<1e-7: return 1
    case 999.95...: return 0
    case 9.995...: return 1
    case 0.9995...: return 2
    default: return min(8, 2 - exponent(of: largest))
    }
  }

  /// The most decimals of an amount of money; smaller amounts are written with a power of ten.
  private static let mostDecimalsOfAmounts = 4

  /// Amounts below one another with `fewest` decimals, and more where one of them that is not 0 would lose its second digit:
  /// no amount reads as 0 that is none.
  static func amounts(_ values: [Double], decimals fewest: Int) -> [String] {
    let most = max(fewest, mostDecimalsOfAmounts)
    let enough = (fewest...most).first { decimals in values.allSatisfy { shows($0, decimals: decimals) } } ?? most
    return values.map { value in
      shows(value, decimals: enough) ? fixed(value, decimals: enough) : scientific(value, digits: 2)
    }
  }

  /// Whether `value` keeps two digits, or all that it has, with so many decimals.
  private static func shows(_ value: Double, decimals: Int) -> Bool {
    let unit = pow(10, -Double(decimals))
    return !value.isFinite || abs((value / unit).rounded() * unit - value) <= 0.05 * abs(value)
  }

  /// The power of ten of the first digit: 2 for 340, −1 for 0.2.
  static func exponent(of value: Double) -> Int {
    guard value != 0, value.isFinite else { return 0 }
    return Int(log10(abs(value)).rounded(.down))
  }

  private static func notFinite(_ value: Double) -> String {
    value.isNaN ? "–" : value > 0 ? "∞" : "-∞"
  }

  /// Zeros behind the last decimal taken away.
  private static func shortened(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// Commas between the thousands of an unsigned decimal number.
  private static func grouped(_ digits: String) -> String {
    let parts = digits.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first, whole.count > 3 else { return digits }
    var groups: [Substring] = []
    var rest = whole[...]
    while !rest.isEmpty {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return groups.joined(separator: ",") + (parts.count > 1 ? ".\(parts[1])" : "")
  }
}
