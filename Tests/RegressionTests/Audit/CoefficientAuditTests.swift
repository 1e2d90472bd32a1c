import SourceText
import Statistics
import Testing

@testable import Regression

private let header = "term,estimate,std_error,statistic,p_value\n"

/// The audit of a table whose rows are `rows`.
private func audit(_ rows: String, reference: TestDistribution = .normal) throws -> Audit {
  Audit(try PublishedTable(table(header + rows)), reference: reference)
}

/// The figures that disagree, as `figure<source`, and what would explain them, as `figure value slip`.
private func summary(_ row: AuditedRow) -> (failing: [String], explanations: [String]) {
  let failing = row.checks.filter { !$0.agrees }.map { check in
    "\(check.figure.rawValue)<\(check.sources.map(\.rawValue).joined(separator: "/"))"
  }
  let explanations = row.explanations.map { explanation in
    let left = explanation.leaves.isEmpty ? "" : " leaves \(explanation.leaves.map(\.rawValue).joined(separator: " "))"
    return "\(explanation.figure.rawValue) \(explanation.wouldBe) \(explanation.slip?.rawValue ?? "recomputed")\(left)"
  }
  return (failing, explanations)
}

@Suite("Coefficients recomputed")
struct CoefficientAuditTests {
  private let ratio = "estimate/std_error"

  @Test(
    "rows whose figures follow from each other agree",
    arguments: [
      // By hand: z = 2, and 2·(1 − Φ(2)) = 0.0455003.
      "a,1.00,0.50,2.00,0.0455", "a,1.00,0.50,2.00,0.05", "a,-1.00,0.50,-2.00,0.0455", "a,1.00,0.50,2.00,<0.05",
      "a,1.00,0.50,2.00,", "a,1.00,0.50,,0.0455", "a,,,2.00,0.0455", "a,1.00,0.50,2.00,>0.01", "a,0.00,0.50,0.00,1.00",
      "a,10,1,10.0,<2e-16", "a,10.00,1.00,10.0,0.0000", "a,3e-5,1.5e-5,2.0,0.046", "a,0.002,0.000,8.1,<0.001",
      "a,0.000,0.000,1.3,0.19",
    ])
  func agreeing(row: String) throws {
    let audit = try audit(row + "\n")
    #expect(audit.rows[0].agrees)
    #expect(audit.rows[0].checks.count == (row.contains(",,") || row.hasSuffix(",") ? 1 : 3))
    #expect(audit.rows[0].checks.allSatisfy { $0.agrees })
    #expect(audit.rows[0].explanations.isEmpty)
    #expect(audit.disagreementCount == 0)
  }

  @Test("the ratio is an interval, from the smallest estimate over the largest error to the opposite")
  func ratioRange() throws {
    // 0.2629 ± 0.00005 over 0.1667 ± 0.00005.
    let check = try #require(try audit("RJ,0.2629,0.1667,1.6772,\n").rows[0].checks.first)
    #expect(abs(check.range.low - 0.26285 / 0.16675) < 1e-11)
    #expect(abs(check.range.high - 0.26295 / 0.16665) < 1e-11)
    #expect(check.recomputed == 0.2629 / 0.1667)
    let negative = try #require(try audit("a,-0.2629,0.1667,-1.6772,\n").rows[0].checks.first)
    #expect((negative.range.low, negative.range.high) == (-check.range.high, -check.range.low))
    let around = try #require(try audit("a,0.00,0.50,0.02,\n").rows[0].checks.first)
    #expect(abs(around.range.low + 0.005 / 0.495) < 1e-12 && abs(around.range.high - 0.005 / 0.495) < 1e-12)
  }

  @Test("an error rounded to 0 bounds the ratio from one side only")
  func errorRoundedToZero() throws {
    let check = try #require(try audit("a,0.0003,0.0000,4.1,\n").rows[0].checks.first)
    #expect(abs(check.range.low - 5) < 1e-9)
    #expect(check.range.high == .infinity)
    #expect(check.recomputed == nil)
    #expect(!check.agrees)
  }

