import Testing

@testable import Reporting

@Suite("Layout by display width")
struct LayoutTests {
  @Test(
    "wide characters take two cells, combining marks none",
    arguments: [("Acme", 4), ("机械工业", 8), ("e\u{301}te\u{301}", 3), ("한국", 4), ("ｱ", 1), ("👍", 2), ("❤️", 2), ("", 0)])
  func width(text: String, cells: Int) {
    #expect(text.displayWidth == cells)
  }

  @Test("a table that is too wide is printed in parts, neighbours together, each with the first column")
  func parts() {
    let table = TextTable(
      ["firm", "least", "greatest", "mean", "most"].map { TextTable.Column($0) },
      rows: [["Acme", "1,000,000", "2,000,000", "3,000,000", "4,000,000"]])
    #expect(table.parts(width: 60).count == 1)
    let parts = table.parts(width: 40, together: 2).map { $0.lines(width: 40) }
    #expect(
      parts.map(\.rows) == [["Acme  1,000,000  2,000,000"], ["Acme  3,000,000  4,000,000"]])
    #expect(parts.map(\.heading) == [["firm      least   greatest"], ["firm       mean       most"]])
    #expect(table.parts(width: 40).map { $0.lines(width: 40).rows.count } == [1, 1])
  }

  @Test("cutting never leaves half a wide character, and says that something was cut")
  func truncation() {
    #expect("机械工业".truncated(to: 8) == "机械工业")
    #expect("机械工业".truncated(to: 6) == "机械…")
    #expect("机械工业".truncated(to: 6).displayWidth <= 6)
    #expect("Acme".truncated(to: 3) == "Ac…")
  }

  @Test("names that their ends tell apart are cut in the middle")
  func middle() {
    #expect("C(region)[east]".truncatedInMiddle(to: 15) == "C(region)[east]")
    #expect("C(ownership)[state-owned]".truncatedInMiddle(to: 16) == "C(owner…e-owned]")
    #expect("机械工业机械工业".truncatedInMiddle(to: 9).displayWidth <= 9)
    let table = TextTable(
      [TextTable.Column("term", .left, keepsEnds: true), TextTable.Column("estimate")],
      rows: [["C(ownership_of_the_firm)[private]", "1.0"], ["C(ownership_of_the_firm)[state]", "2.0"]])
    let rows = table.lines(width: 30).rows
    #expect(rows.allSatisfy { $0.displayWidth <= 30 })
    #expect(rows[0].contains("[private]") && rows[1].contains("[state]"))
  }

  @Test("coefficients of a column share their decimals, or their number of digits with powers of ten")
  func coefficients() {
    let plain = CoefficientText([12.5, 0.034])
    #expect([12.5, 0.034].map(plain.text) == ["12.500000", "0.034000"])
    let wide = CoefficientText([12000, 1.5e-6])
    #expect([12000, 1.5e-6].map(wide.text) == ["1.2000e+04", "1.5000e-06"])
  }

  @Test("columns line up whatever the script of the names")
  func alignment() {
    let table = TextTable(
      [TextTable.Column("", .left), TextTable.Column("gain")],
      rows: [["Acme", "1.0"], ["机械工业", "12.5"], ["Ste\u{301}", "-3.0"]])
    let lines = table.lines(width: 80)
    #expect(Set(lines.rows.map(\.displayWidth)).count == 1)
  }

  @Test("a heading is broken at underscores and blanks, and its last line stands above the cells")
  func headings() {
    let table = TextTable(
      [TextTable.Column("firm", .left), TextTable.Column("rd_employees_domestic_thousand")], rows: [["Acme", "1.0"]])
    #expect(
      table.lines(width: 80).heading == [
        "             rd_", "      employees_", "       domestic_", "firm    thousand",
      ])
  }

  @Test("the first column gives way where a table is too wide")
  func narrowing() {
    let name = String(repeating: "long ", count: 20)
    let table = TextTable([TextTable.Column("", .left), TextTable.Column("x")], rows: [[name, "1"]])
    #expect(table.lines(width: 40).rows.allSatisfy { $0.displayWidth <= 40 })
  }

  @Test("where cutting the first column is not enough, headings are broken more often")
  func narrowHeadings() {
    let table = TextTable(
      [TextTable.Column("plan", .left), TextTable.Column("worst case"), TextTable.Column("tail 10 %")],
      rows: [["proportional", "-1.8", "40.25"]])
    #expect(table.lines(width: 35).heading == ["plan          worst case  tail 10 %"])
    #expect(table.lines(width: 34).heading == ["              worst   tail", "plan           case   10 %"])
    #expect(table.lines(width: 34).rows == ["proportional   -1.8  40.25"])
  }

  @Test("or before names are cut, where names tell more")
  func headingsBeforeNames() {
    let table = TextTable(
      [TextTable.Column("firm", .left), TextTable.Column("by the plan"), TextTable.Column("alone")],
      rows: [["Castellano Mecatrónica", "1.25", "0.5"]])
    #expect(table.lines(width: 38).rows == ["Castellano Mecatr…         1.25    0.5"])
    let broken = table.lines(width: 38, breakingHeadingsFirst: true)
    #expect(broken.heading == ["                        by the", "firm                      plan  alone"])
    #expect(broken.rows == ["Castellano Mecatrónica    1.25    0.5"])
  }

  @Test("a table is whole where its names can give way, else in parts")
  func fitted() {
    let table = TextTable(
      [TextTable.Column("plan", .left), TextTable.Column("promise"), TextTable.Column("mean")],
      rows: [["proportional", "110,217,067", "109,876,543"]])
    #expect(table.fittedLines(width: 38).map(\.rows) == [["proportional  110,217,067  109,876,543"]])
    #expect(
      table.fittedLines(width: 30).map(\.rows) == [["proportional  110,217,067"], ["proportional  109,876,543"]])
  }

  @Test("control characters of a file never reach the terminal")
  func controlCharacters() {
    #expect("a\u{1B}[31mb\tc\u{202E}".printable == "a\u{FFFD}[31mb c\u{FFFD}")
  }

  @Test("lines are broken at blanks, and later ones are indented")
  func wrapping() {
    #expect("one two three".wrapped(to: 8, indent: 2) == ["one two", "  three"])
    #expect("unbreakable".wrapped(to: 4) == ["unbreakable"])
    #expect("".wrapped(to: 4) == [""])
  }

  @Test("lists in sentences")
  func lists() {
    #expect(listed([]) == "")
    #expect(listed(["a"]) == "a")
    #expect(listed(["a", "b", "c"]) == "a, b and c")
    #expect(shortList(["a", "b", "c", "d", "e"], limit: 4) == "a, b, c, d and e")
    #expect(shortList(["a", "b", "c", "d", "e", "f"], limit: 4) == "a, b, c, d and 2 more")
  }

  @Test("a plain palette changes nothing, another one only adds codes")
  func palettes() {
    #expect(Palette.plain.strong("a") == "a")
    #expect(Palette(coloured: true).strong("a") == "\u{1B}[1ma\u{1B}[0m")
  }
}
