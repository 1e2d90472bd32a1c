import SourceText
import Testing

@testable import Regression

/// The audit of a series whose rows are `rows`.
private func audit(_ rows: String) throws -> Audit {
  Audit(try PublishedTable(table("period,value,growth\n" + rows)))
}

private func explanations(_ row: AuditedRow) -> [String] {
  row.explanations.map { "\($0.figure.rawValue) of \($0.row) \($0.wouldBe) \($0.slip?.rawValue ?? "recomputed")" }
}

@Suite("Series recomputed")
struct SeriesAuditTests {
  @Test("growth is taken from the row before, within the rounding of both values and of the growth")
  func agreeing() throws {
    let audit = try audit("2019,100,\n2020,110,10.0\n2021,99,-10 %\n2022,,3\n2023,120,7\n2024,120,0.0%\n")
    #expect(audit.disagreementCount == 0)
    #expect(audit.rows.map(\.checks.count) == [0, 1, 1, 0, 0, 1])
    #expect(audit.uncheckedCount == 3)
    let check = audit.rows[1].checks[0]
    #expect(check.recomputed == 10)
    #expect(abs(check.range.low - 100 * (109.5 / 100.5 - 1)) < 1e-9)
    #expect(abs(check.range.high - 100 * (110.5 / 99.5 - 1)) < 1e-9)
  }

  @Test("the edge of rounding belongs to the figure, a unit of the last digit further does not")
  func edges() throws {
    // 22.5/17.5 − 1 = 28.571… % at most and 21.5/18.5 − 1 = 16.216… % at least.
    #expect(try audit("1,18,\n2,22,28.57\n").disagreementCount == 0)
    #expect(try audit("1,18,\n2,22,28.58\n").disagreementCount == 1)
    #expect(try audit("1,18,\n2,22,16.22\n").disagreementCount == 0)
    #expect(try audit("1,18,\n2,22,16.21\n").disagreementCount == 1)
    // 10.5/7.5 − 1 = 40 % exactly, and 112.5/99.5 − 1 = 13.06… %.
    #expect(try audit("1,8,\n2,10,40.0\n").disagreementCount == 0)
    #expect(try audit("1,8,\n2,10,40.1\n").disagreementCount == 1)
    #expect(try audit("1,100,\n2,112,13\n").disagreementCount == 0)
    // 9.5/9.5 − 1 = 0: a value that may have stayed the same has no growth.
    #expect(try audit("1,9,\n2,10,0\n").disagreementCount == 0)
    #expect(try audit("1,9,\n2,10,-1\n").disagreementCount == 1)
  }

  @Test("a wrong growth is explained by itself: no other value agrees with the growth before and after it")
  func wrongGrowth() throws {
    let audit = try audit("2019,8000,\n2020,10100,26.25\n2021,12300,17.80\n2022,13600,10.57\n")
    #expect(audit.rows.map(\.agrees) == [true, true, false, true])
    #expect(explanations(audit.rows[2]) == ["growth of 2021 21.78 recomputed"])
  }

  @Test("a wrong value makes two growths wrong and explains both, which is told first")
  func wrongValue() throws {
    // 10100, 12300, 13600 with the digits of 12300 swapped.
    let audit = try audit("2020,10100,\n2021,13200,21.78\n2022,13600,10.57\n")
    #expect(audit.rows.map(\.agrees) == [true, false, false])
    #expect(
      explanations(audit.rows[1]).prefix(2) == ["value of 2021 12300 transposition", "growth of 2021 30.69 recomputed"])
    #expect(explanations(audit.rows[2]).first == "value of 2021 12300 transposition")
  }

  @Test("the first and the last value make one growth only, so a wrong growth may be theirs")
  func ends() throws {
    let last = try audit("1,100.0,\n2,110.0,10.0\n3,112.0,10.0\n")
    #expect(explanations(last.rows[2]) == ["growth of 3 1.8 recomputed", "value of 3 121.0 transposition"])
    let first = try audit("1,10.0,\n2,110.0,10.0\n3,121.0,10.0\n")
    #expect(explanations(first.rows[1]) == ["growth of 2 1000.0 recomputed", "value of 1 100 decimal_point"])
  }

  @Test("a lost sign of growth is named")
  func lostSign() throws {
    let audit = try audit("1,100.0,\n2,90.0,10.0\n3,99.0,10.0\n")
    #expect(explanations(audit.rows[1]).first == "growth of 2 -10.0 sign")
  }
}

@Suite("Tables to be audited")
struct PublishedTableTests {
  private func faults(_ text: String) -> [String] { problems { _ = try PublishedTable(table(text)) } }