  @Test("figures that meet at the very end of their rounding agree; a unit of the last digit further they do not")
  func edges() throws {
    // 1.0 ± 0.05 over 0.5 ± 0.05 reaches from 0.95/0.55 = 1.72727… to 1.05/0.45 = 2.33333…
    #expect(try audit("a,1.0,0.5,1.73,\n").rows[0].agrees)
    #expect(try !audit("a,1.0,0.5,1.72,\n").rows[0].agrees)
    #expect(try audit("a,1.0,0.5,2.33,\n").rows[0].agrees)
    #expect(try !audit("a,1.0,0.5,2.34,\n").rows[0].agrees)
    // 0.625/0.25 = 2.5 and 1.225/0.35 = 3.5, where the figures 3 and 4 begin.
    #expect(try audit("a,0.62,0.3,3,\n").rows[0].agrees)
    #expect(try !audit("a,0.61,0.3,3,\n").rows[0].agrees)
    #expect(try audit("a,1.22,0.4,4,\n").rows[0].agrees)
    #expect(try !audit("a,1.21,0.4,4,\n").rows[0].agrees)
  }

  @Test("the p value of R: pt and pnorm to the printed digits, with degrees of freedom where they are given")
  func distributions() throws {
    // R 4.2: 2*pt(-2, 10) = 0.07338803, 2*pnorm(-2) = 0.04550026.
    #expect(try audit("a,1.00,0.50,2.000,0.0734\n", reference: .studentT(degreesOfFreedom: 10)).rows[0].agrees)
    #expect(try !audit("a,1.00,0.50,2.000,0.0734\n").rows[0].agrees)
    #expect(try !audit("a,1.00,0.50,2.000,0.0455\n", reference: .studentT(degreesOfFreedom: 10)).rows[0].agrees)
    let check = try audit("a,,,2.000,0.07\n", reference: .studentT(degreesOfFreedom: 10)).rows[0].checks[0]
    #expect(try abs(#require(check.recomputed) - 0.07338803) < 1e-8)
    let many = try audit("a,,,2.0000000,0.0455003\n", reference: .studentT(degreesOfFreedom: 1e9)).rows[0].checks[0]
    #expect(many.agrees)
    #expect(try abs(#require(many.recomputed) - 2 * Normal.upperTail(2)) < 1e-9)
  }

  @Test("p values below a bound disagree when the statistic is too small for it, and those above when too large")
  func bounds() throws {
    // 2·(1 − Φ(3.29)) = 0.0010019 and 2·(1 − Φ(3.30)) = 0.0009669; the former may stand for 3.2949.
    #expect(try audit("a,,,3.29,<0.001\n").rows[0].agrees)
    #expect(try !audit("a,,,3.28,<0.001\n").rows[0].agrees)
    #expect(try audit("a,,,1.64,>0.1\n").rows[0].agrees)
    #expect(try !audit("a,,,1.66,>0.1\n").rows[0].agrees)
    // A p value of 0.0000 is one below 0.00005, from a statistic of at least 4.0556 (R: qnorm(0.000025)).
    #expect(try audit("a,,,4.06,0.0000\n").rows[0].agrees)
    #expect(try !audit("a,,,4.05,0.0000\n").rows[0].agrees)
    let needed = try #require(try audit("a,,,4.05,0.0000\n").rows[0].explanations.first)
    #expect(needed.figure == .statistic)
    #expect(abs(needed.range.low - 4.055627) < 1e-6 && needed.range.high == .infinity)
  }

