import Regression
import SourceText
import TestSupport
import Testing

@testable import Reporting

@Suite("Audits in words")
struct AuditWordingTests {
  private static let facts: [AuditFact] = [
    .unknownKind(columns: ["id", "rd"]), .misspeltColumn(name: "std_eror", known: ["std_error", "p_value"]),
    .columnMissing(name: "period", of: .series), .columnMissing(name: "term", of: .coefficients), .nothingToRecompute,
    .columnTwice(name: "std_error", firstField: 3), .degreesOfFreedomForSeries, .nameMissing(column: "term"),
    .nameTwice(name: "RC", column: "term", firstLine: 3), .notAFigure(text: "0.5*", column: "estimate"),
    .notAFigure(text: "0.5*", column: "p.value"), .isABound(text: "<3", column: "statistic"),
    .negativeStandardError(term: "RC", text: "-0.5"), .zeroStandardError(term: "RC"),
    .impossibleProbability(term: "RC", text: "1.2"), .negativeValue(period: "2020", text: "-5"),
    .growthFromZero(period: "2020"), .impossibleGrowth(period: "2020", text: "-120"),
    .periodsOutOfOrder(period: "2018", previous: "2019"),
  ]

  @Test("every fact has words of its own, which are those that were looked at")
  func facts() {
    let blocks = Self.facts.map { fact in
      let wording = fact.wording
      #expect(!wording.message.isEmpty && !wording.message.hasSuffix("."), "\(wording.message)")
      return ([wording.message] + wording.advice.map { "    \($0)" }).joined(separator: "\n")
    }
    #expect(Set(blocks).count == blocks.count)
    expectNoError {
      try Snapshot("Tests/ReportingTests/Golden/audit-facts.txt").compare(blocks.joined(separator: "\n") + "\n")
    }
  }
}

@Suite("Audits as text")
struct AuditReportTests {
  private func report(_ text: String, reference: TestDistribution = .normal) throws -> AuditReport {
    let table = try PublishedTable(Table(SourceFile(path: "table.csv", text: text)))
    return AuditReport(Audit(table, reference: reference), of: "table.csv")
  }

  @Test("every kind of disagreement and of remedy, in lines of 80 cells")
  func coefficients() throws {
    let text = try report(
      """
      term,estimate,std_error,statistic,p_value,note
      agrees,1.00,0.50,2.00,0.0455,x
      sign,1.234,0.500,-2.468,0.0136,x
      swapped,1.234,0.500,2.648,0.0136,x
      point,1.234,0.500,2.468,0.136,x
      one side,1.234,0.500,2.468,0.0068,x
      digit,1.234,0.500,3.468,0.0136,x
      two slips,0.2629,0.1667,1.6772,0.7890,x
      no slip,1.2176,0.6022,1.9877,0.0579,x
      bound,,,2.00,<0.001,x
      from below,,,4.05,0.0000,x
      rounded to 0,0.0003,0.0000,4.1,<0.001,x
      alone,1.5,0.5,,,x
      """)
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/audit-coefficients.txt").compare(text.text()) }
    #expect(text.text().split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(text.notes == ["the column 'note' is not read"])
  }

  @Test("columns without a figure are left out, and a table that agrees is told to agree")
  func agreement() throws {
    let text = try report(
      "term,estimate,std_error,p_value\na,1.00,0.50,0.0734\nb,2.00,0.50,0.0025\n",
      reference: .studentT(degreesOfFreedom: 10))
    #expect(
      text.text() == """
        table.csv · 2 coefficients · two-sided p values of Student's t with 10 degrees
          of freedom

                             p of
                       estimate /
        term  p_value   std_error
        a      0.0734      0.0734
        b      0.0025      0.0025

        The figures of all 2 rows agree within rounding.

        """)
    #expect(text.notes.isEmpty)
  }

  @Test("a series with a wrong value, a wrong growth and a last value that may be wrong")
  func series() throws {
    let text = try report(
      """
      period,value,growth,unit,source
      2015,100.0,,,
      2016,110.0,10.0%,,
      2017,112.0,10.0%,,
      2018,133.1,10.0%,,
      2019,146.4,10.0%,,
      2020,161.1,11.0%,,
      2021,177.2,10.0%,,
      2022,194.9,1.0%,,
      """)
    expectNoError { try Snapshot("Tests/ReportingTests/Golden/audit-series.txt").compare(text.text()) }
    #expect(text.notes == ["the columns 'unit' and 'source' are not read"])
  }

  @Test("a table in which nothing can be recomputed says so")
  func nothing() throws {
    let text = try report("period,value,growth\n2020,1,\n2021,,5\n").text()
    #expect(text.hasSuffix("No row has figures enough to recompute any.\n"))
  }
}
