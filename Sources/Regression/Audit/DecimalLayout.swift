import Foundation
import SourceText

/// A decimal number digit by digit, so that a slip can be made in one of them.
struct DecimalLayout: Sendable, Hashable {
  var isNegative: Bool
  /// All digits, zeros before and behind included, each from 0 to 9.
  var digits: [UInt8]
  /// How many of them stand behind the point.
  var fractionCount: Int
  /// The power of ten behind an `e`; nil where there is none.
  var exponent: Int?

  /// Reads an optional sign, digits with an optional point, and an optional exponent.
  init?(_ text: some StringProtocol) {
    let text = text.replacingOccurrences(of: "\u{2212}", with: "-").lowercased()
    guard DecimalNumber(text).value != nil else { return nil }
    let parts = text.split(separator: "e", maxSplits: 1)
    let mantissa = parts.first ?? ""
    isNegative = mantissa.hasPrefix("-")
    digits = mantissa.utf8.map { $0 &- UInt8(ascii: "0") }.filter { $0 <= 9 }
    fractionCount = mantissa.firstIndex(of: ".").map { mantissa[$0...].count - 1 } ?? 0
    exponent = parts.count > 1 ? Int(parts[1]) : nil
  }

  /// How many digits stand before the point.
  var wholeCount: Int { digits.count - fractionCount }

  /// How many digits are left without the zeros before the first other digit.
  var significantCount: Int { digits.drop { $0 == 0 }.count }

  /// What one unit of the last digit is worth.
  var unit: Double { pow(10, Double((exponent ?? 0) - fractionCount)) }

  /// The number as a table would print it.
  var text: String {
    let figures = digits.map { String($0) }
    let whole = figures.prefix(wholeCount).joined()
    let fraction = fractionCount > 0 ? "." + figures.suffix(fractionCount).joined() : ""
    return (isNegative ? "-" : "") + whole + fraction + (exponent.map { String(format: "e%+03d", $0) } ?? "")
  }

  /// Whether nobody would print it: a zero before other digits in front of the point.
  var hasIdleZero: Bool { wholeCount > 1 && digits.first == 0 }
}

extension DecimalLayout {
  /// The number itself; nil where it, or a unit of its last digit, is beyond every double.
  var value: Double? { unit.isNormal ? DecimalNumber(text).value : nil }
}