  @Test("a lost sign, swapped digits, a moved point, one other digit and a p value of one side are named")
  func slips() throws {
    #expect(
      try summary(audit("a,1.234,0.500,-2.468,0.0136\n").rows[0])
        == (["statistic<\(ratio)"], ["estimate -1.234 sign", "statistic 2.468 sign"]))
    #expect(
      try summary(audit("a,1.234,0.500,2.648,0.0136\n").rows[0])
        == (["statistic<\(ratio)", "p_value<statistic"], ["statistic 2.468 transposition"]))
    #expect(
      try summary(audit("a,1.234,5.00,2.468,0.0136\n").rows[0]).explanations
        == ["estimate 12.34 decimal_point", "std_error 0.50 decimal_point"])
    #expect(
      try summary(audit("a,1.734,0.500,2.468,0.0136\n").rows[0]).explanations
        == ["estimate 1.234 digit", "std_error 0.703 recomputed"])
    #expect(
      try summary(audit("a,1.234,0.500,2.468,0.0068\n").rows[0])
        == (["p_value<statistic", "p_value<\(ratio)"], ["p_value 0.0136 one_sided"]))
    #expect(
      try summary(audit("a,1.234,0.500,2.468,0.136\n").rows[0]).explanations == ["p_value 0.0136 decimal_point"])
  }

  @Test("where no usual slip explains a figure, what it would have to be is told, and for every figure that would do")
  func recomputed() throws {
    // 3.4822·5.2111 = 18.14609, 18.1213/3.4822 = 5.20398, 18.1213/5.2111 = 3.47744.
    let row = try audit("constant,18.1213,5.2111,3.4822,0.0005\n").rows[0]
    #expect(
      summary(row)
        == (
          ["statistic<\(ratio)"],
          ["estimate 18.1461 recomputed", "std_error 5.2040 recomputed", "statistic 3.4774 recomputed"]
        ))
    #expect(row.explanations.allSatisfy { $0.row == "constant" })
  }

  @Test("where no single figure explains a row, the slips that settle one of its figures are told with what is left")
  func partial() throws {
    #expect(
      try summary(audit("RJ,0.2629,0.1667,1.6772,0.7890\n").rows[0])
        == (
          ["statistic<\(ratio)", "p_value<statistic", "p_value<\(ratio)"],
          ["std_error 0.1567 digit leaves p_value", "statistic 1.5772 digit leaves p_value"]
        ))
    #expect(
      try summary(audit("RC,1.2176,0.6022,1.9877,0.0579\n").rows[0])
        == (["statistic<\(ratio)", "p_value<statistic", "p_value<\(ratio)"], []))
  }

  @Test("every explanation, put in place of the printed figure, makes the row agree")
  func explanationsHold() throws {
    var generator = SplitMix(state: 7)
    var tried = 0
    for _ in 0..<300 {
      let estimate = Double.random(in: -3...3, using: &generator)
      let error = Double.random(in: 0.2...2, using: &generator)
      let wrong = estimate / error * Double.random(in: 0.5...1.5, using: &generator)
      let tail = 2 * Normal.upperTail(abs(estimate / error))
      let figures = [estimate, error, wrong, tail].map { rounded($0) }
      let row = try audit("a,\(figures.joined(separator: ","))\n").rows[0]
      for explanation in row.explanations where explanation.leaves.isEmpty {
        var better = figures
        let column = try #require(AuditedTableKind.coefficients.figures.firstIndex(of: explanation.figure))
        better[column] = explanation.wouldBe
        #expect(try audit("a,\(better.joined(separator: ","))\n").rows[0].agrees, "\(figures) \(better)")
        tried += 1
      }
    }
    #expect(tried > 200)
  }

  private func rounded(_ value: Double) -> String {
    let units = (abs(value) * 1000).rounded()
    let digits = "\(Int(units))"
    let filled = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return (value < 0 && units > 0 ? "-" : "") + filled.dropLast(3) + "." + filled.suffix(3)
  }
}

/// Draws that are the same in every run (Steele, Lea and Flood's SplitMix64, 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

@Suite("Distances of statistics")
struct TailDistanceTests {
  @Test("the distance of a p value has that p value, with any degrees of freedom and far into the tail")
  func distances() {
    let references: [TestDistribution] = [
      .normal, .studentT(degreesOfFreedom: 1), .studentT(degreesOfFreedom: 1.5), .studentT(degreesOfFreedom: 345),
    ]
    for reference in references {
      for probability in [0.9999, 0.5, 0.0455, 1e-3, 1e-10, 1e-60] {
        let tail = reference.twoSidedTail(reference.distance(probability: probability))
        #expect(abs(tail - probability) <= 1e-9 * probability, "\(reference) \(probability)")
      }
      #expect(reference.distance(probability: 0) == .infinity)
      #expect(reference.distance(probability: 1) == 0)
    }
    // R 4.2: qnorm(0.975) = 1.959964 and qt(0.975, 10) = 2.228139.
    #expect(abs(TestDistribution.normal.distance(probability: 0.05) - 1.959964) < 1e-6)
    #expect(abs(TestDistribution.studentT(degreesOfFreedom: 10).distance(probability: 0.05) - 2.228139) < 1e-6)
  }
}
