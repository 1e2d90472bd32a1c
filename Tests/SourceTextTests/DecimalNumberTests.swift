import SourceText
import Testing

@Suite("Decimal numbers")
struct DecimalNumberTests {
  @Test(
    "decimal forms are read",
    arguments: [
      ("1", 1.0), ("+1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("1e-3", 0.001), (" 2 ", 2.0), ("\t-3E2", -300.0),
      ("0e99", 0.0),
      ("0.1", 0.1), ("9007199254740993", 9_007_199_254_740_992.0), ("1e23", 1e23),
      ("123456789012345678901234567890", 1.2345678901234568e29),
      ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown), ("1e-400", 0.0),
      ("00000000000000000000000012.50", 12.5),
    ])
  func forms(text: String, value: Double) {
    #expect(DecimalNumber(text) == .finite(value))
  }

  @Test("minus zero keeps its sign")
  func minusZero() {
    #expect(DecimalNumber("-0.0").value?.sign == .minus)
  }

  @Test(
    "other texts are no numbers",
    arguments: [
      "", " ", ".", "-", "e5", "1e", "1e+", "1,234", "12 %", "12%", "0x10", "1 000", "1_000", "1.2.3", "−1", "١", "1f",
    ])
  func otherTexts(text: String) {
    #expect(DecimalNumber(text) == .notANumber)
  }

  @Test(
    "numbers without end or beyond a double are told apart from texts",
    arguments: ["nan", "NaN", "inf", "-Inf", "+Infinity", "1e309", "-1e999999999999999999999"])
  func notFinite(text: String) {
    #expect(DecimalNumber(text) == .notFinite)
  }

  @Test("200,000 random numbers are rounded as the standard library rounds them")
  func roundTrip() throws {
    var state: UInt64 = 20_240_607
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) ^ (state << 31)
    }
    for _ in 0..<100_000 {
      let shortest = Double(bitPattern: next())
      if shortest.isFinite { #expect(DecimalNumber("\(shortest)").value == shortest) }

      let digits = String(next() % 1_000_000_000_000_000_000).prefix(Int(next() % 18) + 1)
      let point = Int(next() % UInt64(digits.count + 1))
      let exponent = Int(next() % 60) - 30
      let text = "\(digits.prefix(point)).\(digits.dropFirst(point))e\(exponent)"
      let expected = try #require(Double(text.hasPrefix(".") ? "0" + text : text))
      #expect(DecimalNumber(text).value == expected, "\(text)")
    }
  }
}