  @Test("the columns say what a table is; those of R's broom are known, others are named and passed over")
  func kinds() throws {
    let tidy = try PublishedTable(table(",term,estimate,std.error,statistic,p.value,r2\n1,a,1,2,0.5,0.6,x\n"))
    #expect(tidy.kind == .coefficients)
    #expect(tidy.figures == [.estimate, .standardError, .statistic, .probability])
    #expect(tidy.ignoredColumns == ["r2"])
    #expect(
      tidy.rows[0].figures.mapValues(\.text) == [
        .estimate: "1", .standardError: "2", .statistic: "0.5", .probability: "0.6",
      ])
    let series = try PublishedTable(table("value,unit,growth,period\n1,t,,2020\n\n2,t,100 %,2021\n"))
    #expect(series.kind == .series)
    #expect(series.rows.map(\.line) == [2, 4])
    #expect(series.rows.map(\.name) == ["2020", "2021"])
    #expect(series.rows[1].figures[.growth]?.text == "100")
    #expect(
      try PublishedTable(table("term,estimate,std_error,value\na,1,2,3\n".replacing("value", with: "statistic")))
        .figures == [.estimate, .standardError, .statistic])
  }

  @Test("misspelt, missing and repeated columns are named where they stand")
  func columns() {
    #expect(
      faults("term,estimate,std_eror,statistic\na,1,2,3\n") == [
        "firms.csv:1:3 misspeltColumn(name: \"std_eror\", known: [\"std_error\", \"p_value\"])"
      ])
    #expect(
      faults("peroid,value,grwoth\n1,1,\n") == [
        "firms.csv:1:1 misspeltColumn(name: \"peroid\", known: [\"period\", \"growth\"])",
        "firms.csv:1:3 misspeltColumn(name: \"grwoth\", known: [\"period\", \"growth\"])",
      ])
    #expect(
      faults("Term,Estimate,Statistic,P_value\na,1,2,3\n").count == 4)
    #expect(
      faults("year,value,growth\n1,1,\n") == [
        "firms.csv:1:0 columnMissing(name: \"period\", of: Regression.AuditedTableKind.series)"
      ])
    #expect(
      faults("estimate,std_error,statistic\n1,1,1\n") == [
        "firms.csv:1:0 columnMissing(name: \"term\", of: Regression.AuditedTableKind.coefficients)"
      ])
    #expect(faults("term,estimate,std_error\na,1,1\n") == ["firms.csv:1:0 nothingToRecompute"])
    #expect(faults("id,rd\na,1\n") == ["firms.csv:1:0 unknownKind(columns: [\"id\", \"rd\"])"])
    #expect(
      faults("term,estimate,std_error,std.error,statistic\na,1,1,1,1\n") == [
        "firms.csv:1:4 columnTwice(name: \"std_error\", firstField: 3)"
      ])
  }

  @Test("cells that are no figures, or that no such figure can be, are named all at once")
  func cells() {
    let text = """
      term,estimate,std_error,statistic,p_value
      a,many,0,2,1.2
      b,1,-0.5,<3,0.5*
      a,1,0.00,2,-0.1
      ,1,0.5,2,0.0455

      """
    #expect(
      faults(text) == [
        "firms.csv:2:2 notAFigure(text: \"many\", column: \"estimate\")",
        "firms.csv:2:3 zeroStandardError(term: \"a\")",
        "firms.csv:2:5 impossibleProbability(term: \"a\", text: \"1.2\")",
        "firms.csv:3:3 negativeStandardError(term: \"b\", text: \"-0.5\")",
        "firms.csv:3:4 isABound(text: \"<3\", column: \"statistic\")",
        "firms.csv:3:5 notAFigure(text: \"0.5*\", column: \"p_value\")",
        "firms.csv:4:1 nameTwice(name: \"a\", column: \"term\", firstLine: 2)",
        "firms.csv:4:5 impossibleProbability(term: \"a\", text: \"-0.1\")",
        "firms.csv:5:1 nameMissing(column: \"term\")",
      ])
  }

  @Test("periods increase, values are not negative, and growth has a value to grow from")
  func series() {
    #expect(
      faults("period,value,growth\n2019,0,\n2018,-5,10\n2020,3,-120\n2020,4,\n") == [
        "firms.csv:3:1 periodsOutOfOrder(period: \"2018\", previous: \"2019\")",
        "firms.csv:3:2 negativeValue(period: \"2018\", text: \"-5\")", "firms.csv:3:3 growthFromZero(period: \"2018\")",
        "firms.csv:4:3 impossibleGrowth(period: \"2020\", text: \"-120\")",
        "firms.csv:5:1 nameTwice(name: \"2020\", column: \"period\", firstLine: 4)",
      ])
    #expect(faults("period,value,growth\n2020Q4,1,\n2020Q1,2,\n").isEmpty)
  }

  @Test("of many flaws a hundred are described, and the rest are counted")
  func manyFlaws() {
    let rows = (0..<150).map { "t\($0),x,1,1\n" }.joined()
    let found = faults("term,estimate,std_error,statistic\n" + rows)
    #expect(found.count == 101)
    #expect(found.last == "firms.csv:102:2 furtherProblems(count: 50)")
  }
}
