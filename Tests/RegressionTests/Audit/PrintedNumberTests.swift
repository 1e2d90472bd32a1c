import Testing

@testable import Regression

@Suite("Printed numbers")
struct PrintedNumberTests {
  private static let bounds: [(String, Double, Double)] = [
    ("<0.001", -Double.infinity, 0.001), ("< .05", -.infinity, 0.05), ("≤0.01", -.infinity, 0.01),
    ("<=0.01", -.infinity, 0.01), (">0.1", 0.1, .infinity), ("<0.000", -.infinity, 0.0005),
    ("<2e-16", -.infinity, Double.ulpOfOne), ("<2.2e-16", -.infinity, Double.ulpOfOne), ("<1e-16", -.infinity, 1e-16),
  ]

  private static let rounded: [(String, Double, Double)] = [
    ("12.30", 12.295, 12.305), ("-0.4110", -0.41105, -0.41095), ("2800", 2799.5, 2800.5), (".05", 0.045, 0.055),
    ("7.", 6.5, 7.5), ("0.0000", -0.00005, 0.00005), ("1.2e-05", 1.15e-5, 1.25e-5), ("3E2", 250, 350),
    ("\u{2212}2.0", -2.05, -1.95), (" 1 ", 0.5, 1.5), ("+1.5", 1.45, 1.55),
  ]

  @Test(
    "a figure stands for the numbers within half a unit of its last digit",
    arguments: Self.rounded)
  func rounding(text: String, low: Double, high: Double) throws {
    let number = try #require(PrintedNumber(text))
    #expect(number.relation == .rounded)
    #expect(abs(number.range.low - low) <= 1e-15 * max(1, abs(low)))
    #expect(abs(number.range.high - high) <= 1e-15 * max(1, abs(high)))
  }

  @Test(
    "a bound stands for all on its side; programs that write <2e-16 mean the distance of 1 to the next double",
    arguments: Self.bounds)
  func bound(text: String, low: Double, high: Double) throws {
    let number = try #require(PrintedNumber(text))
    #expect(number.relation == (text.hasPrefix(">") ? .above : .below))
    #expect((number.range.low, number.range.high) == (low, high))
  }

  @Test(
    "anything else is no figure",
    arguments: [
      "", "x", "1,5", "0.05*", "(0.5)", "1 2", "--1", "<", "=1", "<<1", "1e", "nan", "inf", "1e999", "1e-400", "5 %",
    ])
  func refused(text: String) { #expect(PrintedNumber(text) == nil) }

  @Test("another number is written with the digits of the figure, never as minus zero")
  func rewritten() throws {
    #expect(try #require(PrintedNumber("0.0579")).rewritten(0.046844879) == "0.0468")
    #expect(try #require(PrintedNumber("2800")).rewritten(2799.7) == "2800")
    #expect(try #require(PrintedNumber("1.20e-05")).rewritten(0.00034567) == "3.46e-04")
    #expect(try #require(PrintedNumber("0.12")).rewritten(-0.001) == "0.00")
    #expect(try #require(PrintedNumber("0.12")).rewritten(-0.006) == "-0.01")
  }
}

@Suite("Slips")
struct SlipTests {
  private static let slips: [(String, AuditFigure, Double, String)] = [
    ("1.234", AuditFigure.statistic, -1.234, "sign -1.234"), ("-0.50", .growth, 0.5, "sign 0.50"),
    ("1.234", .standardError, 12.34, "decimal_point 12.34"), ("0.8820", .probability, 0.0882, "decimal_point 0.0882"),
    ("0.123", .estimate, 0.0123, "decimal_point 0.0123"), (".0579", .estimate, 0.579, "decimal_point 0.579"),
    ("123", .value, 1230, "decimal_point 1230"), ("123", .value, 12.3, "decimal_point 12.3"),
    ("1.2e-05", .estimate, 1.2e-4, "decimal_point 1.2e-04"), ("1.324", .statistic, 1.234, "transposition 1.234"),
    ("2.1345", .statistic, 1.2345, "transposition 1.2345"), ("1.6772", .statistic, 1.5772, "digit 1.5772"),
    ("12300", .value, 13300, "digit 13300"), ("0.020", .probability, 0.04, "one_sided "),
    ("0.980", .probability, 0.04, "one_sided "),
  ]

  private func slip(in text: String, as figure: AuditFigure, when low: Double, _ high: Double) throws -> String {
    let truth = try #require(FigureRange(low, high))
    let number = try #require(PrintedNumber(text))
    let slip = number.nearestSlip(as: figure, to: truth.middle) { $0.meets(truth) }
    return slip.map { "\($0.slip.rawValue) \($0.text ?? "")" } ?? "none"
  }

  @Test(
    "every usual slip is found, and of several the one that comes about in the fewest ways",
    arguments: Self.slips)
  func found(text: String, figure: AuditFigure, truth: Double, expected: String) throws {
    #expect(try slip(in: text, as: figure, when: truth, truth) == expected)
  }

  @Test("no slip is named where there is none of the usual ones, or where any number would be one away")
  func notFound() throws {
    #expect(try slip(in: "1.2345", as: .statistic, when: 1.3445, 1.3445) == "none")
    #expect(try slip(in: "1.3", as: .statistic, when: 1.4, 1.4) == "none")
    #expect(try slip(in: "0.05", as: .probability, when: 0.08, 0.08) == "none")
    #expect(try slip(in: "<0.05", as: .probability, when: 0.04, 0.04) == "none")
    // A standard error has no sign to lose, and figures do not begin with a zero before other digits.
    #expect(try slip(in: "1.234", as: .standardError, when: -1.234, -1.234) == "none")
    #expect(try slip(in: "32.1", as: .value, when: 2.1, 2.1) == "none")
  }

  @Test("of several digits that would do, the one that comes nearest is named")
  func nearest() throws {
    // 0.1243, 0.1253, … and 0.1283 would all do; the middle is 0.1265.
    #expect(try slip(in: "0.1233", as: .estimate, when: 0.1240, 0.1290) == "digit 0.1263")
  }
}
