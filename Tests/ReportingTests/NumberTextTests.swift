import Testing

@testable import Reporting

@Suite("Numbers as text")
struct NumberTextTests {
  @Test(
    "fixed decimals, commas between thousands, no minus before zero",
    arguments: [
      (1234.5, 1, "1,234.5"), (1_234_567, 0, "1,234,567"), (999.96, 1, "1,000.0"), (-0.04, 1, "0.0"),
      (-0.06, 1, "-0.1"),
      (0, 2, "0.00"), (-1234, 0, "-1,234"), (.infinity, 1, "∞"), (-.infinity, 1, "-∞"), (.nan, 1, "–"),
    ] as [(Double, Int, String)])
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }

  @Test(
    "significant digits without idle zeros",
    arguments: [
      (0.38, 3, "0.38"), (0.123456, 3, "0.123"), (140, 3, "140"), (31245, 3, "31,200"), (9996, 3, "10,000"),
      (0.00012345, 3, "0.000123"), (1.2e-9, 3, "1.20e-09"), (-2.5, 3, "-2.5"), (0, 3, "0"), (45, 12, "45"),
      (0.1, 12, "0.1"),
    ] as [(Double, Int, String)])
  func significant(value: Double, digits: Int, text: String) {
    #expect(NumberText.significant(value, digits: digits) == text)
  }

  @Test(
    "percentages", arguments: [(0.086, "8.6 %"), (0.3333, "33 %"), (1.234, "123 %"), (0, "0 %")] as [(Double, String)])
  func percent(value: Double, text: String) {
    #expect(NumberText.percent(value) == text)
  }

  @Test("a column of large numbers has no decimals, one of small numbers three digits")
  func decimals() {
    #expect(NumberText.decimals(for: [1234, 0.1]) == 0)
    #expect(NumberText.decimals(for: [120, 13.1]) == 1)
    #expect(NumberText.decimals(for: [5.1, -0.2]) == 2)
    #expect(NumberText.decimals(for: [0.042]) == 4)
    #expect(NumberText.decimals(for: [0, 0]) == 1)
    #expect(NumberText.decimals(for: [.infinity, 12]) == 1)
  }

  @Test(
    "numbers of a file without idle zeros, with a power of ten too",
    arguments: [
      (3e-10, "3e-10"), (1.25e-7, "1.25e-07"), (2e20, "2e+20"), (-1e300, "-1e+300"), (0.5, "0.5"), (1e6, "1,000,000"),
    ]
      as [(Double, String)])
  func asWritten(value: Double, text: String) {
    #expect(NumberText.asWritten(value) == text)
  }

  @Test("coefficients too large to be read in full have a power of ten")
  func largeCoefficients() {
    let numbers = CoefficientText([8.1e299, 0.5])
    #expect(numbers.text(8.1e299) == "8.1000e+299")
    #expect(numbers.text(0.5) == "5.0000e-01")
    #expect(CoefficientText([123_456_789, 0.5]).text(0.5) == "0.50000")
  }

  @Test("probabilities as R writes them")
  func probabilities() {
    #expect(probabilityText(1e-17) == "<2e-16")
    #expect(probabilityText(1.234e-5) == "1.23e-05")
    #expect(probabilityText(0.00513) == "0.00513")
    #expect(probabilityText(0.0211) == "0.0211")
    #expect(probabilityText(0.35249) == "0.352")
    #expect(probabilityText(1) == "1.000")
  }

  @Test("amounts share decimals, and none reads as 0 that is none")
  func amounts() {
    #expect(NumberText.amounts([6000, 6000, 0], decimals: 0) == ["6,000", "6,000", "0"])
    #expect(NumberText.amounts([24, 4.81, 19.19], decimals: 1) == ["24.0", "4.8", "19.2"])
    #expect(NumberText.amounts([6000, 0.32, 5999.68], decimals: 0) == ["6,000.00", "0.32", "5,999.68"])
    #expect(NumberText.amounts([6000, 0.0512], decimals: 0) == ["6,000.00", "0.05"])
    #expect(NumberText.amounts([6000, -0.0012], decimals: 0) == ["6,000.0000", "-0.0012"])
    #expect(NumberText.amounts([6000, 0.0000032, 0], decimals: 0) == ["6,000.0000", "3.2e-06", "0.0000"])
    // The smallest keeps its digit with two decimals, the one beside it does not.
    #expect(NumberText.amounts([1.98, 0.08, 0.085], decimals: 2) == ["1.980", "0.080", "0.085"])
  }
}
